#include "ui/windows/start/start_page.h"

#include "engine/graph/document.h"
#include "engine/support/error.h"
#include "ui/background/background.h"
#include "ui/session/session.h"
#include "ui/style/controls/segmented.h"
#include "ui/style/icons.h"
#include "ui/style/layout/column.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/style/words.h"
#include "ui/windows/bars/button.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/commands/commands.h"
#include "ui/windows/files/project_files.h"
#include "ui/windows/files/recent.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"
#include "ui/windows/start/data_picture.h"
#include "ui/windows/start/example_card.h"
#include "ui/windows/start/guess_project.h"
#include "ui/windows/start/recent_list.h"
#include "ui/windows/start/start_box.h"
#include "ui/windows/start/training_row.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QTimer>

namespace weft {

namespace {

QLabel* label(const QString& text, TextRole role, QWidget* parent)
{
    auto* const made = new QLabel(text, parent);
    made->setFont(Style::get().font(role));
    if (role == TextRole::body || role == TextRole::secondary)
        made->setForegroundRole(QPalette::PlaceholderText);
    return made;
}

// A page's own colour behind everything.
class Page : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), theme().surface.canvas); }
};

} // namespace

StartPage::StartPage(MainWindow* window, QWidget* parent)
    : QScrollArea(parent)
    , m_window(window)
    , m_page(new Page(this))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Start"));
    m_left = makeLeft();
    m_right = makeRight();
    const Style& style = Style::get();
    auto* const columns = new QHBoxLayout;
    columns->setSpacing(style.px(80));
    columns->addStretch(1);
    columns->addWidget(m_left, 0, Qt::AlignTop);
    columns->addWidget(m_right, 0, Qt::AlignTop);
    columns->addStretch(1);
    auto* const rows = new QVBoxLayout(m_page);
    rows->setContentsMargins(style.px(32), style.px(40), style.px(32), style.px(40));
    rows->addStretch(2);
    rows->addLayout(columns);
    rows->addStretch(3);
    setWidget(m_page);
}

QWidget* StartPage::makeLeft()
{
    const Style& style = Style::get();
    auto* const left = new QWidget(m_page);
    QVBoxLayout* const column = flushColumn(left);
    auto* const brand = new QHBoxLayout;
    brand->setSpacing(style.px(12));
    auto* const logo = new QLabel(left);
    logo->setPixmap(iconPixmap(QStringLiteral("logo"), style.theme().accent.line, style.px(40), devicePixelRatioF()));
    brand->addWidget(logo);
    brand->addWidget(label(QStringLiteral("Weft"), TextRole::heading, left));
    brand->addStretch(1);
    auto* const open = new Button(Button::Kind::boxed, QStringLiteral("folder"), tr("Open…"), left);
    connect(open, &QAbstractButton::clicked, this, [this] { m_window->files()->askOpen(); });
    auto* const fresh = new Button(Button::Kind::primary, QStringLiteral("plus"), tr("New network"), left);
    connect(fresh, &QAbstractButton::clicked, this, [this] { m_window->files()->newProject(); });
    brand->addWidget(open);
    brand->addWidget(fresh);
    column->addLayout(brand);
    column->addSpacing(style.px(36));
    auto* const head = new QHBoxLayout;
    head->addWidget(label(tr("Recent"), TextRole::title, left));
    head->addStretch(1);
    m_recentCount = label({}, TextRole::body, left);
    head->addWidget(m_recentCount);
    column->addLayout(head);
    column->addSpacing(style.px(10));
    m_recent = new RecentList(left);
    connect(m_recent, &RecentList::chosen, this, [this](const QString& file) { m_window->files()->open(file); });
    connect(m_recent, &RecentList::forgotten, this, [this](const QString& file) {
        forgetRecent(file);
        readRecents();
    });
    column->addWidget(m_recent);
    column->addSpacing(style.px(32));
    column->addWidget(label(tr("From your data"), TextRole::title, left));
    column->addSpacing(style.px(12));
    m_drop = new DropBox(left);
    connect(m_drop, &DropBox::dropped, this, &StartPage::beginWith);
    connect(m_drop, &DropBox::folderAsked, this, &StartPage::askFolder);
    connect(m_drop, &DropBox::fileAsked, this, &StartPage::askTable);
    column->addWidget(m_drop);
    column->addSpacing(style.px(14));
    auto* const also =
        label(tr("Also reads IDX, NumPy arrays, CIFAR-10 and plain text: see Data."), TextRole::body, left);
    also->setWordWrap(true);
    column->addWidget(also);
    return left;
}

