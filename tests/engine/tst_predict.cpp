#include "engine/graph/write_project.h"
#include "engine/support/json.h"
#include "tests/support/data_files.h"
#include "tests/support/small_projects.h"
#include "tests/support/weft_program.h"

#include <QTest>

using namespace weft;

namespace {

Json firstLine(const Said& said)
{
    return parseJson(said.out.section('\n', 0, 0).toStdString());
}

} // namespace

// weft predict, on networks that have just learned something easy.
class TestPredict : public QObject {
    Q_OBJECT

    DataFolder m_folder;

    QString train(const std::string& name, const Project& project) const
    {
        const std::string file = m_folder.write(name, QByteArray::fromStdString(writeProject(project)));
        const Said said = runWeft({"train", QString::fromStdString(file)});
        if (said.code != 0)
            qWarning("%s", qPrintable(said.err + said.out));
        return QString::fromStdString(file);
    }

    static QByteArray picture(int size, int brightness)
    {
        return pngBytes(size, size, 1, [=](int y, int x, int) { return uint8_t(brightness + (y * 7 + x * 5) % 40); });
    }

private slots:
    void namesTheClassOfAPicture()
    {
        for (int i = 0; i < 20; ++i) {
            m_folder.write("pictures/dark/" + std::to_string(i) + ".png", picture(12, 10 + i));
            m_folder.write("pictures/light/" + std::to_string(i) + ".png", picture(12, 180 + i));
        }
        Project project = shapes();
        project.graph.nodes[1].params["classes"] = int64_t(2);
        project.graph.nodes[6].params["units"] = int64_t(2);
        project.graph.nodes.push_back(node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}));
        project.data.sources = {
            {.format = "image_folder",
             .params = {{"folder", "pictures"}, {"height", int64_t(12)}, {"width", int64_t(12)}, {"colour", "grey"}}}};
        project.training.epochs = 20;
        project.training.learningRate = 0.03;
        const QString file = train("pictures.weft", project);

        for (const auto& [name, brightness] : {std::pair("dark", 15), std::pair("light", 190)}) {
            const std::string shown = m_folder.write("shown.png", picture(31, brightness)); // of another size
            const Said said = runWeft({"predict", file, QString::fromStdString(shown), "--json"});
            QCOMPARE(said.code, 0);
            const Json answer = firstLine(said);
            const Json& best = answer.find("predictions")->items().at(0).find("classes")->items().at(0);
            QCOMPARE(best.find("class")->asString(), std::string(name));
            QVERIFY(best.find("probability")->asDouble() > 0.5);
            const Said forPeople = runWeft({"predict", file, QString::fromStdString(shown)});
            QVERIFY2(forPeople.out.contains("shown.png") && forPeople.out.contains(name), qPrintable(forPeople.out));
        }
        const Said broken =
            runWeft({"predict", file, QString::fromStdString(m_folder.write("no.png", picture(12, 50).left(60)))});
        QCOMPARE(broken.code, 3);
        QVERIFY2(broken.err.contains("no.png") && broken.err.count('\n') == 1, qPrintable(broken.err));
        QCOMPARE(runWeft({"predict", file, "--text", "abc"}).code, 2);
    }

    void takesARowOfATable()
    {
        QByteArray table = "length,width,kind\n";
        for (int i = 0; i < 40; ++i)
            table += i % 2 == 0 ? "5.1,1.2,small\n" : "7.3,9.8,large\n";
        m_folder.write("sizes.csv", table);
        Project project = spirals();
        project.graph.nodes = {
            node("sizes", "features", {{"count", int64_t(2)}}),
            node("kind", "label", {{"classes", int64_t(2)}}),
            node("scores", "dense", {{"units", int64_t(2)}}, {"x=sizes.y"}),
            node("loss", "cross_entropy", {}, {"x=scores.y", "target=kind.y"}),
            node("answer", "output", {{"kind", "classes"}}, {"x=scores.y"}),
        };
        project.data.sources = {{.format = "csv", .params = {{"file", "sizes.csv"}, {"categorical", "kind"}}}};
        project.data.transforms = {{.kind = "normalize"}, {.kind = "combine", .params = {{"name", "both"}}}};
        project.data.feeds = {{"sizes", "both"}, {"kind", "kind"}};
        project.training.epochs = 20;
        project.training.learningRate = 0.05;
        const QString file = train("sizes.weft", project);
        const Said said = runWeft({"predict", file, "--row=7.3,9.8", "--json"});
        QVERIFY2(said.code == 0, qPrintable(said.err));
        const Json answer = firstLine(said);
        const Json& best = answer.find("predictions")->items().at(0).find("classes")->items().at(0);
        QCOMPARE(best.find("class")->asString(), std::string("large"));
        QCOMPARE(runWeft({"predict", file, "--row=7.3"}).code, 2);
    }

    void continuesAText()
    {
        m_folder.write("alphabet.txt", QByteArray("abcdé").repeated(80));
        Project project = spirals();
        project.graph.nodes = {
            node("text", "tokens", {{"length", int64_t(8)}, {"vocabulary", int64_t(5)}}),
            node("next", "label", {{"classes", int64_t(5)}, {"shape", int64_t(8)}}),
            node("embedding", "embedding", {{"vocabulary", int64_t(5)}, {"width", int64_t(8)}}, {"x=text.y"}),
            node("scores", "dense", {{"units", int64_t(5)}}, {"x=embedding.y"}),
            node("loss", "cross_entropy", {}, {"x=scores.y", "target=next.y"}),
            node("answer", "output", {{"kind", "tokens"}}, {"x=scores.y"}),
        };
        project.data.sources = {{.format = "text", .params = {{"file", "alphabet.txt"}, {"length", int64_t(8)}}}};
        project.data.feeds = {{"text", "tokens"}, {"next", "target"}};
        project.training.learningRate = 0.1;
        project.training.epochs = 20;
        const QString file = train("text.weft", project);

        const QStringList likeliest = {"predict", file, "--text", "ab", "--length", "9", "--temperature", "0"};
        const Said said = runWeft(likeliest + QStringList {"--json"});
        QCOMPARE(said.code, 0);
        QCOMPARE(QString::fromStdString(firstLine(said).find("text")->asString()), QString::fromUtf8("abcdéabcdéa"));
        QCOMPARE(runWeft(likeliest).out, QString::fromUtf8("abcdéabcdéa\n"));

        const QStringList daring = {"predict", file, "--text", "a", "--length", "60", "--temperature", "5", "--seed"};
        QCOMPARE(runWeft(daring + QStringList {"1"}).out, runWeft(daring + QStringList {"1"}).out);
        QVERIFY(runWeft(daring + QStringList {"1"}).out != runWeft(daring + QStringList {"2"}).out);

        const Said unknown = runWeft({"predict", file, "--text", "xyz"});
        QCOMPARE(unknown.code, 2);
        QVERIFY2(unknown.err.contains(QString::fromUtf8("“x”")), qPrintable(unknown.err));
    }
};

QTEST_GUILESS_MAIN(TestPredict)
#include "tst_predict.moc"
