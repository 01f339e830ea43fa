#include "ui/panels/predictions/probe_row.h"

#include "ui/background/background.h"
#include "ui/document/files/dropped_files.h"
#include "ui/panels/predictions/draw_pad.h"
#include "ui/panels/predictions/prediction_grid.h"
#include "ui/panels/predictions/probe.h"
#include "ui/style/icons.h"
#include "ui/style/style.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QImageReader>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include <QPointer>

namespace weft {

namespace {

constexpr QSize largestPicture(16384, 16384);
constexpr int decodedSide = 1024; // larger files are decoded at this size

struct Loaded {
    QImage picture;
    QString trouble;
};

Loaded read(const QString& file)
{
    QImageReader reader(file);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!size.isValid())
        return {{}, ProbeRow::tr("%1 is no picture that can be read.").arg(file)};
    if (size.width() > largestPicture.width() || size.height() > largestPicture.height())
        return {{}, ProbeRow::tr("%1 is larger than 16,384 × 16,384 pixels.").arg(file)};
    if (size.width() > decodedSide || size.height() > decodedSide)
        reader.setScaledSize(size.scaled(decodedSide, decodedSide, Qt::KeepAspectRatio));
    const QImage picture = reader.read();
    return {picture, picture.isNull() ? ProbeRow::tr("%1: %2").arg(file, reader.errorString()) : QString()};
}

} // namespace

