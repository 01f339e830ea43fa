#include "tests/ui/support/kept_warnings.h"
#include "ui/style/category.h"
#include "ui/style/controls/chip.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/controls/meter_bar.h"
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

// One of every control, in every theme and size: all is drawn, and all text fits.

using namespace weft;

namespace {

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

class TestGallery : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { keepWarnings(); } // in place of Qt Test's own
    void cleanupTestCase() { leaveWarnings(); }
    void init()
    {
        Style::get().setMode(Style::Mode::dark);
        Style::get().setFontScale(1);
        takeWarnings();
    }
    void cleanup() { QCOMPARE(takeWarnings().join(u'\n'), QString()); }

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
        QVERIFY(QTest::qWaitForWindowExposed(window.get(), patience));
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
    TestGallery test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_gallery.moc"
