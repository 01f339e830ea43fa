#include "ui/inspector/sections/message.h"

#include "ui/style/icons.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace weft {

QString severityIcon(Severity severity)
{
    switch (severity) {
    case Severity::error:
        return QStringLiteral("error");
    case Severity::warning:
        return QStringLiteral("warning");
    case Severity::hint:
        return QStringLiteral("info");
    }
    return {};
}

QColor severityColour(Severity severity)
{
    switch (severity) {
    case Severity::error:
        return theme().state.error;
    case Severity::warning:
        return theme().state.warning;
    case Severity::hint:
        return theme().text.tertiary;
    }
    return {};
}

Message::Message(Severity severity, const QString& sentence, QWidget* parent)
    : QWidget(parent)
    , m_severity(severity)
    , m_text(new QLabel(sentence, this))
{
    const Style& style = Style::get();
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setFont(style.font(TextRole::body));
    setAccessibleName(sentence);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(style.px(32), style.px(8), style.px(10), style.px(8));
    column->setSpacing(style.px(8));
    column->addWidget(m_text);
    connect(&Style::get(), &Style::changed, this, qOverload<>(&QWidget::update));
}

QPushButton* Message::addButton(const QString& text)
{
    auto* button = new QPushButton(text, this);
    static_cast<QBoxLayout*>(layout())->addWidget(button, 0, Qt::AlignLeft);
    return button;
}

QString Message::text() const
{
    return m_text->text();
}

void Message::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const auto& state = theme().state;
    const QColor ground = m_severity == Severity::error ? state.errorSoft
        : m_severity == Severity::warning               ? state.warningSoft
                                                        : theme().surface.head;
    const QColor ink = severityColour(m_severity);
    QPainter painter(this);
    paintBox(painter, rect(), ground, m_severity == Severity::hint ? theme().line.subtle : ink, style.px(4));
    painter.drawPixmap(style.px(9), style.px(8),
                       iconPixmap(severityIcon(m_severity), ink, style.px(16), devicePixelRatio()));
}

} // namespace weft
