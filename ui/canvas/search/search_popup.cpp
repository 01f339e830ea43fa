#include "ui/canvas/search/search_popup.h"

#include "ui/canvas/search/search_row.h"
#include "ui/style/controls/chip.h"
#include "ui/style/controls/search_field.h"
#include "ui/style/motion/slide_in.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QApplication>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>

#include <algorithm>

namespace weft {

namespace {

constexpr int popupWidth = 408;
constexpr int shadow = 8;
constexpr int padding = 8;
constexpr int fieldHeight = 34;
constexpr int rowHeight = 32;
constexpr int mostRows = 8;
constexpr int footerHeight = 32;
constexpr int corner = 8;

} // namespace

SearchPopup::SearchPopup(QWidget* parent)
    : QWidget(parent)
    , m_model(new SearchModel(this))
    , m_finder(new FitFinder(this))
    , m_field(new SearchField(tr("Search layers"), this))
    , m_chip(new Chip({}, this))
    , m_list(new QListView(this))
    , m_slide(new SlideIn(this, [this] { layOut(); }))
{
    hide();
    setAccessibleName(tr("Layer search"));
    m_chip->setClosable(true);
    m_chip->setFocusPolicy(Qt::NoFocus);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new SearchRow(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setAccessibleName(tr("Layers found"));
    m_list->setObjectName(QStringLiteral("searchList"));
    m_field->setObjectName(QStringLiteral("searchField"));
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &SearchPopup::search);
    connect(m_field, &SearchField::moved, this, &SearchPopup::moveBy);
    connect(m_chip, &Chip::closeAsked, this, &SearchPopup::dropFilter);
    connect(m_finder, &FitFinder::answered, this, &SearchPopup::showFits);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) {
        choose(index.row(), QApplication::keyboardModifiers() & Qt::ShiftModifier);
    });
}

void SearchPopup::open(SearchQuestion question, const QPoint& at)
{
    m_question = std::move(question);
    m_at = at;
    const bool asks = m_question.fits && !m_question.everything;
    m_model->setChoices(m_question.choices, LayerHabits::load());
    m_chip->setVisible(asks);
    m_chip->setText(chipText());
    m_chip->setColour(theme().accent.line);
    m_chip->setToolTip(tr("Only what fits is listed. Click the cross to list everything."));
    m_field->setPlaceholderText(m_question.placeholder.isEmpty() ? tr("Search layers") : m_question.placeholder);
    m_field->clear();
    show();
    raise();
    m_slide->begin();
    m_field->setFocus(Qt::PopupFocusReason);
    m_chooseThen.reset();
    m_waiting = m_question.fits.has_value();
    search();
    if (m_waiting)
        m_finder->ask(*m_question.fits);
}

void SearchPopup::close()
{
    if (!isVisible())
        return;
    m_finder->forget();
    m_waiting = false;
    m_chooseThen.reset();
    const bool focused = isAncestorOf(QApplication::focusWidget());
    hide();
    if (focused)
        parentWidget()->setFocus(Qt::PopupFocusReason);
    emit closed();
}

void SearchPopup::showFits(const std::vector<Fit>& fits)
{
    m_model->setFits(fits);
    if (m_question.everything)
        m_model->showEverything();
    m_waiting = false;
    search();
    if (const std::optional<bool> plain = std::exchange(m_chooseThen, std::nullopt))
        choose(0, *plain);
}

void SearchPopup::dropFilter()
{
    if (!m_chip->isVisible())
        return;
    m_question.everything = true;
    m_chip->hide();
    m_model->showEverything();
    search();
    m_field->setFocus();
}

void SearchPopup::search()
{
    m_model->setText(m_field->text());
    if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(0));
    layOut();
    update();
}

void SearchPopup::moveBy(int rows)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const int now = m_list->currentIndex().row();
    const bool around = std::abs(rows) == 1; // single steps go round, pages stop at the ends
    const int next = around ? (now + rows + count) % count : std::clamp(now + rows, 0, count - 1);
    m_list->setCurrentIndex(m_model->index(next));
}

void SearchPopup::choose(int row, bool plain)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const QString kind = m_model->choiceAt(row).key();
    const Fit* fit = m_model->row(row).fit;
    const std::string port = fit != nullptr ? fit->port : std::string();
    LayerHabits habits = LayerHabits::load();
    habits.use(kind);
    habits.save();
    emit chosen(kind, port, plain && !m_question.shiftEnter.isEmpty());
    close();
}

bool SearchPopup::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_field)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && !isAncestorOf(QApplication::focusWidget())
        && static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) {
        close();
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride) { // plain keys are text here, whatever they do on the canvas
        event->accept();
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_waiting) // some milliseconds at most
            m_chooseThen = bool(key->modifiers() & Qt::ShiftModifier);
        else
            choose(m_list->currentIndex().row(), key->modifiers() & Qt::ShiftModifier);
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_D:
        if (!(key->modifiers() & Qt::ControlModifier))
            return false;
        if (m_list->currentIndex().isValid())
            m_model->toggleFavourite(m_list->currentIndex().row());
        return true;
    case Qt::Key_Tab:
        moveBy(1);
        return true;
    case Qt::Key_Backtab:
        moveBy(-1);
        return true;
    case Qt::Key_Backspace:
        if (m_field->text().isEmpty() && m_chip->isVisible()) {
            dropFilter();
            return true;
        }
        return false;
    default:
        return false;
    }
}

