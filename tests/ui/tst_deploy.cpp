#include "ui/document/graph_document.h"
#include "ui/panels/deploy/deploy_panel.h"
#include "ui/panels/deploy/export_form.h"
#include "ui/panels/deploy/serve_form.h"
#include "ui/panels/deploy/status_light.h"
#include "ui/session/session.h"
#include "ui/style/controls/choice_box.h"
#include "ui/style/controls/toggle.h"
#include "ui/style/style.h"

#include "engine/graph/document.h"
#include "engine/storage/publish.h"
#include "tests/support/serving.h"
#include "tests/support/weft_program.h"

#include <QFileInfo>
#include <QLabel>
#include <QSignalSpy>
#include <QStackedLayout>
#include <QTest>
#include <QUrl>

// What leaves the window for other programs: by the real program, as a person's clicks would have it.

using namespace weft;
using Light = StatusLight::State;

namespace {

} // namespace

class TestDeploy : public QObject {
    Q_OBJECT

    DataFolder m_folder;
    std::unique_ptr<GraphDocument> m_document;
    std::unique_ptr<DeployPanel> m_panel;

private slots:
    void initTestCase()
    {
        Style::get().apply(*static_cast<QApplication*>(qApp));
        Session::setWorkerProgram(weftProgram(), Session::Life::withWindow);
        const std::string project = trained(m_folder, "spirals", answeringSpirals());
        m_document = std::make_unique<GraphDocument>(openDocument(realFileSystem(), project).project());
        m_document->markSaved(QString::fromStdString(project), m_document->state());
    }
    void init()
    {
        m_panel = std::make_unique<DeployPanel>();
        m_panel->resize(900, 420);
        m_panel->show();
        m_panel->show(m_document.get());
        QTRY_COMPARE(m_panel->runs()->count(), 1);
    }
    void cleanup() { m_panel.reset(); }
    void cleanupTestCase() { m_document.reset(); }

    void withoutARunItSaysWhatWillBeHere()
    {
        const GraphDocument empty;
        m_panel->show(const_cast<GraphDocument*>(&empty));
        QCOMPARE(static_cast<QStackedLayout*>(m_panel->layout())->currentIndex(), 0);
        m_panel->show(nullptr);
        QCOMPARE(m_panel->runs()->count(), 0);
    }

