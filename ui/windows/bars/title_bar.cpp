#include "ui/windows/bars/title_bar.h"

#include "ui/style/icons.h"
#include "ui/style/style.h"
#include "ui/windows/bars/keycap.h"

#include <QKeyEvent>
#include <QPainter>

namespace weft {

namespace {

class Line : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), theme().line.subtle); }
};

} // namespace

TitleBar::TitleBar(QWidget* parent)
    : QWidget(parent)
    , m_menus(new QMenuBar(this))
    , m_field(new CommandField(this))
    , m_line(new Line(this))
{
    m_line->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_menus->setNativeMenuBar(false);
    m_menus->setObjectName(QStringLiteral("mainMenu"));
    m_menus->installEventFilter(this); // it grows with each menu
    connect(&Style::get(), &Style::changed, this, &TitleBar::place);
    place();
}

void TitleBar::setTitle(const QString& name, bool changed)
{
    m_name = name;
    m_changed = changed;
    setAccessibleName(name);
    update();
}

void TitleBar::place()
{
    const Style& style = Style::get();
    setFixedHeight(style.px(32));
    m_menus->setFont(style.font(TextRole::body));
    const int left = style.px(40);
    const int fieldWidth = style.px(320);
    const int narrow = width() < style.px(1200) ? style.px(220) : fieldWidth;
    m_field->setGeometry(width() - narrow - style.px(12), style.px(4), narrow, style.px(24));
    const int room = m_field->x() - left - style.px(8);
    m_menus->setGeometry(left - style.px(8), 0, std::min(m_menus->sizeHint().width() + style.px(16), room), height());
    m_line->setGeometry(0, height() - 1, width(), 1);
    m_line->raise(); // the menus paint their whole height
    update();
}

bool TitleBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ActionAdded || event->type() == QEvent::LayoutRequest)
        QMetaObject::invokeMethod(this, &TitleBar::place, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

void TitleBar::resizeEvent(QResizeEvent*)
{
    place();
}

int TitleBar::left() const
{
    return m_menus->geometry().right() + Style::get().px(16);
}

int TitleBar::right() const
{
    return m_field->x() - Style::get().px(16);
}

// The program's name goes before anything of the document's does.
TitleBar::Shown TitleBar::shown() const
{
    const QFontMetrics metrics(Style::get().font(TextRole::body));
    const QString mark = m_changed ? QStringLiteral(" •") : QString(), rest = QStringLiteral("  — Weft");
    const int room = right() - left();
    if (metrics.horizontalAdvance(m_name + mark + rest) <= room)
        return {m_name + mark, rest};
    const int forName = room - metrics.horizontalAdvance(mark);
    const QString name = metrics.elidedText(m_name, Qt::ElideMiddle, std::max(0, forName));
    return metrics.horizontalAdvance(name) > forName ? Shown {} : Shown {name + mark, {}};
}

QString TitleBar::shownTitle() const
{
    const auto [name, rest] = shown();
    return name + rest;
}

void TitleBar::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    QPainter painter(this);
    painter.fillRect(rect(), colours.surface.chrome);
    const int side = style.px(16);
    painter.drawPixmap(QRect(style.px(12), (height() - side) / 2, side, side),
                       iconPixmap(QStringLiteral("logo"), colours.accent.line, side, devicePixelRatioF()));
    painter.setFont(style.font(TextRole::body));
    const QFontMetrics metrics = painter.fontMetrics();
    const auto [name, rest] = shown();
    const int whole = metrics.horizontalAdvance(name + rest);
    int x = std::clamp((width() - whole) / 2, left(),
                       std::max(left(), right() - whole)); // the middle of the window, not of the gap
    painter.setPen(colours.text.primary);
    painter.drawText(QRect(x, 0, width(), height() - 1), Qt::AlignVCenter, name);
    x += metrics.horizontalAdvance(name);
    painter.setPen(colours.text.secondary);
    painter.drawText(QRect(x, 0, width(), height() - 1), Qt::AlignVCenter, rest);
}

CommandField::CommandField(QWidget* parent)
    : QWidget(parent)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(tr("Search commands and layers"));
}

void CommandField::setKey(const QKeySequence& key)
{
    m_key = keyText(key);
    update();
}

void CommandField::mousePressEvent(QMouseEvent*)
{
    emit clicked();
}

void CommandField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        emit clicked();
    else
        QWidget::keyPressEvent(event);
}

void CommandField::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus() ? colours.accent.line : colours.line.subtle, hasFocus() ? 2 : 1));
    painter.setBrush(underMouse() ? colours.surface.control : colours.surface.inset);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), style.px(4), style.px(4));
    const int side = style.px(16);
    painter.drawPixmap(QRect(style.px(8), (height() - side) / 2, side, side),
                       iconPixmap(QStringLiteral("search"), colours.text.secondary, side, devicePixelRatioF()));
    int right = width() - style.px(6);
    if (!m_key.isEmpty()) {
        const QSize cap = keycapSize(m_key);
        right -= cap.width();
        paintKeycap(painter, QRect(QPoint(right, (height() - cap.height()) / 2), cap), m_key);
    }
    painter.setFont(style.font(TextRole::body));
    painter.setPen(colours.text.secondary);
    const QRect text(style.px(30), 0, right - style.px(34), height());
    painter.drawText(text, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(accessibleName(), Qt::ElideRight, text.width()));
}

} // namespace weft
