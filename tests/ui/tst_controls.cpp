#include "ui/style/category.h"
#include "ui/style/controls/chip.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/controls/meter_bar.h"
#include "ui/style/controls/number/expression.h"
#include "ui/style/controls/number_field.h"
#include "ui/style/controls/panel_header.h"
#include "ui/style/controls/search_field.h"
#include "ui/style/controls/section.h"
#include "ui/style/controls/section_header.h"
#include "ui/style/controls/segmented.h"
#include "ui/style/controls/toggle.h"
#include "ui/style/icons.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDirIterator>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QSplitter>
#include <QStandardItemModel>
#include <QStatusBar>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>

#include <cmath>

using namespace weft;

namespace {

QStringList warnings;

void keepWarnings(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type != QtDebugMsg && type != QtInfoMsg && !text.contains(u"XDG_RUNTIME_DIR")
        && !text.startsWith(u"This plugin does not support")) // what the offscreen plugin cannot do
        warnings << text;
}

class IconSheet : public QWidget { // every icon of resources/icons and the twelve categories
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return {Style::get().px(24 * 18), Style::get().px(24 * 11)}; }
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const int cell = Style::get().px(24), side = Style::get().px(16);
        int i = 0;
        for (const std::string& id : categoryIds()) {
            paintCategoryIcon(painter, QRectF(i * cell + 4, 4, side, side), id, categoryLook(id).colour);
            painter.fillRect(QRectF(i * cell + 4, cell + 2, side, side), categoryLook(id).pattern);
            ++i;
        }
        i = 36;
        QStringList names;
        for (QDirIterator it(":/icons", {"*.svg"}, QDir::Files); it.hasNext();)
            names << QFileInfo(it.next()).baseName();
        names.sort();
        for (const QString& name : names) {
            painter.drawPixmap(i % 18 * cell + 4, i / 18 * cell + 4,
                               iconPixmap(name, theme().text.primary, side, devicePixelRatio()));
            ++i;
        }
    }
};

QWidget* row(const QString& name, QWidget* field)
{
    auto* both = new QWidget;
    auto* line = new QHBoxLayout(both);
    line->setContentsMargins(12, 2, 12, 2);
    auto* label = new QLabel(name);
    label->setFixedWidth(Style::get().px(100));
    line->addWidget(label);
    line->addWidget(field, 1);
    return both;
}

