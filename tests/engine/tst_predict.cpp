#include "engine/graph/write_project.h"
#include "engine/support/json.h"
#include "tests/support/data_files.h"
#include "tests/support/small_projects.h"
#include "tests/support/weft_program.h"

#include <QDir>
#include <QFile>
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
        project.graph.nodes[1].params["classes"] =
            int64_t(5); // more than there are, which have their names all the same
        project.graph.nodes[6].params["units"] = int64_t(5);
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
        const QString folder = QString::fromStdString(m_folder.path());
        const Said all = runWeft({"predict", file, folder + "/pictures", "--json"});
        QCOMPARE(all.out.count('\n'), 40);
        QVERIFY2(all.out.startsWith("{\"input\":\"" + folder + "/pictures/dark/0.png\""), qPrintable(all.out));
        QVERIFY(QDir(folder).mkdir("nothing"));
        const Said none = runWeft({"predict", file, folder + "/nothing"});
        QVERIFY2(none.code == 2 && none.err.contains("there is no .jpg or .png in this folder"), qPrintable(none.err));
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

    // What is learnt is normalized; how wrong it is, is also told in what the data counts in.
    void measuresInTheUnitOfTheData()
    {
        m_folder.write("prices.csv", QByteArray::fromStdString(pricesTable()));
        Project project = prices();
        project.data.split.validation = 0;
        project.training.epochs = 5;
        project.graph.nodes[3].params["weight"] = 2.0;
        project.graph.nodes.push_back(node("error", "mean_absolute_error", {}, {"x=guess.y", "target=price.y"}));
        const QString file = train("units.weft", project);
        const std::string table = m_folder.path() + "/prices.csv";
        const QStringList answers = runWeft({"predict", file, QString::fromStdString(table)}).out.split("\n  ");
        QCOMPARE(answers.size(), 61);
        double absolute = 0, squared = 0;
        for (int i = 0; i < 60; ++i) {
            const double wrong =
                answers[i + 1].section('\n', 0, 0).toDouble() - 1000 * (i % 10) - (i % 2 == 0 ? 5000 : 0);
            absolute += std::abs(wrong) / 60;
            squared += wrong * wrong / 60;
        }
        const Json units = *firstLine(runWeft({"evaluate", file, "--part", "train", "--json"})).find("data_units");
        QCOMPARE(units.members().size(), size_t(2));
        const auto value = [&](const char* metric) { return units.find(metric)->find("value")->asDouble(); };
        QVERIFY2(std::abs(value("mean_absolute_error") / absolute - 1) < 1e-4, units.dump().c_str());
        QVERIFY2(std::abs(value("loss") / squared - 1) < 1e-4, units.dump().c_str());
        QVERIFY(units.find("loss")->find("squared")->asBool());
        const Said said = runWeft({"evaluate", file, "--part", "train"});
        QVERIFY2(said.out.contains("in the data's unit") && said.out.count("(price)") == 1, qPrintable(said.out));
    }

    // Words, gaps and units, as they stand in the table that it was trained on.
    void takesATableLikeThatItWasTrainedOn()
    {
        m_folder.write("prices.csv", QByteArray::fromStdString(pricesTable()));
        const QString file = train("prices.weft", prices());
        const auto answers = [&](const QByteArray& rows, QString* said = nullptr) {
            const Said answer = runWeft({"predict", file, QString::fromStdString(m_folder.write("asked.csv", rows))});
            std::vector<double> numbers;
            for (const QString& line : answer.out.split('\n')) {
                if (line.startsWith("  "))
                    numbers.push_back(line.toDouble());
            }
            if (said != nullptr)
                *said = QString::number(answer.code) + " " + answer.err;
            return numbers;
        };
        const std::vector<double> right = answers("region,size,price\neast,5,\nwest,2,9\nwest,,\n");
        QCOMPARE(right.size(), size_t(3));
        QVERIFY2(std::abs(right[0] - 10'000) < 300 && std::abs(right[1] - 2000) < 300
                     && std::abs(right[2] - 7000) < 300,
                 qPrintable(QStringLiteral("%1 %2 %3").arg(right[0]).arg(right[1]).arg(right[2])));
        QCOMPARE(answers("# by hand\nnote;size;region\nx;5;east\n;2;west\ny;;west\n"), right);
        QCOMPARE(answers("east,5,\nwest,2,\nwest,,\n"), right); // by their order, with the price or without
        QCOMPARE(answers("east,5\nwest,2\nwest,\n"), right);
        QCOMPARE(answers("size,region=east,region=west\n5,1,0\n2,0,1\n7,0,1\n"), right);
        QCOMPARE(answers("1,0,5\n0,1,2\n0,1,7\n"), right);
        QString said;
        QCOMPARE(answers("region,size\nnorth,5\n", &said).size(), size_t(1));
        QVERIFY2(said.contains("asked.csv, line 2: “north” does not occur in the data's column “region”"),
                 qPrintable(said));
        QVERIFY(answers("region,size\neast,five\n", &said).empty());
        QVERIFY2(said.contains("line 2: “five” in the column “size” is not a number."), qPrintable(said));
        QVERIFY(answers("regoin,size\neast,5\n", &said).empty());
        QVERIFY2(said.startsWith("2 ") && said.contains("region (it has “regoin”)."), qPrintable(said));
        QVERIFY(answers("region,size\n", &said).empty());
        QVERIFY2(said.startsWith("2 ") && said.contains("there is a header, but no row below it."), qPrintable(said));
        QVERIFY(answers("", &said).empty());
        QVERIFY2(said.startsWith("2 ") && said.contains("the file is empty."), qPrintable(said));
        const Said sample = runWeft({"predict", file, "--sample", "3"});
        QVERIFY2(std::abs(sample.out.section('\n', 1, 1).toDouble() - 3000) < 300, qPrintable(sample.out));
        // The run knows what it was trained with, whatever has become of the data.
        m_folder.write("prices.csv", "region,size,price\nwest,1000,1\n");
        QCOMPARE(answers("region,size\neast,5\nwest,2\nwest,\n"), right);
        QVERIFY(QFile::remove(QString::fromStdString(m_folder.path()) + "/prices.csv"));
        QCOMPARE(answers("region,size\neast,5\nwest,2\nwest,\n"), right);
        QCOMPARE(runWeft({"predict", file, "--sample", "3"}).code, 3);
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