    void theFileIsWrittenAndSaidSo_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("onnx") << "spirals.onnx";
        QTest::newRow("pytorch") << "spirals_net.py";
        QTest::newRow("weights") << "weights.safetensors";
        QTest::newRow("c++") << "spirals_cpp/";
    }
    void theFileIsWrittenAndSaidSo()
    {
        QFETCH(QString, file);
        const QString path = QString::fromStdString(m_folder.path()) + QLatin1Char('/') + file;
        m_panel->exporting()->findChild<Toggle*>()->setChecked(false); // what checks it may not be installed
        QSignalSpy ended(m_panel->exporting(), &ExportForm::ended);
        m_panel->exporting()->exportTo(path);
        QVERIFY(m_panel->exporting()->isBusy());
        QVERIFY(ended.wait(patience));
        if (m_panel->exporting()->said().contains(QLatin1String("without ONNX")))
            QSKIP(qPrintable(m_panel->exporting()->said()));
        QVERIFY2(ended.first().first().toBool(), qPrintable(m_panel->exporting()->said()));
        QVERIFY(QFileInfo(file.endsWith(QLatin1Char('/')) ? path + QStringLiteral("model.h") : path).size() > 100);
        QVERIFY2(m_panel->exporting()->said().startsWith(QLatin1String("Wrote ") + file),
                 qPrintable(m_panel->exporting()->said()));
    }

    void whatCannotBeWrittenIsSaid()
    {
        QSignalSpy ended(m_panel->exporting(), &ExportForm::ended);
        m_panel->exporting()->exportTo(QStringLiteral("/nowhere/at/all.safetensors"));
        QVERIFY(ended.wait(patience));
        QVERIFY(!ended.first().first().toBool());
        QVERIFY2(m_panel->exporting()->said().contains(QLatin1String("/nowhere")),
                 qPrintable(m_panel->exporting()->said()));
    }

    void theCommandThatAsksIsShownWhole()
    {
        ServeForm* const serve = m_panel->serving();
        const auto* const line = serve->findChild<QLabel*>(QStringLiteral("serveCommand"));
        QVERIFY(line);
        serve->setRun({}, QStringLiteral("net"), QStringLiteral("--data-binary @a_picture.png"));
        QCOMPARE(line->text(), serve->command());
        serve->setRun({}, QStringLiteral("net"), QStringLiteral("--data-binary @picture.png"));
        m_panel->resize(960, 500); // beside the form of exports, in a window of 1280
        QCoreApplication::processEvents();
        const int oneLine = line->fontMetrics().height() * 2;
        QVERIFY2(line->height() < oneLine, qPrintable(QString::number(line->height())));
        for (const int width : {700, 420, 300}) {
            m_panel->setAttribute(Qt::WA_DontShowOnScreen);
            m_panel->resize(width, 500);
            m_panel->show(m_document.get());
            m_panel->QWidget::show();
            QCoreApplication::processEvents();
            QVERIFY(line->height() >= line->heightForWidth(line->width()));
            const QRect words = line->contentsRect();
            const int longest = line->fontMetrics().horizontalAdvance(QStringLiteral("http://127.0.0.1:8000/predict"));
            QVERIFY2(width < 420 || words.width() >= longest, qPrintable(QString::number(words.width())));
        }
    }

    void theServerAnswersUntilItIsStopped()
    {
        ServeForm* const serve = m_panel->serving();
        QCOMPARE(serve->light()->state(), Light::off);
        QVERIFY(serve->command().startsWith(QLatin1String("curl -d '[0, 0]' http://127.0.0.1:8000/predict")));
        serve->setPort(0);
        serve->start();
        QCOMPARE(serve->light()->state(), Light::starting);
        QTRY_VERIFY2(serve->light()->state() == Light::on, qPrintable(serve->said()));
        const int port = QUrl(serve->address()).port();
        QVERIFY(serve->command().endsWith(QStringLiteral(":%1/predict").arg(port)));
        const Answer answer = ask(port, "POST", "/predict", "[0, 0]");
        QVERIFY2(answer.status == 200, answer.body.c_str());

        serve->setPort(port); // another one there
        DeployPanel other;
        other.show(m_document.get());
        QTRY_COMPARE(other.runs()->count(), 1);
        other.serving()->setPort(port);
        other.serving()->start();
        QTRY_VERIFY(other.serving()->light()->state() == Light::failed);
        QVERIFY2(!other.serving()->said().isEmpty(), "nothing said why");

        serve->stop();
        QTRY_VERIFY(serve->light()->state() == Light::off);
        QVERIFY(serve->address().isEmpty());
        QVERIFY(!Client(port).isOpen());
    }

    void aTokenIsAskedOfOthersAndStandsInTheCommand()
    {
        ServeForm* const serve = m_panel->serving();
        serve->findChild<Toggle*>()->setChecked(true);
        serve->setPort(0);
        serve->start();
        QTRY_VERIFY2(serve->light()->state() == Light::on, qPrintable(serve->said()));
        const int port = QUrl(serve->address()).port();
        const QString token = serve->command().section(QLatin1String("Bearer "), 1).section(QLatin1Char('\''), 0, 0);
        QCOMPARE(token.size(), 32);
        QCOMPARE(ask(port, "POST", "/predict", "[0, 0]").status, 401);
        QCOMPARE(ask(port, "POST", "/predict", "[0, 0]", {"Authorization: Bearer " + token.toStdString()}).status, 200);
        m_panel.reset(); // with the window the server goes
        QVERIFY(!Client(port).isOpen());
    }
};

QTEST_MAIN(TestDeploy)
#include "tst_deploy.moc"