QString SearchPopup::chipText() const
{
    if (!m_question.fits)
        return {};
    const std::optional<ValueInfo>& value = m_question.fits->value;
    if (m_question.fits->taker)
        return tr("feeds %1").arg(QString::fromStdString(m_question.fits->taker->port));
    if (!value)
        return tr("takes an input");
    return tr("fits %1").arg(shapeOfSample(*value)) + (m_question.assumed ? QStringLiteral(" ?") : QString());
}

void SearchPopup::layOut()
{
    const Style& style = Style::get();
    const int margin = style.px(shadow);
    const int inset = style.px(padding);
    const QSize room = parentWidget()->size();
    const int wide = std::min(style.px(popupWidth), std::max(style.px(160), room.width() - 2 * margin));
    const int others = style.px(fieldHeight) + 3 * inset + style.px(footerHeight);
    const int fitting = std::max(1, (room.height() - others - 2 * margin) / style.px(rowHeight));
    const int rows = std::clamp(m_model->rowCount(), 1, std::min(mostRows, fitting));
    const QSize size(wide + 2 * margin, others + rows * style.px(rowHeight) + 2 * margin);
    QPoint at = m_at + QPoint(style.px(8) - margin, -style.px(fieldHeight) / 2 - inset - margin);
    at.setX(std::clamp(at.x(), 0, std::max(0, room.width() - size.width())));
    at.setY(std::clamp(at.y(), 0, std::max(0, room.height() - size.height())));
    setGeometry(QRect(at + QPoint(0, m_slide->offset()), size));
    // Sizes inside may differ (font scale, the chip) when this one's do not.
    const QRect box = rect().adjusted(margin, margin, -margin, -margin);
    m_field->setGeometry(box.left() + inset, box.top() + inset, box.width() - 2 * inset, style.px(fieldHeight));
    const QSize chip = m_chip->sizeHint();
    const int chipWidth = std::min(chip.width(), m_field->width() / 2);
    const int cross = style.px(m_field->text().isEmpty() ? 8 : 30); // left of what empties the line
    m_chip->setGeometry(m_field->geometry().right() - chipWidth - cross,
                        m_field->geometry().center().y() - chip.height() / 2 + 1, chipWidth, chip.height());
    m_field->setTextMargins(style.px(24), 0, m_chip->isVisibleTo(this) ? chipWidth + style.px(8) : 0, 0);
    m_list->setGeometry(box.left() + 1, m_field->geometry().bottom() + 1 + inset, box.width() - 2,
                        rows * style.px(rowHeight));
}

void SearchPopup::resizeEvent(QResizeEvent*)
{
    QPalette palette = m_list->palette();
    palette.setColor(QPalette::Base, theme().surface.panel);
    m_list->setPalette(palette);
}

void SearchPopup::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        close();
}

void SearchPopup::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int margin = style.px(shadow);
    const QRectF box = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
    const double radius = style.px(corner);
    QColor dark = colours.shadow;
    dark.setAlphaF(dark.alphaF() / float(margin));
    painter.setPen(Qt::NoPen);
    painter.setBrush(dark);
    for (int i = 1; i <= margin; ++i)
        painter.drawRoundedRect(box.adjusted(-i, -i / 2.0, i, i), radius + i, radius + i);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours.line.strong, 1));
    painter.setBrush(colours.surface.panel);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);

    if (m_model->rowCount() == 0) {
        painter.setFont(style.font(TextRole::body));
        painter.setPen(colours.text.secondary);
        const QString nothing = m_model->isFiltered() ? tr("Nothing that fits is called so. Backspace on an empty line "
                                                           "lists everything.")
                                                      : tr("No layer is called so.");
        paintElided(painter, QRectF(m_list->geometry()).adjusted(style.px(12), 0, -style.px(12), 0),
                    Qt::AlignLeft | Qt::AlignVCenter, nothing);
    }
    QRectF footer = box;
    footer.setTop(box.bottom() - style.px(footerHeight));
    painter.setPen(QPen(colours.line.subtle, 1));
    painter.drawLine(QPointF(footer.left() + 1, footer.top() + 0.5), QPointF(footer.right() - 1, footer.top() + 0.5));
    footer.adjust(style.px(12), 0, -style.px(12), 0);
    painter.setFont(style.font(TextRole::secondary));
    const auto help = [&](const QString& key, const QString& text) {
        if (text.isEmpty())
            return;
        const int keyCap = keyWidth(key);
        paintKey(painter, QRectF(footer.left(), footer.top(), keyCap, footer.height()), key);
        footer.setLeft(footer.left() + keyCap + style.px(6));
        painter.setFont(style.font(TextRole::secondary));
        painter.setPen(colours.text.secondary);
        painter.drawText(footer, Qt::AlignLeft | Qt::AlignVCenter, text);
        footer.setLeft(footer.left() + QFontMetricsF(painter.font()).horizontalAdvance(text) + style.px(12));
    };
    const QString count = tr("%1 of %2 layers").arg(m_model->rowCount()).arg(m_model->choices().size());
    painter.setPen(colours.text.tertiary);
    painter.drawText(footer, Qt::AlignRight | Qt::AlignVCenter, count);
    help(tr("Enter"), m_question.enter.isEmpty() ? tr("add") : m_question.enter);
    help(tr("Shift Enter"), m_question.shiftEnter);
    if (footer.width() > style.px(190)) // beside the count
        help(tr("Ctrl D"), tr("favourite"));
}

} // namespace weft
