#include "engine/export/verify/run_program.h"
#include "engine/graph/read_project.h"
#include "tests/support/serving.h"
#include "tests/support/test_data.h"

#include <QFile>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace weft;

// The examples of docs/serving.md, as they stand there, but for the port.
class TestServeExamples : public QObject {
    Q_OBJECT

    DataFolder m_folder;
    std::unique_ptr<Serving> m_serving;

    static QByteArray content(const QString& path)
    {
        QFile file(QStringLiteral(WEFT_SOURCE_DIR) + "/" + path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    // Runs a program and gives what it printed.
    static QString output(const QString& program, const QStringList& arguments)
    {
        std::vector<std::string> words {program.toStdString()};
        for (const QString& argument : arguments)
            words.push_back(argument.toStdString());
        const ProgramRun run = runProgram(words, 120);
        if (run.code != 0)
            qWarning("%s", run.err.c_str());
        return QString::fromStdString(run.out);
    }

    // The example, written as a file.
    QString example(const QString& language, const std::string& file) const
    {
        const QRegularExpression block("```" + language + "\\n([\\s\\S]*?)```");
        QString text = block.match(QString::fromUtf8(content("docs/serving.md"))).captured(1);
        text.replace("8000", QString::number(m_serving->port()));
        return QString::fromStdString(m_folder.write(file, text.toUtf8()));
    }

private slots:
    void initTestCase()
    {
        WEFT_NEEDS_DATA(path, "tabular/iris/iris.csv");
        qputenv("WEFT_DATA", QByteArray::fromStdString(path.parent_path().parent_path().parent_path().string()));
        ModelServerOptions options;
        options.models = {
            {"iris", trained(m_folder, "iris", readProject(content("projects/iris.weft").toStdString()))}};
        m_serving = std::make_unique<Serving>(options);
    }

    void runs_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("says");
        QTest::newRow("curl") << "sh"
                              << "curl"
                              << "Iris-setosa";
        QTest::newRow("Python") << "python"
                                << "python3"
                                << "Iris-setosa\nIris-virginica\n";
        QTest::newRow("JavaScript") << "js"
                                    << "node"
                                    << "0.99";
        QTest::newRow("C++") << "cpp"
                             << "g++"
                             << "Iris-setosa";
    }
    void runs()
    {
        QFETCH(QString, language);
        QFETCH(QString, program);
        QFETCH(QString, says);
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP(qPrintable("There is no " + program + " here to run the example with."));
        const QString file = example(language, "example." + language.toStdString());
        QString said;
        if (language == "cpp") {
            const QString built = QString::fromStdString(m_folder.path()) + "/example";
            output(program, {"-std=c++17", "-o", built, file});
            said = output(built, {});
        } else {
            said = output(language == "sh" ? "sh" : program, {file});
        }
        QVERIFY2(said.contains(says), qPrintable("it said: " + said));
    }
};

QTEST_GUILESS_MAIN(TestServeExamples)
#include "tst_serve_examples.moc"