QWidget* StartPage::makeRight()
{
    const Style& style = Style::get();
    auto* const right = new QWidget(m_page);
    QVBoxLayout* const column = flushColumn(right);
    auto* const head = new QHBoxLayout;
    head->addWidget(label(tr("Examples"), TextRole::title, right));
    head->addStretch(1);
    m_kinds = new Segmented(right);
    m_kinds->setAccessibleName(tr("Kind of examples"));
    m_kinds->add(tr("All"));
    m_kinds->setCurrent(0);
    connect(m_kinds, &Segmented::currentChanged, this, &StartPage::placeCards);
    head->addWidget(m_kinds);
    column->addLayout(head);
    column->addSpacing(style.px(14));
    m_grid = new QGridLayout;
    m_grid->setSpacing(style.px(16));
    column->addLayout(m_grid);
    m_more = new Button(Button::Kind::flat, QStringLiteral("chevron-down"), {}, right);
    m_more->setObjectName(QStringLiteral("moreExamples"));
    m_more->hide();
    connect(m_more, &QAbstractButton::clicked, this, [this] {
        m_wantsAll = true;
        placeCards();
    });
    column->addSpacing(style.px(8));
    column->addWidget(m_more, 0, Qt::AlignLeft);
    column->addSpacing(style.px(28));
    column->addWidget(label(tr("Get started"), TextRole::title, right));
    column->addSpacing(style.px(12));
    auto* const boxes = new QHBoxLayout;
    boxes->setSpacing(style.px(16));
    const auto box = [&](const char* icon, const QString& title, const QString& says, const char* command) {
        auto* const made = new StartBox(QLatin1String(icon), title, says, right);
        connect(made, &QAbstractButton::clicked, this, [this, command] {
            if (QAction* const action = m_window->commands()->action(QLatin1String(command)))
                action->trigger();
        });
        boxes->addWidget(made);
        return made;
    };
    box("play", tr("Three-step tour"), tr("Build, train, predict. 2 minutes"), "help.tour");
    box("keyboard", tr("Shortcuts"), tr("Blender, Houdini, ComfyUI presets"), "help.shortcuts");
    m_computer = box("cpu", tr("This computer"), tr("What it can train on"), "help.computer");
    column->addLayout(boxes);
    column->addSpacing(style.px(24));
    m_background = new QVBoxLayout;
    m_background->setSpacing(style.px(8));
    column->addLayout(m_background);
    return right;
}

void StartPage::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    readRecents();
    showBackground();
    if (!std::exchange(m_read, true))
        QTimer::singleShot(0, this, &StartPage::readExamples); // after the first picture of the window
}

void StartPage::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    const Style& style = Style::get();
    const int room = viewport()->width() - style.px(64) - style.px(80);
    const int left = std::clamp(int(room * 0.39), style.px(340), style.px(592));
    m_left->setFixedWidth(left);
    m_right->setFixedWidth(std::clamp(room - left, style.px(420), style.px(1240))); // four cards
    const int wide = m_right->width();
    const int columns = wide < style.px(640) ? 2 : wide < style.px(1080) ? 3 : 4;
    const int others = style.px(80 + 42 + 36 + 20 + 12 + 72 + 24); // above and below the cards
    const int rows = std::max(2, (viewport()->height() - others + style.px(16)) / style.px(230 + 16));
    if (std::pair(columns, rows) != std::pair(std::exchange(m_columns, columns), std::exchange(m_rows, rows)))
        placeCards();
}

void StartPage::readRecents()
{
    inBackground(
        this,
        [files = recentProjects()] {
            std::vector<RecentProject> projects;
            for (const QString& file : files.mid(0, 5))
                projects.push_back(readRecent(file));
            return projects;
        },
        [this](std::vector<RecentProject> projects) {
            m_recentCount->setText(projects.empty() ? QString()
                                                    : tr("%n in all", nullptr, int(recentProjects().size())));
            m_recent->show(std::move(projects));
        });
}

void StartPage::readExamples()
{
    inBackground(
        this, [folder = QCoreApplication::applicationDirPath()] { return findExamples(folder); },
        [this](const std::vector<Example>& examples) {
            QList<ExampleKind> kinds;
            for (const Example& example : examples) {
                auto* const card = new ExampleCard(example, m_right);
                connect(card, &QAbstractButton::clicked, this, [this, example] { openExample(example); });
                m_cards << card;
                if (!kinds.contains(example.kind))
                    kinds << example.kind;
            }
            m_kinds->setText(0, tr("All %1").arg(examples.size()));
            std::ranges::sort(kinds);
            for (const ExampleKind kind : kinds)
                m_kinds->add(exampleKindTitle(kind));
            m_kinds->setProperty("kinds", QVariant::fromValue([&] {
                                     QList<int> numbers;
                                     for (const ExampleKind kind : kinds)
                                         numbers << int(kind);
                                     return numbers;
                                 }()));
            placeCards();
            // Reading whole data sets waits until the window has settled.
            QTimer::singleShot(600, this, &StartPage::readPictures);
        });
}

