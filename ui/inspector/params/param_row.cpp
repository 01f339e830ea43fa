#include "ui/inspector/params/param_row.h"

#include "ui/style/icons.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace weft {

namespace {

int px(double designPixels)
{
    return Style::get().px(designPixels);
}

constexpr double left = 19;
constexpr double right = 12;

} // namespace

ParamRow::ParamRow(const QString& label, QWidget* field, QWidget* parent)
    : QWidget(parent)
    , m_label(label)
    , m_field(field)
{
    field->setParent(this);
    field->setAccessibleName(label);
    if (field->focusProxy())
        field->focusProxy()->setAccessibleName(label);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Style::get(), &Style::changed, this, [this] {
        updateGeometry();
        layOut();
    });
    layOut();
}

void ParamRow::setDoc(const QString& doc)
{
    m_doc = doc;
    m_field->setAccessibleDescription(doc);
}

void ParamRow::setChanged(bool changed)
{
    m_changed = changed;
    update();
}

void ParamRow::setMistake(const QString& sentence)
{
    if (sentence == m_mistake)
        return;
    m_mistake = sentence;
    updateGeometry();
    layOut();
}

void ParamRow::setBadge(const QString& icon, const QString& toolTip, bool active)
{
    m_badgeActive = active;
    m_badge = icon;
    m_badgeTip = toolTip;
    update();
}

int ParamRow::labelWidth() const
{
    return std::clamp(int(width() * 0.375), px(64), px(112));
}

int ParamRow::mistakeHeight(int width) const
{
    if (m_mistake.isEmpty())
        return 0;
    const QFontMetrics metrics(Style::get().font(TextRole::secondary));
    return metrics.boundingRect(0, 0, std::max(1, width), 10000, Qt::TextWordWrap, m_mistake).height() + px(4);
}

QRect ParamRow::dotRect() const
{
    return {px(3), px(6), px(16), px(16)};
}

QRect ParamRow::badgeRect() const
{
    return {px(left) + labelWidth() - px(18), px(4), px(20), px(20)}; // its icon is 12 wide
}

QSize ParamRow::sizeHint() const
{
    return {px(240), px(28) + mistakeHeight(width() - px(left + right))};
}

QSize ParamRow::minimumSizeHint() const
{
    return {px(160), sizeHint().height()};
}

void ParamRow::layOut()
{
    const int x = px(left) + labelWidth();
    m_field->setGeometry(x, px(2), std::max(px(40), width() - x - px(right)), px(24));
    update();
}

void ParamRow::resizeEvent(QResizeEvent* event)
{
    layOut();
    if (!m_mistake.isEmpty() && event->oldSize().width() != width())
        updateGeometry();
}

void ParamRow::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    QPainter painter(this);
    if (m_changed) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().accent.line);
        painter.drawEllipse(QRectF(dotRect()).center(), px(4) / 2.0, px(4) / 2.0);
    }
    QRectF words(px(left), 0, labelWidth() - px(6), px(28));
    if (!m_badge.isEmpty()) {
        const int side = px(12);
        painter.drawPixmap(
            badgeRect().center() - QPoint(side / 2, side / 2),
            iconPixmap(m_badge, m_badgeActive ? theme().accent.line : theme().line.strong, side, devicePixelRatio()));
        words.setRight(badgeRect().left() + px(3));
    }
    painter.setFont(style.font(TextRole::body));
    painter.setPen(m_field->isEnabled() ? theme().text.secondary : theme().text.tertiary);
    paintElided(painter, words, Qt::AlignLeft | Qt::AlignVCenter, m_label);
    if (!m_mistake.isEmpty()) {
        painter.setFont(style.font(TextRole::secondary));
        painter.setPen(theme().state.error);
        painter.drawText(QRect(px(left), px(28), width() - px(left + right), height() - px(28)), Qt::TextWordWrap,
                         m_mistake);
    }
}

void ParamRow::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_changed && dotRect().contains(event->position().toPoint()))
        emit resetAsked();
    if (event->button() == Qt::LeftButton && !m_badge.isEmpty() && badgeRect().contains(event->position().toPoint()))
        emit badgeClicked();
}

void ParamRow::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint at = event->position().toPoint();
    const bool acts = (m_changed && dotRect().contains(at)) || (!m_badge.isEmpty() && badgeRect().contains(at));
    setCursor(acts ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void ParamRow::contextMenuEvent(QContextMenuEvent* event)
{
    emit menuAsked(event->globalPos());
}

bool ParamRow::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const QPoint at = static_cast<QHelpEvent*>(event)->pos();
        QString text = m_doc.isEmpty()
            ? m_label
            : QStringLiteral("<b>%1</b><br>%2").arg(m_label.toHtmlEscaped(), m_doc.toHtmlEscaped());
        if (m_changed && dotRect().contains(at))
            text = tr("Changed. Click to go back to the default.");
        else if (!m_badge.isEmpty() && badgeRect().contains(at))
            text = m_badgeTip;
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace weft
