#include "engine/support/random.h"
#include "engine/train/run.h"
#include "engine/train/runs.h"
#include "tests/support/data_files.h"
#include "tests/support/patience.h"
#include "tests/support/small_projects.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QTest>

using namespace weft;

namespace {

constexpr int pictures = 24;

QString picture(int index)
{
    return QString("%1/%2.png").arg(index % 2 == 0 ? "dark" : "light").arg(index);
}

// Two classes of pictures in a folder, too many for the memory they may take: each is decoded when it is wanted.
Project pictureProject(const DataFolder& folder)
{
    for (int i = 0; i < pictures; ++i) {
        const std::string path = folder.write(picture(i).toStdString(), pngBytes(12, 12, 1, [&](int y, int x, int) {
                                                  return uint8_t((i % 2) * 100 + (y * 7 + x * 3 + i * 11) % 90);
                                              }));
    }
    Project project = shapes();
    project.data.sources = {{.format = "image_folder",
                             .params = {{"folder", folder.path()},
                                        {"height", int64_t(12)},
                                        {"width", int64_t(12)},
                                        {"colour", "grey"},
                                        {"memory", int64_t(0)}}}};
    project.data.split = {.validation = 0.25};
    project.training.batchSize = 4;
    project.training.epochs = 6;
    return project;
}

struct Damage {
    const char* name;
    std::function<void(const QString& folder, const QString& file)> harm;
    std::function<void(const QString& folder, const QString& file)> mend;
};

const Damage damages[] = {
    {"deleted", [](const QString& folder, const QString& file) { QFile::rename(folder + file, folder + "away"); },
     [](const QString& folder, const QString& file) { QFile::rename(folder + "away", folder + file); }},
    {"truncated",
     [](const QString& folder, const QString& file) {
         QFile::copy(folder + file, folder + "away");
         QFile::resize(folder + file, QFile(folder + file).size() / 2);
     },
     [](const QString& folder, const QString& file) {
         QFile::remove(folder + file);
         QFile::rename(folder + "away", folder + file);
     }},
    {"replaced by a folder",
     [](const QString& folder, const QString& file) {
         QFile::rename(folder + file, folder + "away");
         QDir().mkpath(folder + file);
     },
     [](const QString& folder, const QString& file) {
         QDir(folder + file).removeRecursively();
         QFile::rename(folder + "away", folder + file);
     }},
    {"replaced by another picture", // as valid as the first
     [](const QString& folder, const QString& file) {
         QFile::rename(folder + file, folder + "away");
         const QByteArray other = pngBytes(12, 12, 1, [](int, int, int) { return uint8_t(200); });
         QFile written(folder + file);
         written.open(QFile::WriteOnly);
         written.write(other);
     },
     [](const QString& folder, const QString& file) {
         QFile::remove(folder + file);
         QFile::copy(folder + "away", folder + file); // a copy, which is as good, of another time
         QFile::remove(folder + "away");
     }},
    {"drive gone", // all of it
     [](const QString& folder, const QString&) {
         QDir().rename(folder + "dark", folder + "dark.away");
         QDir().rename(folder + "light", folder + "light.away");
     },
     [](const QString& folder, const QString&) {
         QDir().rename(folder + "dark.away", folder + "dark");
         QDir().rename(folder + "light.away", folder + "light");
     }},
};

} // namespace

// Data that vanishes while a run reads it.
class TestDataGone : public QObject {
    Q_OBJECT