void StartPage::readPictures()
{
    const qreal ratio = devicePixelRatioF();
    const QSize size(int(Style::get().px(300) * ratio), int(Style::get().px(168) * ratio));
    for (ExampleCard* const card : std::as_const(m_cards))
        inBackground(
            card, [file = card->example().file, size, dark = theme().dark] { return dataPicture(file, size, dark); },
            [this, card](const QImage& picture) {
                m_pictures[card] = picture;
                showPictures();
            });
}

// Several examples learn from the same data: the first shows it, the others show their networks.
void StartPage::showPictures()
{
    QList<QImage> shown;
    for (ExampleCard* const card : std::as_const(m_cards)) {
        const QImage picture = m_pictures.value(card);
        const bool isKnown = picture.isNull() || shown.contains(picture);
        if (!isKnown)
            shown << picture;
        card->setPicture(isKnown ? QImage() : picture);
    }
}

void StartPage::placeCards()
{
    const QList<int> kinds = m_kinds->property("kinds").value<QList<int>>();
    const int wanted = m_kinds->current() > 0 ? kinds.value(m_kinds->current() - 1) : -1;
    while (m_grid->count())
        delete m_grid->takeAt(0);
    const int most = wanted >= 0 || m_wantsAll ? int(m_cards.size()) : m_rows * m_columns;
    m_more->setText(tr("Show all %1").arg(m_cards.size()));
    m_more->setVisible(wanted < 0 && most < m_cards.size());
    int place = 0;
    for (ExampleCard* const card : std::as_const(m_cards)) {
        const bool shown = (wanted < 0 || int(card->example().kind) == wanted) && place < most;
        card->setVisible(shown);
        if (!shown)
            continue;
        m_grid->addWidget(card, place / m_columns, place % m_columns);
        ++place;
    }
    for (int column = 0; column < 4; ++column)
        m_grid->setColumnStretch(column, column < m_columns ? 1 : 0);
    // One card does not grow to the width of three.
    for (int rest = place; rest < m_columns; ++rest)
        m_grid->addItem(new QSpacerItem(0, 0, QSizePolicy::Expanding), 0, rest);
}

void StartPage::showBackground()
{
    while (QLayoutItem* const item = m_background->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (Studio* const studio : m_window->studios()) {
        if (!studio->session()->isBusy())
            continue;
        auto* const row = new TrainingRow(studio, m_right);
        connect(row, &TrainingRow::shown, this, [this, studio] {
            m_window->show(studio);
            m_window->setWorkspace(Workspace::build);
        });
        m_background->addWidget(row);
    }
}

// An example that can't be written to, or that is within the program, becomes a new project.
void StartPage::openExample(const Example& example)
{
    if (!example.file.startsWith(QLatin1Char(':')) && QFileInfo(QFileInfo(example.file).path()).isWritable())
        m_window->files()->open(example.file);
    else
        m_window->files()->openCopy(example.file);
}

void StartPage::askData()
{
    auto* const menu = new QMenu(m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(QStringLiteral("image")), tr("A folder of pictures…"), this, &StartPage::askFolder);
    menu->addAction(icon(QStringLiteral("table")), tr("A table…"), this, &StartPage::askTable);
    menu->popup(QCursor::pos());
}

void StartPage::askFolder()
{
    auto* const dialog = new QFileDialog(m_window, tr("A folder with a folder of pictures for each class"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, &StartPage::beginWith);
    dialog->open();
}

void StartPage::askTable()
{
    auto* const dialog =
        new QFileDialog(m_window, tr("A table"), {}, tr("Tables (*.csv *.tsv *.txt *.data);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &StartPage::beginWith);
    dialog->open();
}

void StartPage::beginWith(const QString& path)
{
    if (path.endsWith(QLatin1String(".weft")) || isForeignModel(path))
        return m_window->files()->open(path);
    m_drop->setBusy(tr("Looking at %1…").arg(QFileInfo(path).fileName()));
    struct Guess {
        Project project;
        QString sentence;
    };
    inBackground(
        this,
        [path] {
            Guess guess;
            try {
                guess.project = guessProject(path.toStdString());
            } catch (const Error& error) {
                guess.sentence = sentenceOf(error);
            }
            return guess;
        },
        [this](Guess guess) {
            m_drop->setBusy({});
            if (!guess.sentence.isEmpty()) {
                m_window->messages()->say(
                    {.id = QStringLiteral("fromData"), .kind = MessageBars::Kind::error, .text = guess.sentence});
                return;
            }
            Studio* const studio = m_window->files()->newProject();
            studio->document()->reset(std::move(guess.project));
            studio->document()->markUnsaved();
            m_window->messages()->say({.id = QStringLiteral("fromData"),
                                       .kind = MessageBars::Kind::good,
                                       .text = tr("A network to begin with is drawn. Save it, then press Train."),
                                       .seconds = 12});
        });
}

} // namespace weft