// One of everything, as the panels use them.
std::unique_ptr<QMainWindow> gallery()
{
    auto window = std::make_unique<QMainWindow>();
    for (const char* title : {"File", "Edit", "Add", "Graph", "Train"})
        window->menuBar()->addMenu(title)->addAction("Entry");
    QToolBar* bar = window->addToolBar("Tools");
    bar->setMovable(false);
    auto* rooms = new Segmented;
    rooms->setLarge(true);
    rooms->add("Start", icon("home"));
    rooms->add("Build", icon("build"));
    rooms->add("Data", icon("data"));
    rooms->setCurrent(1);
    bar->addWidget(rooms);
    bar->addSeparator();
    bar->addAction(icon("undo"), "Undo");
    bar->addAction(icon("redo"), "Redo")->setEnabled(false);
    QAction* checked = bar->addAction(icon("fullscreen"), "Full");
    checked->setCheckable(true);
    checked->setChecked(true);
    window->statusBar()->addWidget(new QLabel("Training"));

    auto* splitter = new QSplitter;
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* header = new PanelHeader;
    header->addTab("Inspector");
    header->addTab("Problems");
    header->setBadge(1, 2);
    auto* tool = new QToolButton;
    tool->setIcon(icon("more"));
    header->setTools({tool});
    column->addWidget(header);
    auto* search = new SearchField("Search 138 layers");
    search->setKey("Tab");
    auto* chips = new QWidget;
    auto* chipRow = new QHBoxLayout(chips);
    chipRow->setContentsMargins(12, 8, 12, 8);
    chipRow->setSpacing(6);
    for (const auto& [text, category] :
         {std::pair("Conv2d", "conv"), std::pair("ReLU", "act"), std::pair("Add", "shape")}) {
        auto* chip = new Chip(text);
        chip->setCategory(category);
        chipRow->addWidget(chip);
    }
    auto* fits = new Chip("fits 64×14×14 ?");
    fits->setColour(theme().accent.line);
    fits->setClosable(true);
    chipRow->addWidget(fits);
    chipRow->addStretch();
    auto* searchBox = new QWidget;
    (new QHBoxLayout(searchBox))->addWidget(search);
    searchBox->layout()->setContentsMargins(12, 8, 12, 0);
    column->addWidget(searchBox);
    column->addWidget(chips);
    auto* form = new QWidget;
    auto* rows = new QVBoxLayout(form);
    rows->setContentsMargins(0, 4, 0, 4);
    rows->setSpacing(0);
    auto* filters = new NumberField;
    filters->setInteger(true);
    filters->setRange(1, 128);
    filters->setValue(32);
    rows->addWidget(row("Filters", filters));
    auto* rate = new NumberField;
    rate->setForm(NumberField::Form::rate);
    rate->setValue(5e-4);
    rate->setUnit("×");
    rows->addWidget(row("Weight decay", rate));
    auto* mixed = new NumberField;
    mixed->setMixed(true);
    mixed->setUnit("px");
    rows->addWidget(row("Several", mixed));
    auto* off = new NumberField;
    off->setValue(0.5);
    off->setEnabled(false);
    rows->addWidget(row("Disabled", off));
    auto* combo = new QComboBox;
    combo->addItems({"Same", "Valid"});
    rows->addWidget(row("Padding", combo));
    auto* spin = new QSpinBox;
    spin->setValue(12);
    rows->addWidget(row("Spin box", spin));
    rows->addWidget(row("Line edit", new QLineEdit("conv2")));
    auto* placeholder = new QLineEdit;
    placeholder->setPlaceholderText("Nothing yet");
    rows->addWidget(row("Placeholder", placeholder));
    rows->addWidget(row("Bias", new Toggle));
    auto* on = new Toggle;
    on->setChecked(true);
    rows->addWidget(row("Frozen", on));
    auto* check = new QCheckBox("Check box");
    check->setChecked(true);
    auto* radio = new QRadioButton("Radio button");
    radio->setChecked(true);
    rows->addWidget(row("Boxes", check));
    rows->addWidget(row("", radio));
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setValue(60);
    rows->addWidget(row("Slider", slider));
    auto* progress = new QProgressBar;
    progress->setTextVisible(false);
    progress->setValue(35);
    progress->setProperty("good", true);
    rows->addWidget(row("Progress", progress));
    auto* meter = new MeterBar;
    meter->setParts({{"Weights", 3, categoryLook("conv").colour}, {"Gradients", 1, categoryLook("norm").colour}}, 8);
    meter->setTick(5);
    rows->addWidget(row("Memory", meter));
    rows->addWidget(row("Scale", new Segmented(QStringList {"Linear", "Log"})));
    auto* section = new Section("Training");
    section->setNote("per image");
    section->setContent(form);
    column->addWidget(section);
    auto* folded = new Section("Weights");
    folded->setFolded(true);
    folded->setNote("step 2,871");
    column->addWidget(folded);
    column->addStretch();
    splitter->addWidget(left);

    auto* right = new QWidget;
    auto* second = new QVBoxLayout(right);
    second->setContentsMargins(0, 0, 0, 0);
    second->setSpacing(8);
    auto* files = new QTabBar;
    files->setDocumentMode(true);
    files->setDrawBase(false);
    files->setExpanding(false);
    files->setTabsClosable(true);
    files->addTab(icon("build"), "fashion-resnet");
    files->addTab(icon("build"), "lenet-baseline");
    second->addWidget(files);
    second->addWidget(new IconSheet);
    auto* buttons = new QWidget;
    auto* line = new QHBoxLayout(buttons);
    auto* primary = new QPushButton(icon("plus"), "Add input");
    primary->setProperty("primary", true);
    auto* disabled = new QPushButton("Disabled");
    disabled->setEnabled(false);
    auto* flat = new QPushButton("Flat");
    flat->setFlat(true);
    auto* pause = new QPushButton(icon("pause"), "Pause");
    for (QPushButton* button : {primary, new QPushButton("From your data…"), pause, disabled, flat})
        line->addWidget(button);
    line->addStretch();
    second->addWidget(buttons);
    auto* model = new QStandardItemModel(0, 3, right);
    model->setHorizontalHeaderLabels({"Problem", "Node", "Where"});
    for (int i = 0; i < 40; ++i)
        model->appendRow(
            {new QStandardItem("The skip input is 32×28×28"), new QStandardItem("add3"), new QStandardItem("Stage 2")});
    model->item(0)->appendRow(new QStandardItem("child"));
    auto* table = new QTableView;
    table->setModel(model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->verticalHeader()->hide();
    table->selectRow(1);
    auto* tree = new QTreeView;
    tree->setModel(model);
    tree->expandAll();
    tree->setCurrentIndex(model->index(0, 0));
    second->addWidget(table);
    second->addWidget(tree);
    auto* empty = new EmptyState("curves", "No run yet", "Loss and metrics appear here, step by step.");
    empty->setButton("Add data…");
    empty->setMinimumHeight(Style::get().px(150));
    second->addWidget(empty);
    splitter->addWidget(right);
    splitter->setStretchFactor(1, 1);
    window->setCentralWidget(splitter);
    window->resize(Style::get().px(860), Style::get().px(900));
    return window;
}

} // namespace