    // Trains to the end; at `moments` random calls of advance() something happens to a picture, and is mended when
    // training has waited for it. How often it waited.
    static int trainWithAccidents(Trainer& trainer, const Damage& damage, const QString& folder, unsigned seed,
                                  std::string& fault)
    {
        RandomSequence random(seed, streamOf("accidents"));
        int waits = 0;
        QString harmed;
        while (trainer.state() != Trainer::State::ended) {
            if (harmed.isEmpty() && random.uniform() < 0.3f) {
                harmed = picture(int(random.uniform() * float(pictures)) % pictures);
                damage.harm(folder, harmed);
            }
            const std::string before = trainer.stateHash();
            const int64_t update = trainer.progress().update;
            if (trainer.advance() != Trainer::State::dataGone)
                continue;
            ++waits;
            if (trainer.stateHash() != before || trainer.progress().update != update)
                fault = "something was changed in an update that could not be made";
            if (trainer.advance() != Trainer::State::dataGone)
                fault = "it went on without the data";
            if (trainer.waitsFor().find(".png") == std::string::npos || harmed.isEmpty())
                fault = "the sentence names no file: " + trainer.waitsFor();
            damage.mend(folder, harmed);
            harmed.clear();
        }
        if (!harmed.isEmpty())
            damage.mend(folder, harmed);
        return waits;
    }

    static std::string withoutTime(Progress progress)
    {
        progress.seconds = 0;
        return toJson(progress).dump();
    }

private slots:
    void trainingWaitsAndGoesOnBitForBit_data()
    {
        QTest::addColumn<int>("damage");
        QTest::addColumn<int>("accumulation");
        for (int i = 0; i < int(std::size(damages)); ++i) {
            for (const int accumulation : {1, 3})
                QTest::addRow("%s, %d micro-batches", damages[i].name, accumulation) << i << accumulation;
        }
    }
    void trainingWaitsAndGoesOnBitForBit()
    {
        QFETCH(const int, damage);
        QFETCH(const int, accumulation);
        const DataFolder folder;
        Project project = pictureProject(folder);
        project.training.accumulation = accumulation;
        EventQueue events;
        Trainer whole(project, {.previewSamples = 0}, events);
        while (whole.state() != Trainer::State::ended)
            whole.advance();
        Trainer troubled(project, {.previewSamples = 2, .previewSeconds = 0}, events);
        std::string fault;
        const int waits =
            trainWithAccidents(troubled, damages[damage], QString::fromStdString(folder.path()) + "/", 7, fault);
        QVERIFY2(fault.empty(), fault.c_str());
        QVERIFY2(waits >= 2, qPrintable(QString("it waited %1 times").arg(waits)));
        QCOMPARE(troubled.stateHash(), whole.stateHash());
        QCOMPARE(withoutTime(troubled.progress()), withoutTime(whole.progress()));
    }

    void aRunPausesAndNamesTheFile()
    {
        const DataFolder folder;
        const QString path = QString::fromStdString(folder.path()) + "/";
        Project project = pictureProject(folder);
        project.training.epochs = 100'000;
        Run run(project, {});
        const auto wait = [&](RunState wanted) -> std::string {
            for (const QDeadlineTimer time(patience); !time.hasExpired();) {
                for (const Event& event : run.events().drain()) {
                    const auto* change = std::get_if<StateChanged>(&event);
                    if (change != nullptr && change->state == wanted)
                        return change->text.empty() ? "-" : change->text;
                }
                QTest::qSleep(1);
            }
            return "";
        };
        QVERIFY(!wait(RunState::training).empty());
        QVERIFY(QFile::rename(path + picture(3), path + "away"));
        const std::string said = wait(RunState::dataGone);
        QVERIFY2(said.find("3.png") != std::string::npos, said.c_str());
        QVERIFY2(said.find("resume") != std::string::npos, said.c_str());
        run.resume(); // it is not there yet
        QCOMPARE(wait(RunState::dataGone), said);
        QVERIFY(!run.hasEnded());
        QVERIFY(QFile::rename(path + "away", path + picture(3)));
        run.resume();
        QVERIFY(!wait(RunState::training).empty());
        run.setEpochs(1);
        run.wait();
        QCOMPARE(std::get<RunEnded>(run.events().drain().back()).reason, EndReason::finished);
    }
};

QTEST_GUILESS_MAIN(TestDataGone)
#include "tst_data_gone.moc"
