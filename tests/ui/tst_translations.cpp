#include "engine/layers/layer_type.h"
#include "ui/style/language/problem_sentences.h"
#include "ui/windows/application.h"

#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

// What the window says is there in Chinese too: all of it.

using namespace weft;

namespace {

struct Message {
    QString context, source, translation;
    bool unfinished = false;
};

QList<Message> readTranslations(const QString& path)
{
    QList<Message> found;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return found;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            found.append({.context = context, .source = {}, .translation = {}});
        } else if (xml.name() == QLatin1String("source")) {
            found.last().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            found.last().unfinished = xml.attributes().value(QLatin1String("type")) == QLatin1String("unfinished");
            found.last().translation = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        }
    }
    return found;
}

// The places that are filled in: "%1 of %2" has "%1" and "%2".
QStringList placesIn(const QString& text)
{
    QStringList places;
    for (qsizetype i = 0; i + 1 < text.size(); ++i)
        if (text[i] == QLatin1Char('%') && (text[i + 1].isDigit() || text[i + 1] == QLatin1Char('n')))
            places << text.mid(i, 2);
    places.sort();
    places.removeDuplicates();
    return places;
}

// The fixed pieces of what the engine says is wrong, from its sources: all literals of the statements that say it.
QStringList sentencesIn(std::initializer_list<const char*> parts, const QRegularExpression& begins)
{
    static const QRegularExpression literal(QStringLiteral("\"((?:[^\"\\\\\\n]|\\\\.)*)\""));
    QStringList found;
    for (const char* const part : parts) {
        QDirIterator files(QStringLiteral(WEFT_SOURCE_DIR "/engine/") + QLatin1String(part), {"*.cpp"}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QString source = QString::fromUtf8(file.readAll());
            for (auto each = begins.globalMatch(source); each.hasNext();) {
                const qsizetype from = each.next().capturedEnd();
                qsizetype end = source.indexOf(QLatin1String(";\n"), from);
                const QString statement = source.mid(from, (end < 0 ? source.size() : end) - from)
                                              .replace(QRegularExpression("\"\\s*\\n\\s*\""), QString());
                for (auto words = literal.globalMatch(statement); words.hasNext();) {
                    QString fragment = words.next().captured(1).replace("\\\"", "\"").trimmed();
                    static const QRegularExpression before("^[\"”]?: ");
                    fragment.remove(before); // what stands there is put in
                    if (fragment.size() >= 12 && fragment.contains(QLatin1Char(' ')))
                        found << fragment;
                }
            }
        }
    }
    found.removeDuplicates();
    return found;
}

