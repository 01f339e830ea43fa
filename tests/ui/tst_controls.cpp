#include "tests/ui/support/kept_warnings.h"
#include "ui/style/controls/chip.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/controls/number/expression.h"
#include "ui/style/controls/number_field.h"
#include "ui/style/controls/panel_header.h"
#include "ui/style/controls/search_field.h"
#include "ui/style/controls/section.h"
#include "ui/style/controls/section_header.h"
#include "ui/style/controls/segmented.h"
#include "ui/style/controls/toggle.h"
#include "ui/style/style.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

// Controls under mouse and keys.

using namespace weft;

class TestControls : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { keepWarnings(); } // in place of Qt Test's own
    void cleanupTestCase() { leaveWarnings(); }
    // "Loss and metrics appear here, step by / step." has a last line of one word.
    void wordsOfAnEmptyStateFillTheirLinesEvenly()
    {
        EmptyState empty(QStringLiteral("curves"), QStringLiteral("No run yet"),
                         QStringLiteral("Loss and metrics appear here, step by step."));
        empty.setAttribute(Qt::WA_DontShowOnScreen);
        empty.resize(500, 300);
        empty.show();
        const QLabel* words = nullptr;
        for (const QLabel* const label : empty.findChildren<QLabel*>())
            if (label->text().startsWith(QLatin1String("Loss")))
                words = label;
        QVERIFY(words);
        const int wide = Style::get().px(240);
        QCOMPARE(words->height(), words->heightForWidth(wide)); // no more lines
        QVERIFY2(words->width() < wide * 3 / 4, qPrintable(QString::number(words->width())));
        QVERIFY(std::abs(words->geometry().center().x() - 250) <= 1);
    }

    void init()
    {
        Style::get().setMode(Style::Mode::dark);
        Style::get().setFontScale(1);
        takeWarnings();
    }
    void cleanup() { QCOMPARE(takeWarnings().join(u'\n'), QString()); }

    void expressionsAreRead_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("expected"); // NaN: refused
        const auto line = [](const char* typed, double expected) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << expected;
        };
        const double refused = std::nan("");
        line("32*2", 64);
        line("(3+4)/2", 3.5);
        line("2^10", 1024);
        line("2^3^2", 512);
        line("-2^2", -4);
        line("1e-3", 0.001);
        line("1,5", 1.5);
        line(" 7 × 3 − 1 ", 20);
        line("64k", 64000);
        line("1.5M", 1.5e6);
        line("*2", 20); // of the 10 that is there
        line("/4", 2.5);
        line("+=8", 18);
        line("-=8", 2);
        line("-8", -8);
        line("+3", 3);
        line("1/0", refused);
        line("", refused);
        line("abc", refused);
        line("3 +", refused);
        line("(3", refused);
        line("3)", refused);
        line("1e", refused);
        line("1e999", refused);
        line("..", refused);
        QTest::newRow("deep") << QString(90, u'(') + "1" + QString(90, u')') << refused;
    }

    void expressionsAreRead()
    {
        QFETCH(QString, typed);
        QFETCH(double, expected);
        const std::optional<double> found = evaluateExpression(typed, 10);
        QCOMPARE(found.has_value(), !std::isnan(expected));
        if (found)
            QCOMPARE(*found, expected);
    }

    void aNumberIsTypedAsAnExpression()
    {
        NumberField field;
        field.setInteger(true);
        field.setRange(1, 1e9);
        field.setValue(32);
        field.resize(120, 24);
        field.show();
        QVERIFY(QTest::qWaitForWindowExposed(&field, patience));
        QSignalSpy changed(&field, &NumberField::valueChanged);
        QTest::mouseClick(&field, Qt::LeftButton, {}, {20, 12});
        QVERIFY(field.isEditing());
        QTest::keyClicks(QApplication::focusWidget(), "32*2");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(field.value(), 64.0);
        QCOMPARE(changed.count(), 1);
        QVERIFY(!field.isEditing());
        QVERIFY(field.hasFocus()); // so that the keyboard goes on from here
        QTest::keyClick(&field, Qt::Key_5); // typing begins at once
        QVERIFY(field.isEditing());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(field.value(), 64.0);
        QTest::keyClick(&field, Qt::Key_Return);
        QTest::keyClicks(QApplication::focusWidget(), "-7");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(field.value(), 1.0); // within its range
    }

    void whatCannotBeReadStaysOpen()
    {
        NumberField field;
        field.setValue(3);
        field.show();
        QVERIFY(QTest::qWaitForWindowExposed(&field, patience));
        field.startEditing("3**");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(field.isEditing());
        QCOMPARE(field.value(), 3.0);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!field.isEditing());
    }

    void aNumberIsDragged()
    {
        NumberField field;
        field.setRange(0, 1);
        field.setValue(0.5);
        field.resize(200, 24);
        field.show();
        QVERIFY(QTest::qWaitForWindowExposed(&field, patience));
        QSignalSpy changed(&field, &NumberField::valueChanged), finished(&field, &NumberField::editingFinished);
        const int before = field.gesture();
        QTest::mousePress(&field, Qt::LeftButton, {}, {100, 12});
        for (int x = 100; x <= 140; x += 4)
            QTest::mouseMove(&field, {x, 12});
        QTest::mouseRelease(&field, Qt::LeftButton, {}, {140, 12});
        QVERIFY2(field.value() > 0.6 && field.value() < 0.75, qPrintable(QString::number(field.value())));
        QVERIFY(changed.count() > 3);
        QCOMPARE(finished.count(), 1);
        QVERIFY(field.gesture() != before);
        QVERIFY(!field.isEditing());
        for (int i = 0; i < 400; ++i)
            QTest::keyClick(&field, Qt::Key_Up);
        QCOMPARE(field.value(), 1.0);
    }

    void keysStepAndReset()
    {
        NumberField field;
        field.setInteger(true);
        field.setRange(0, 1e9);
        field.setDefault(64);
        field.setValue(10);
        field.show();
        QTest::keyClick(&field, Qt::Key_Up);
        QCOMPARE(field.value(), 11.0);
        QTest::keyClick(&field, Qt::Key_PageDown);
        QCOMPARE(field.value(), 1.0);
        QTest::keyClick(&field, Qt::Key_Delete);
        QCOMPARE(field.value(), 64.0);
        field.setMixed(true);
        QSignalSpy changed(&field, &NumberField::valueChanged);
        QTest::keyClick(&field, Qt::Key_Delete); // several values become one, though it is the number that was here
        QCOMPARE(changed.count(), 1);
        QVERIFY(!field.isMixed());
    }

    void theWheelNeedsTheFocus()
    {
        NumberField field;
        field.setValue(5);
        field.setInteger(true);
        field.show();
        const auto turn = [&field] {
            QWheelEvent wheel({5, 5}, field.mapToGlobal(QPointF(5, 5)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                              Qt::NoScrollPhase, false);
            QApplication::sendEvent(&field, &wheel);
        };
        field.clearFocus();
        turn();
        QCOMPARE(field.value(), 5.0);
        QVERIFY(QTest::qWaitForWindowExposed(&field, patience));
        field.activateWindow();
        field.setFocus();
        QTRY_VERIFY(field.hasFocus());
        turn();
        QCOMPARE(field.value(), 6.0);
    }

    void aNumberSpeaksToScreenReaders()
    {
        NumberField field;
        field.setAccessibleName("Filters");
        field.setInteger(true);
        field.setRange(1, 64);
        field.setValue(32);
        field.show();
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&field);
        QVERIFY(spoken && spoken->valueInterface());
        QCOMPARE(spoken->role(), QAccessible::SpinBox);
        QCOMPARE(spoken->text(QAccessible::Name), QString("Filters"));
        QCOMPARE(spoken->text(QAccessible::Value), QString("32"));
        QCOMPARE(spoken->valueInterface()->maximumValue().toDouble(), 64.0);
        QSignalSpy changed(&field, &NumberField::valueChanged);
        spoken->valueInterface()->setCurrentValue(99);
        QCOMPARE(field.value(), 64.0);
        QCOMPARE(changed.count(), 1);
    }

    void aRateMovesByFactors()
    {
        NumberField field;
        field.setForm(NumberField::Form::rate);
        field.setRange(0, INFINITY);
        field.setValue(1e-3);
        QCOMPARE(field.text(), QString("1.0e-3"));
        QTest::keyClick(&field, Qt::Key_Up);
        QCOMPARE(field.text(), QString("1.1e-3"));
        field.setValue(0.00125);
        QCOMPARE(field.text(), QString("1.25e-3"));
    }

    void aSwitchListensToMouseAndKeys()
    {
        Toggle toggle;
        toggle.show();
        QTest::mouseClick(&toggle, Qt::LeftButton, {}, {10, 12});
        QVERIFY(toggle.isChecked());
        QTest::keyClick(&toggle, Qt::Key_Space);
        QVERIFY(!toggle.isChecked());
        toggle.setMixed(true);
        QTest::keyClick(&toggle, Qt::Key_Space);
        QCOMPARE(toggle.checkState(), Qt::Checked);
        QTest::keyClick(&toggle, Qt::Key_Space);
        QCOMPARE(toggle.checkState(), Qt::Unchecked);
    }

    void segmentsAreChosen()
    {
        Segmented choice(QStringList {"All", "Errors", "This node"});
        choice.show();
        QVERIFY(QTest::qWaitForWindowExposed(&choice, patience));
        QSignalSpy changed(&choice, &Segmented::currentChanged);
        const auto buttons = choice.findChildren<QAbstractButton*>();
        QTest::mouseClick(buttons[1], Qt::LeftButton);
        QCOMPARE(choice.current(), 1);
        QCOMPARE(changed.count(), 1);
        buttons[1]->setFocus();
        QTest::keyClick(buttons[1], Qt::Key_Right);
        QCOMPARE(choice.current(), 2);
        choice.setCurrent(0);
        QCOMPARE(choice.current(), 0);
    }

    void aSectionFolds()
    {
        Section section("Training");
        auto* inside = new QLabel("inside");
        section.setContent(inside);
        section.resize(200, 100);
        section.show();
        QVERIFY(inside->isVisible());
        auto* header = section.findChild<SectionHeader*>();
        QTest::mouseClick(header, Qt::LeftButton);
        QVERIFY(section.isFolded() && !inside->isVisible());
        QTest::keyClick(header, Qt::Key_Right);
        QVERIFY(inside->isVisible());
        QTest::keyClick(header, Qt::Key_Space);
        QVERIFY(!inside->isVisible());
    }

    void searchPassesTheArrowsOn()
    {
        SearchField field("Search");
        field.show();
        QSignalSpy moved(&field, &SearchField::moved), escaped(&field, &SearchField::escaped),
            edited(&field, &QLineEdit::textEdited);
        QTest::keyClicks(&field, "conv");
        QTest::keyClick(&field, Qt::Key_Down);
        QCOMPARE(moved.count(), 1);
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(field.text(), QString());
        QCOMPARE(edited.last().at(0).toString(), QString());
        QCOMPARE(escaped.count(), 0);
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(escaped.count(), 1);
    }

    void aChipClosesAtItsCross()
    {
        Chip chip("fits 64×14×14");
        chip.setClosable(true);
        chip.resize(chip.sizeHint());
        chip.show();
        QSignalSpy clicked(&chip, &QAbstractButton::clicked), closed(&chip, &Chip::closeAsked);
        QTest::mouseClick(&chip, Qt::LeftButton, {}, {10, 10});
        QTest::mouseClick(&chip, Qt::LeftButton, {}, {chip.width() - 8, 10});
        QCOMPARE(clicked.count(), 1);
        QCOMPARE(closed.count(), 1);
        QTest::keyClick(&chip, Qt::Key_Delete);
        QCOMPARE(closed.count(), 2);
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    Style::get().apply(application);
    TestControls test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_controls.moc"
