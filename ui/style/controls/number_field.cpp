#include "ui/style/controls/number_field.h"

#include "ui/style/controls/number/expression.h"
#include "ui/style/controls/number/number_text.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>

namespace weft {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double dragStart = 3; // pixels before a press becomes a drag
constexpr double pixelsPerStep = 4;
constexpr double pixelsPerDecade = 120; // of a rate

} // namespace

NumberField::NumberField(QWidget* parent)
    : QWidget(parent)
    , m_minimum(-infinite)
    , m_maximum(infinite)
{
    setFocusPolicy(Qt::WheelFocus);
    setCursor(Qt::SizeHorCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Style::get(), &Style::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void NumberField::setValue(double value)
{
    if (value == m_value && !m_mixed)
        return;
    m_value = value;
    m_mixed = false;
    update();
}

void NumberField::setRange(double minimum, double maximum)
{
    m_minimum = minimum;
    m_maximum = maximum;
    update();
}

void NumberField::setInteger(bool integer)
{
    m_integer = integer;
    update();
}

void NumberField::setForm(Form form)
{
    m_form = form;
    update();
}

void NumberField::setUnit(const QString& unit)
{
    m_unit = unit;
    update();
}

void NumberField::setDefault(std::optional<double> value)
{
    m_default = value;
}

void NumberField::setMixed(bool mixed)
{
    m_mixed = mixed;
    update();
}

bool NumberField::isEditing() const
{
    return m_edit && m_edit->isVisible();
}

bool NumberField::isBounded() const
{
    return std::isfinite(m_minimum) && std::isfinite(m_maximum) && m_maximum < 1e9;
}

double NumberField::bounded(double value) const
{
    return std::clamp(m_integer ? std::round(value) : value, m_minimum, m_maximum);
}

double NumberField::step() const
{
    if (m_integer)
        return std::max(1.0, std::pow(10, std::floor(std::log10(std::max(1.0, std::abs(m_value)))) - 2));
    if (isBounded() && m_form == Form::plain)
        return std::pow(10, std::floor(std::log10(std::max(1e-12, m_maximum - m_minimum)) + 1e-9) - 2);
    if (m_value == 0)
        return m_form == Form::rate ? 1e-5 : 0.1;
    return std::pow(10, std::floor(std::log10(std::abs(m_value)) + 1e-9) - 1);
}

double NumberField::moved(double from, double pixels, Qt::KeyboardModifiers modifiers) const
{
    const double speed = modifiers & Qt::ShiftModifier ? 0.1 : modifiers & Qt::ControlModifier ? 10 : 1;
    if (m_form == Form::rate && from > 0) {
        // Two digits are enough while dragging; typing gives more.
        const double raw = from * std::pow(10, pixels * speed / pixelsPerDecade);
        const double grain = std::pow(10, std::floor(std::log10(raw)) - 1);
        return std::round(raw / grain) * grain;
    }
    if (isBounded() && m_maximum - m_minimum <= 1e4) { // the fill follows the pointer
        const double raw = from + pixels * speed * (m_maximum - m_minimum) / std::max(1, width());
        const double grain = m_integer ? 1 : step() * (speed < 1 ? 0.1 : 1);
        return std::round(raw / grain) * grain;
    }
    return from + std::trunc(pixels * speed / pixelsPerStep) * step();
}

double NumberField::stepped(int steps) const
{
    const double grain = step();
    const double next = m_value + steps * grain;
    return m_integer ? next : std::round(next / grain) * grain; // no 0.30000000000000004
}

void NumberField::change(double value)
{
    value = bounded(value);
    if (value == m_value && !m_mixed)
        return;
    m_value = value;
    m_mixed = false;
    update();
    emit valueChanged(value);
}

QString NumberField::text() const
{
    return m_mixed ? QString() : numberText(m_value, m_integer, m_form);
}

QSize NumberField::sizeHint() const
{
    return {Style::get().px(128), Style::get().px(24)};
}

QSize NumberField::minimumSizeHint() const
{
    return {Style::get().px(48), Style::get().px(24)};
}

void NumberField::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    const double radius = style.px(4);
    const QRectF box = rect();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, box, colours.surface.inset, {}, radius);
    if (isBounded() && m_maximum > m_minimum && !m_mixed && isEnabled() && !isEditing()) {
        const double share = std::clamp((m_value - m_minimum) / (m_maximum - m_minimum), 0.0, 1.0);
        painter.save();
        painter.setClipRect(QRectF(0, 0, box.width() * share, box.height()));
        paintBox(painter, box, colours.accent.soft, {}, radius);
        painter.restore();
    }
    QColor border = m_hovered && isEnabled() ? colours.line.strong : colours.line.subtle;
    if (m_refused)
        border = colours.state.error;
    paintBox(painter, box, {}, border, radius);
    if (hasFocus() || isEditing())
        paintFocusRing(painter, box, radius);
    if (isEditing())
        return;

    QRectF inner = box.adjusted(style.px(9), 0, -style.px(8), 0);
    if (!m_unit.isEmpty()) {
        painter.setFont(style.font(TextRole::secondary));
        painter.setPen(isEnabled() ? colours.text.tertiary : palette().color(QPalette::Disabled, QPalette::Text));
        const double width = painter.fontMetrics().horizontalAdvance(m_unit);
        if (width < inner.width() * 0.6) {
            painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, m_unit);
            inner.setRight(inner.right() - width - style.px(6));
        }
    }
    painter.setFont(style.font(TextRole::mono));
    painter.setPen(!isEnabled()  ? palette().color(QPalette::Disabled, QPalette::Text)
                       : m_mixed ? colours.text.tertiary
                                 : colours.text.primary);
    paintElided(painter, inner, Qt::AlignLeft | Qt::AlignVCenter, m_mixed ? tr("several") : text());
}