class TestControls : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { qInstallMessageHandler(keepWarnings); } // in place of Qt Test's own
    void cleanupTestCase() { qInstallMessageHandler(nullptr); }
    void init()
    {
        Style::get().setMode(Style::Mode::dark);
        Style::get().setFontScale(1);
        warnings.clear();
    }
    void cleanup() { QVERIFY2(warnings.isEmpty(), qPrintable(warnings.join(u'\n'))); }

    // With WEFT_PICTURES=FOLDER the pictures stay there, to be looked at.
    void oneOfEverythingPaints_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<double>("scale");
        QTest::newRow("dark") << true << 1.0;
        QTest::newRow("light") << false << 1.0;
        QTest::newRow("dark-large") << true << 1.5;
    }
    void oneOfEverythingPaints()
    {
        QFETCH(bool, dark);
        QFETCH(double, scale);
        Style::get().setMode(dark ? Style::Mode::dark : Style::Mode::light);
        Style::get().setFontScale(scale);
        const auto window = gallery();
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
        const QImage picture = window->grab().toImage();
        // The chrome at the top right, the panel at the bottom left: where the theme says so, and not Fusion.
        QCOMPARE(picture.pixelColor(picture.width() - 3, 3), theme().surface.chrome);
        QCOMPARE(picture.pixelColor(3, picture.height() - Style::get().px(40)), theme().surface.panel);
        if (const QString folder = qEnvironmentVariable("WEFT_PICTURES"); !folder.isEmpty()) {
            picture.save(QDir(folder).filePath(QString("gallery-%1.png").arg(QTest::currentDataTag())));
            QMenu menu;
            menu.addAction(icon("copy"), "Copy")->setShortcut(QKeySequence::Copy);
            QAction* ticked = menu.addAction("Snap to grid");
            ticked->setCheckable(true);
            ticked->setChecked(true);
            menu.addSeparator();
            menu.addMenu("Align")->addAction("Left");
            menu.addAction("Paste")->setEnabled(false);
            menu.show();
            menu.setActiveAction(ticked);
            menu.grab().save(QDir(folder).filePath(QString("menu-%1.png").arg(QTest::currentDataTag())));
        }
    }

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
        QVERIFY(QTest::qWaitForWindowExposed(&field));
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
        QVERIFY(QTest::qWaitForWindowExposed(&field));
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
        QVERIFY(QTest::qWaitForWindowExposed(&field));
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
        QVERIFY(QTest::qWaitForWindowExposed(&field));
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
        QVERIFY(QTest::qWaitForWindowExposed(&choice));
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

    void allTextFitsAtEveryScale_data()
    {
        QTest::addColumn<double>("scale");
        QTest::newRow("80 %") << 0.8;
        QTest::newRow("100 %") << 1.0;
        QTest::newRow("200 %") << 2.0;
    }
    void allTextFitsAtEveryScale()
    {
        QFETCH(double, scale);
        Style::get().setFontScale(scale);
        const auto window = gallery();
        window->resize(window->sizeHint().expandedTo(window->size()));
        window->show();
        int seen = 0;
        for (QPushButton* button : window->findChildren<QPushButton*>()) {
            const int words = QFontMetrics(Style::get().font(TextRole::label)).horizontalAdvance(button->text());
            QVERIFY2(button->width() >= words, qPrintable(button->text()));
            ++seen;
        }
        for (QLabel* label : window->findChildren<QLabel*>())
            QVERIFY2(label->height() >= label->fontMetrics().height(), qPrintable(label->text()));
        QVERIFY(seen >= 6);
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
