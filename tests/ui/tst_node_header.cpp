#include "tests/ui/support/inspector_desk.h"
#include "tests/ui/support/kept_warnings.h"
#include "ui/inspector/node_header.h"
#include "ui/inspector/sections/message.h"
#include "ui/style/style.h"

#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace weft;

// What stands over the parameters of a node: its name, its kind and its switches.
class TestNodeHeader : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QVERIFY(m_settings.isValid());
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        keepWarnings();
    }
    void cleanupTestCase() { leaveWarnings(); }
    void cleanup() { QCOMPARE(takeWarnings().join(u'\n'), QString()); }

    void theHeaderRenamesAndSwitches()
    {
        InspectorDesk desk;
        desk.pick({desk.conv});
        auto* header = desk.inspector.findChild<NodeHeader*>();
        QTest::mouseDClick(header, Qt::LeftButton, {}, {80, 15});
        QTest::keyClicks(QApplication::focusWidget(), "stem");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(desk.document.node({}, "stem"));
        QCOMPARE(desk.selection.current(), std::string("stem"));
        const QList<QToolButton*> tools = header->findChildren<QToolButton*>();
        QTest::mouseClick(tools[0], Qt::LeftButton);
        QVERIFY(desk.document.node({}, "stem")->frozen);
        QTest::mouseClick(tools[2], Qt::LeftButton);
        QVERIFY(desk.document.node({}, "stem")->muted);
        QSignalSpy asked(&desk.inspector, &Inspector::documentationAsked);
        QTest::mouseClick(tools[3], Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
    }

    void aNarrowHeaderTellsTheKindOfANode()
    {
        InspectorDesk desk;
        QVERIFY(desk.isChecked());
        desk.pick({desk.conv});
        auto* header = desk.inspector.findChild<NodeHeader*>();
        QVERIFY2(header->accessibleName().endsWith(" · trainable"), qPrintable(header->accessibleName()));
        const auto drawn = [header](int width) { // below the name
            header->setFixedWidth(width);
            const QImage line = header->grab().toImage().copy(55, 29, width - 67, 14);
            int pixels = 0;
            for (int y = 0; y < line.height(); ++y)
                for (int x = 0; x < line.width(); ++x)
                    pixels += line.pixel(x, y) != line.pixel(0, 0);
            return pixels;
        };
        const int whole = drawn(256);
        QVERIFY(header->toolTip().isEmpty());
        const int kind = drawn(150);
        QVERIFY2(kind > 50 && kind < whole, qPrintable(QString("%1 of %2").arg(kind).arg(whole)));
        QVERIFY2(header->toolTip().endsWith(" · trainable"), qPrintable(header->toolTip()));
    }

    void aNameThatIsTakenIsRefusedWithASentence()
    {
        InspectorDesk desk;
        desk.pick({desk.conv});
        desk.inspector.startRenaming();
        QTest::keyClicks(QApplication::focusWidget(), QString::fromStdString(desk.relu));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(desk.document.node({}, desk.conv));
        QTRY_VERIFY(desk.inspector.findChild<Message*>() != nullptr);
    }

private:
    QTemporaryDir m_settings;
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName("weft-tests");
    QCoreApplication::setApplicationName("node header");
    Style::get().apply(application);
    TestNodeHeader test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_node_header.moc"