QStringList engineSentences()
{
    const QStringList checks = sentencesIn(
        {"layers", "compiler", "graph", "data", "train/network", "train/preflight"},
        QRegularExpression("\\b(?:require|fail|say|problem|keepOr)\\(|\\.text = (?!\\{)|mistake = |named \\+ "));
    const QStringList failures = sentencesIn({"storage", "graph/form", "graph/variables", "data", "train/runs", "train/live"},
                                             QRegularExpression("\\b(?:Error|FileError|fail|refuse|broken)\\((?!key)"));
    const QStringList reasons = sentencesIn({"storage"}, QRegularExpression("\\breturn (?=\")"));
    const QStringList models = sentencesIn(
        {"import/onnx"},
        QRegularExpression("\\b(?:Error|ModelNotTaken|PastLimit|Unsupported|AcrossSamples|fail|refuse)\\("));
    return checks + failures + reasons + models;
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT
private slots:
    void everyTextIsTranslated()
    {
        // As lupdate finds the texts now, not as they were when the file was last brought up to date.
        QTemporaryDir folder;
        QProcess update;
        update.start(QStringLiteral(WEFT_SOURCE_DIR "/resources/translations/update"),
                     {QStringLiteral("--into"), folder.path(), QStringLiteral("--build"),
                      QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral(".."))});
        if (!update.waitForFinished(patience) || update.exitCode() != 0)
            QSKIP("lupdate or build/*/bin/layer_strings is missing: install qt6-l10n-tools, build layer_strings.");
        const QList<Message> all = readTranslations(folder.filePath(QStringLiteral("zh_CN.ts")));
        QVERIFY(all.size() > 500);
        QStringList missing;
        for (const Message& message : all)
            if (message.unfinished || message.translation.isEmpty())
                missing << message.context + QStringLiteral(": ") + message.source;
        QVERIFY2(missing.isEmpty(),
                 qPrintable(QString::number(missing.size()) + " are missing:\n" + missing.join('\n')));
    }

    void whatIsFilledInIsInBothLanguages()
    {
        for (const Message& message :
             readTranslations(QStringLiteral(WEFT_SOURCE_DIR "/resources/translations/zh_CN.ts"))) {
            if (message.unfinished || message.translation.isEmpty())
                continue;
            const QString said =
                message.context + QStringLiteral(": ") + message.source + QStringLiteral(" → ") + message.translation;
            QVERIFY2(placesIn(message.source) == placesIn(message.translation), qPrintable(said));
        }
    }

    // The engine knows no languages: its sentences are told apart by the list in problem_sentences.cpp.
    void whatTheEngineSaysIsWrongIsInTheList()
    {
        const QString known = knownSentences().join(QLatin1Char('\n')).replace(QRegularExpression("%[1-9]"), "\n");
        QStringList missing;
        for (const QString& fragment : engineSentences())
            if (!known.contains(fragment))
                missing << fragment;
        QVERIFY2(missing.isEmpty(), qPrintable(QStringLiteral("not in the list: ") + missing.join("\n")));
        QVERIFY(engineSentences().size() > 300);
    }

    void sentencesAreTranslatedWithWhatIsPutIn_data()
    {
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("chinese");
        QTest::newRow("plain") << "The project has no layers yet."
                               << "项目里还没有层。";
        QTest::newRow("names") << "It is wired to \"conv 1\", which is not there."
                               << "它连着“conv 1”，而那里没有这个节点。";
        QTest::newRow("shapes") << "Inputs of 32×28×28 and 64×14×14 do not fit element by element: each axis needs the "
                                   "same size, or 1 on one side."
                                << "32×28×28 和 64×14×14 的输入无法逐元素对应：每一维的大小必须相同，或者有一边为 1。";
        QTest::newRow("a sentence in a sentence") << "Data: there is no column “a: %1”."
                                                  << "数据：没有列“a: %1”。";
        QTest::newRow("a phrase in a sentence") << "training.epochs is -4; it must be at least 1."
                                                << "training.epochs 是 -4；它必须是至少 1。";
        QTest::newRow("twice deep") << "Source 2 (csv): the format “x” is not known; known are: a, b."
                                    << "来源 2（csv）：不认识格式“x”；可用的有：a, b。";
        QTest::newRow("a file") << "Could not open \"/a/b.weft\": there is no such file or folder."
                                << "无法打开“/a/b.weft”：没有这个文件或文件夹。";
        QTest::newRow("within a file") << "b.weft: not valid JSON at line 3, column 5: unexpected \"}\"."
                                       << "b.weft：第 3 行第 5 列不是有效的 JSON：意外的“}”。";
        QTest::newRow("a place within a file") << "b.weft: graph.nodes[0].id: expected a text, found a number."
                                               << "b.weft：graph.nodes[0].id：应为文本，却是数。";
        QTest::newRow("a file in a source") << "Source 1 (csv): a.csv: is UTF-16; save it as UTF-8."
                                            << "来源 1（csv）：a.csv：是 UTF-16；请另存为 UTF-8。";
        QTest::newRow("an operator") << "a.onnx: Weft has no layers for all of this model: Loop (node \"a; b\")."
                                     << "a.onnx：Weft 没有这个模型所需的全部层：Loop（节点“a; b”）。";
        QTest::newRow("a list of operators")
            << "\"a.onnx\": Weft has no layers for all of this model: Loop (node \"a\"); Add (node \"b: c\": input 2 "
               "is "
               "missing); Gelu (node \"g\": of \"com.microsoft\"); and 3 more."
            << "\"a.onnx\"：Weft 没有这个模型所需的全部层：Loop（节点“a”）；Add（节点“b: c”：缺少第 2 个输入）；Gelu"
               "（节点“g”：属于“com.microsoft”）；另有 3 处。";
        QTest::newRow("a name that is like a word") << "a: text"
                                                    << "a: text";
        QTest::newRow("unknown") << "What nobody has said before."
                                 << "What nobody has said before.";
        QTest::newRow("empty") << ""
                               << "";
    }
    void sentencesAreTranslatedWithWhatIsPutIn()
    {
        QFETCH(QString, english);
        QFETCH(QString, chinese);
        auto* const application = static_cast<Application*>(qApp);
        QCOMPARE(problemSentence(english), english);
        application->setLanguage(QStringLiteral("zh_CN"));
        const QString said = problemSentence(english);
        application->setLanguage(QStringLiteral("en"));
        QCOMPARE(said, chinese);
    }

    // As the rest of the window writes them; what is a name or stands for something is left as it is.
    void countsHaveSeparators()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QStringLiteral("de_DE")));
        const QString counts =
            problemSentence("The tensor \"12345\" has 1234567 numbers, but its sizes want 9876543: the file is damaged.");
        const QString range = problemSentence("\"units\" takes a whole number from 1 to 1000000, not -2000000.");
        const QString few = problemSentence("Finished after 1234 steps.");
        const QString process =
            problemSentence("\"a\" is being trained by another program (process 123456); stop that one first.");
        const QString name = problemSentence("The data has no column “a”; choose one of: 20261124.");
        QLocale::setDefault(before);
        QCOMPARE(counts, "The tensor \"12345\" has 1.234.567 numbers, but its sizes want 9.876.543: the file is damaged.");
        QCOMPARE(range, "\"units\" takes a whole number from 1 to 1.000.000, not −2.000.000.");
        QCOMPARE(few, "Finished after 1234 steps.");
        QVERIFY2(process.contains("process 123456"), qPrintable(process));
        QVERIFY2(name.endsWith("20261124."), qPrintable(name));
    }

    void theProgramHasThem()
    {
        auto* const application = static_cast<Application*>(qApp);
        application->setLanguage(QStringLiteral("zh_CN"));
        QCOMPARE(QCoreApplication::translate("Panels", "Curves"), QStringLiteral("曲线"));
        application->setLanguage(QStringLiteral("en"));
        QCOMPARE(QCoreApplication::translate("Panels", "Curves"), QStringLiteral("Curves"));
    }
};

int main(int count, char** words)
{
    Application application(count, words);
    TestTranslations test;
    return QTest::qExec(&test, count, words);
}

#include "tst_translations.moc"