ProbeRow::ProbeRow(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel)
    , m_text(new QLabel)
    , m_choose(new QPushButton)
    , m_draw(new QPushButton)
    , m_invert(new QToolButton)
    , m_clear(new QToolButton)
    , m_padRow(new QWidget)
    , m_pad(new DrawPad)
    , m_answer(new PredictionGrid)
{
    setAcceptDrops(true);
    setAccessibleName(tr("Your own sample"));
    m_text->setObjectName(QStringLiteral("said"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_draw->setCheckable(true);
    m_invert->setCheckable(true);
    m_invert->setAutoRaise(true);
    m_clear->setAutoRaise(true);
    m_clear->hide();
    m_invert->hide();
    m_answer->setAccessibleName(tr("Prediction for your own sample"));
    m_answer->hide();

    auto* const said = new QHBoxLayout;
    said->addWidget(m_icon);
    said->addWidget(m_text, 1);
    m_buttons = new QHBoxLayout;
    for (QWidget* const button : std::initializer_list<QWidget*> {m_invert, m_clear, m_choose, m_draw})
        m_buttons->addWidget(button);
    m_line = new QBoxLayout(QBoxLayout::LeftToRight);
    m_line->addLayout(said, 1);
    m_line->addLayout(m_buttons);
    auto* const pad = new QHBoxLayout(m_padRow);
    pad->setContentsMargins(0, 0, 0, 0);
    pad->addWidget(m_pad);
    pad->addStretch(1);
    m_padRow->hide();
    auto* const answer = new QHBoxLayout;
    answer->addWidget(m_padRow);
    answer->addWidget(m_answer, 1);
    auto* const column = new QVBoxLayout(this);
    column->addLayout(m_line);
    column->addLayout(answer);

    connect(m_choose, &QPushButton::clicked, this, &ProbeRow::choose);
    connect(m_draw, &QPushButton::toggled, this, &ProbeRow::showPad);
    connect(m_invert, &QToolButton::toggled, this, &ProbeRow::ask);
    connect(m_clear, &QToolButton::clicked, this, &ProbeRow::clear);
    connect(m_pad, &DrawPad::changed, this, [this] {
        m_picture = {};
        if (!m_pad->isBlank())
            ask();
    });
    auto* const shortcut = new QShortcut(QKeySequence::Paste, this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, &ProbeRow::paste);
    connect(&Style::get(), &Style::changed, this, &ProbeRow::updateTexts);
    updateTexts();
}

void ProbeRow::updateTexts()
{
    const bool pictures = takesPicture(m_input);
    const int edge = Style::get().px(12);
    layout()->setContentsMargins(edge, Style::get().px(8), edge, Style::get().px(8));
    layout()->setSpacing(Style::get().px(8));
    m_icon->setPixmap(
        iconPixmap(QStringLiteral("image"), theme().text.tertiary, Style::get().px(20), devicePixelRatioF()));
    m_choose->setText(tr("Choose…"));
    m_draw->setText(tr("Draw…"));
    m_choose->setAccessibleName(tr("Choose a picture"));
    m_draw->setAccessibleName(tr("Draw a sample"));
    m_invert->setIcon(icon(QStringLiteral("swap")));
    m_invert->setToolTip(tr("Swap dark and light: the data's pictures have the other tone behind them"));
    m_invert->setAccessibleName(tr("Swap dark and light"));
    m_clear->setIcon(icon(QStringLiteral("close")));
    m_clear->setToolTip(tr("Take your sample away"));
    m_clear->setAccessibleName(m_clear->toolTip());
    const bool enabled = m_active && pictures;
    const QString why = !m_active ? m_why : pictures ? QString() : tr("This network takes no pictures.");
    for (QPushButton* button : {m_choose, m_draw}) {
        button->setEnabled(enabled);
        button->setToolTip(enabled ? QString() : why);
    }
    m_text->setText(!m_trouble.isEmpty() ? m_trouble
                        : !enabled       ? why
                        : !m_picture.isNull() || !m_pad->isBlank()
                        ? tr("Your sample, answered with the current weights")
                        : tr("Drop or paste a picture to probe the current weights"));
    QPalette palette = m_text->palette();
    palette.setColor(QPalette::WindowText, m_trouble.isEmpty() ? theme().text.secondary : theme().state.error);
    m_text->setPalette(palette);
    arrange();
}

void ProbeRow::arrange()
{
    const int gap = layout()->spacing(), edges = 2 * (layout()->contentsMargins().left() + gap);
    const int room = width() - edges - m_icon->sizeHint().width() - m_buttons->sizeHint().width();
    constexpr double lines = 1.6; // two, and words do not fill the first
    const bool narrow = m_text->fontMetrics().horizontalAdvance(m_text->text()) > lines * room;
    const bool invites = m_trouble.isEmpty() && m_active && takesPicture(m_input);
    m_line->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_line->setSpacing(gap);
    // The buttons invite as well; what else is said has a line of its own.
    m_text->setHidden(narrow && invites);
    m_icon->setHidden(narrow && invites);
    setToolTip(narrow && invites ? m_text->text() : QString());
}

void ProbeRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ProbeRow::setInput(const SampleValues& input)
{
    const bool same = input.node == m_input.node && input.shape == m_input.shape && input.kind == m_input.kind;
    m_input = input;
    if (takesPicture(input))
        m_pad->setResolution({int(input.shape[2]), int(input.shape[1])});
    if (!same)
        updateTexts();
}

bool ProbeRow::hasUse() const
{
    return m_input.node.empty() || takesPicture(m_input);
}

void ProbeRow::setActive(bool active, const QString& why)
{
    if (m_active == active && m_why == why)
        return;
    m_active = active;
    m_why = why;
    updateTexts();
    ask(); // weights that answer now
}

void ProbeRow::showAnswer(const Predictions& of)
{
    if (m_clear->isHidden())
        return; // taken away meanwhile
    m_answer->show(of);
    m_answer->setVisible(true);
}

void ProbeRow::clear()
{
    m_picture = {};
    m_trouble.clear();
    m_pad->clear();
    m_answer->hide();
    m_clear->hide();
    m_invert->hide();
    updateTexts();
}

void ProbeRow::showPad(bool shown)
{
    m_padRow->setVisible(shown);
    if (shown)
        m_pad->setFocus();
}

void ProbeRow::choose()
{
    auto* const dialog = new QFileDialog(this, tr("Choose a picture"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Pictures (*.png *.jpg *.jpeg *.bmp *.webp)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ProbeRow::load);
    dialog->open();
}

void ProbeRow::paste()
{
    const QMimeData* const mime = QGuiApplication::clipboard()->mimeData();
    if (mime && mime->hasImage())
        take(qvariant_cast<QImage>(mime->imageData()));
}

void ProbeRow::load(const QString& file)
{
    backgroundThreads().start([file, row = QPointer(this)] {
        const Loaded loaded = read(file);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [row, loaded] {
                if (!row)
                    return;
                row->m_trouble = loaded.trouble;
                if (loaded.picture.isNull())
                    row->updateTexts();
                else
                    row->take(loaded.picture);
            },
            Qt::QueuedConnection);
    });
}

void ProbeRow::take(const QImage& picture)
{
    m_trouble.clear();
    m_picture = picture;
    const QSignalBlocker blocker(m_invert);
    m_invert->setChecked(wantsInverting(picture, m_input));
    ask();
    updateTexts();
}

void ProbeRow::ask()
{
    const bool drawn = m_picture.isNull();
    if (!m_active || !takesPicture(m_input) || (drawn && m_pad->isBlank()))
        return;
    m_clear->show();
    m_invert->setVisible(!drawn);
    emit asked(m_input.node,
               storedPicture(drawn ? m_pad->drawing() : m_picture, m_input, !drawn && m_invert->isChecked()));
    updateTexts();
}

void ProbeRow::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(0, 0, width(), 1, theme().line.subtle);
}

void ProbeRow::dragEnterEvent(QDragEnterEvent* event)
{
    const QMimeData* const mime = event->mimeData();
    if (m_active && takesPicture(m_input) && (mime->hasImage() || !droppedFiles(*event).isEmpty()))
        event->acceptProposedAction();
}

void ProbeRow::dropEvent(QDropEvent* event)
{
    const QMimeData* const mime = event->mimeData();
    if (mime->hasImage())
        take(qvariant_cast<QImage>(mime->imageData()));
    else if (const QStringList files = droppedFiles(*event); !files.isEmpty())
        load(files.first());
    event->acceptProposedAction();
}

} // namespace weft
