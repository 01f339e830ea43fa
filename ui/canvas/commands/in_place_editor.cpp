#include "ui/canvas/commands/in_place_editor.h"

#include "ui/canvas/canvas.h"
#include "ui/style/style.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>

namespace weft {

InPlaceEditor::InPlaceEditor(Canvas& canvas, QObject* parent)
    : QObject(parent)
    , m_canvas(canvas)
{
    connect(&canvas, &Canvas::viewChanged, this, &InPlaceEditor::place);
}

void InPlaceEditor::editLine(const QRectF& scene, const QString& text, const QString& name, Keep keep)
{
    finish();
    auto* line = new QLineEdit(text, &m_canvas);
    line->setFont(Style::get().font(TextRole::bodyStrong));
    line->selectAll();
    open(line, scene, name, std::move(keep));
}

void InPlaceEditor::editText(const QRectF& scene, const QString& text, const QString& name, Keep keep)
{
    finish();
    auto* edit = new QPlainTextEdit(text, &m_canvas);
    edit->setFont(Style::get().font(TextRole::body));
    edit->setTabChangesFocus(true);
    edit->moveCursor(QTextCursor::End);
    open(edit, scene, name, std::move(keep));
}

void InPlaceEditor::open(QWidget* widget, const QRectF& scene, const QString& name, Keep keep)
{
    m_widget = widget;
    m_scene = scene;
    m_keep = std::move(keep);
    m_before = text();
    widget->setObjectName(QStringLiteral("inPlaceEditor"));
    widget->setAccessibleName(name);
    widget->installEventFilter(this);
    place();
    widget->show();
    widget->setFocus(Qt::PopupFocusReason);
}

void InPlaceEditor::place()
{
    if (!m_widget)
        return;
    const QRectF area(m_canvas.toScreen(m_scene.topLeft()), m_canvas.toScreen(m_scene.bottomRight()));
    const bool line = qobject_cast<QLineEdit*>(m_widget) != nullptr;
    const QSize least(Style::get().px(120), Style::get().px(line ? 28 : 64));
    QRect place = area.toRect();
    place.setSize(place.size().expandedTo(least));
    if (line)
        place.setHeight(least.height());
    m_widget->setGeometry(place);
}

QString InPlaceEditor::text() const
{
    if (const auto* line = qobject_cast<QLineEdit*>(m_widget))
        return line->text();
    const auto* edit = qobject_cast<QPlainTextEdit*>(m_widget);
    return edit == nullptr ? QString() : edit->toPlainText();
}

bool InPlaceEditor::keep()
{
    const QString now = text();
    const QString refused = now == m_before ? QString() : m_keep(now);
    if (!refused.isEmpty())
        m_canvas.showMessage(refused);
    return refused.isEmpty();
}

void InPlaceEditor::finish()
{
    if (!m_widget)
        return;
    keep();
    close();
}

void InPlaceEditor::close()
{
    if (!m_widget)
        return;
    QWidget* widget = m_widget;
    m_widget = nullptr;
    const bool focused = widget->hasFocus();
    widget->removeEventFilter(this);
    widget->hide();
    widget->deleteLater();
    if (focused)
        m_canvas.setFocus(Qt::PopupFocusReason);
}

bool InPlaceEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_widget)
        return false;
    if (event->type() == QEvent::ShortcutOverride) { // keys are text here, whatever they do on the canvas
        event->accept();
        return true;
    }
    if (event->type() == QEvent::FocusOut) {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason)
            finish();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    const bool line = qobject_cast<QLineEdit*>(m_widget) != nullptr;
    if (key->key() == Qt::Key_Escape) {
        close();
        return true;
    }
    if (enter && (line || (key->modifiers() & Qt::ControlModifier))) {
        if (keep())
            close();
        return true;
    }
    return false;
}

} // namespace weft