void NumberField::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_pressed = event->position();
    m_dragging = false;
    event->accept();
}

void NumberField::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_pressed)
        return;
    const double pixels = event->position().x() - m_pressed->x();
    if (!m_dragging && std::abs(pixels) < dragStart)
        return;
    if (!m_dragging) {
        m_dragging = true;
        m_dragFrom = m_value;
        m_pressed = event->position(); // from here on, so that nothing jumps
        ++m_gesture;
        return;
    }
    change(moved(m_dragFrom, pixels, event->modifiers()));
}

void NumberField::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    m_pressed.reset();
    if (m_dragging) {
        m_dragging = false;
        emit editingFinished();
    } else if (rect().contains(event->position().toPoint())) {
        startEditing();
    }
}

void NumberField::wheelEvent(QWheelEvent* event)
{
    // Only where the keyboard is: a panel that scrolls under the pointer must not change numbers.
    const int steps = event->angleDelta().y() / 120;
    if (!hasFocus() || steps == 0) {
        event->ignore();
        return;
    }
    change(stepped(steps));
    emit editingFinished();
    event->accept();
}

void NumberField::keyPressEvent(QKeyEvent* event)
{
    const auto by = [this](int steps) {
        change(stepped(steps));
        emit editingFinished();
    };
    switch (event->key()) {
    case Qt::Key_Up:
        return by(event->modifiers() & Qt::ControlModifier ? 10 : 1);
    case Qt::Key_Down:
        return by(event->modifiers() & Qt::ControlModifier ? -10 : -1);
    case Qt::Key_PageUp:
        return by(10);
    case Qt::Key_PageDown:
        return by(-10);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        return startEditing();
    case Qt::Key_Escape:
        if (m_dragging) {
            change(m_dragFrom);
            m_dragging = false;
            m_pressed.reset();
            return;
        }
        break;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (m_default) {
            change(*m_default);
            emit editingFinished();
        }
        return;
    }
    const QString typed = event->text();
    if (!typed.isEmpty() && QStringLiteral("0123456789.,-+*/(").contains(typed[0])
        && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)))
        return startEditing(typed);
    QWidget::keyPressEvent(event);
}

void NumberField::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Edit"), this, [this] { startEditing(); });
    QAction* reset = menu.addAction(
        tr("Reset to %1").arg(m_default ? numberText(*m_default, m_integer, m_form) : QString()), this, [this] {
            change(*m_default);
            emit editingFinished();
        });
    reset->setVisible(m_default.has_value());
    reset->setEnabled(m_default && (m_mixed || *m_default != m_value));
    menu.exec(event->globalPos());
}

void NumberField::startEditing(const QString& text)
{
    if (!isEnabled())
        return;
    if (!m_edit) {
        m_edit = new QLineEdit(this);
        m_edit->setFrame(false);
        m_edit->setProperty("bare", true); // the field around it draws the box
        m_edit->setAccessibleName(accessibleName());
        m_edit->installEventFilter(this);
        connect(m_edit, &QLineEdit::textEdited, this, [this] {
            m_refused = false;
            update();
        });
    }
    m_edit->setFont(Style::get().font(TextRole::mono));
    m_edit->setText(text.isEmpty() ? this->text() : text);
    m_edit->setGeometry(rect().adjusted(Style::get().px(5), 2, -Style::get().px(4), -2));
    m_edit->show();
    m_edit->setFocus();
    if (text.isEmpty())
        m_edit->selectAll();
    else
        m_edit->end(false);
    update();
}

void NumberField::enter(double value)
{
    if (!isEnabled())
        return;
    change(value);
    emit editingFinished();
}

void NumberField::finishEditing(bool keep)
{
    if (!isEditing())
        return;
    const std::optional<double> typed = evaluateExpression(m_edit->text(), m_value);
    const bool unchanged = m_edit->text() == text();
    if (keep && !typed && !m_edit->text().isEmpty()) {
        m_refused = true; // stays open: what was typed is not lost
        update();
        return;
    }
    m_refused = false;
    const bool hadFocus = m_edit->hasFocus();
    m_edit->hide();
    if (hadFocus)
        setFocus();
    update();
    if (keep && typed && !unchanged) {
        change(*typed);
        emit editingFinished();
    }
}

bool NumberField::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_edit)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason) {
            finishEditing(true);
            if (m_refused) { // gone elsewhere: the value that was there stays
                m_edit->setText(text());
                finishEditing(false);
            }
        }
    }
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter || key->key() == Qt::Key_Escape) {
            event->accept();
            if (event->type() == QEvent::KeyPress)
                finishEditing(enter);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void NumberField::resizeEvent(QResizeEvent*)
{
    if (isEditing())
        m_edit->setGeometry(rect().adjusted(Style::get().px(5), 2, -Style::get().px(4), -2));
}

void NumberField::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::EnabledChange)
        setCursor(isEnabled() ? Qt::SizeHorCursor : Qt::ArrowCursor);
    QWidget::changeEvent(event);
    update();
}

void NumberField::enterEvent(QEnterEvent*)
{
    m_hovered = true;
    update();
}

void NumberField::leaveEvent(QEvent*)
{
    m_hovered = false;
    update();
}

} // namespace weft
