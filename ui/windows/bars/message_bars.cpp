#include "ui/windows/bars/message_bars.h"

#include "ui/style/icons.h"
#include "ui/style/layout/column.h"
#include "ui/style/style.h"
#include "ui/windows/bars/button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QTimer>

namespace weft {

namespace {

class Bar : public QWidget {
public:
    Bar(const MessageBars::Message& message, QWidget* parent)
        : QWidget(parent)
        , m_message(message)
        , m_text(new QLabel(message.text, this))
    {
        setObjectName(message.id);
        setAccessibleName(message.text);
        const Style& style = Style::get();
        auto* const row = new QHBoxLayout(this);
        row->setContentsMargins(style.px(38), style.px(4), style.px(8), style.px(5));
        row->setSpacing(style.px(8));
        m_text->setFont(style.font(TextRole::body));
        m_text->setWordWrap(true);
        m_text->setTextFormat(Qt::PlainText);
        m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        row->addWidget(m_text, 1);
        for (const MessageBars::Answer& answer : message.answers) {
            auto* const button =
                new Button(answer.primary ? Button::Kind::primary : Button::Kind::boxed, {}, answer.text, this);
            button->setSmall(true);
            connect(button, &QAbstractButton::clicked, this, [this, act = answer.act] { goAway(act); });
            row->addWidget(button);
        }
        if (message.closable) {
            auto* const close = new Button(Button::Kind::flat, QStringLiteral("close"), {}, this);
            close->setAccessibleName(MessageBars::tr("Close this message"));
            close->setSmall(true);
            connect(close, &QAbstractButton::clicked, this, [this] { goAway({}); });
            row->addWidget(close);
        }
        if (message.seconds > 0)
            QTimer::singleShot(message.seconds * 1000, this, [this] { goAway({}); });
    }
    QString text() const { return m_message.text; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& colours = theme();
        const auto [ground, ink, name] = [&]() -> std::tuple<QColor, QColor, const char*> {
            switch (m_message.kind) {
            case MessageBars::Kind::good:
                return {colours.state.okSoft, colours.state.ok, "check-circle"};
            case MessageBars::Kind::warning:
                return {colours.state.warningSoft, colours.state.warning, "warning"};
            case MessageBars::Kind::error:
                return {colours.state.errorSoft, colours.state.error, "error"};
            case MessageBars::Kind::info:
                break;
            }
            return {colours.accent.soft, colours.accent.line, "info"};
        }();
        QPainter painter(this);
        painter.fillRect(rect(), ground);
        painter.fillRect(QRect(0, height() - 1, width(), 1), colours.line.subtle);
        const int side = Style::get().px(16);
        painter.drawPixmap(QRect(Style::get().px(12), (height() - side) / 2, side, side),
                           iconPixmap(QLatin1String(name), ink, side, devicePixelRatioF()));
    }

private:
    MessageBars::Message m_message;
    QLabel* m_text;

    void goAway(const std::function<void()>& act)
    {
        hide();
        setObjectName({});
        deleteLater();
        if (act)
            act();
    }
};

} // namespace

MessageBars::MessageBars(QWidget* parent)
    : QWidget(parent)
    , m_rows(flushColumn(this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void MessageBars::say(const Message& message)
{
    take(message.id);
    m_rows->addWidget(new Bar(message, this));
}

void MessageBars::take(const QString& id)
{
    for (QWidget* const bar : findChildren<QWidget*>(id, Qt::FindDirectChildrenOnly)) {
        bar->hide();
        bar->setObjectName({});
        bar->deleteLater();
    }
}

QStringList MessageBars::shown() const
{
    QStringList found;
    for (const QWidget* const bar : findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
        if (!bar->objectName().isEmpty())
            found << bar->objectName();
    return found;
}

QString MessageBars::textOf(const QString& id) const
{
    const auto* const bar = findChild<QWidget*>(id, Qt::FindDirectChildrenOnly);
    return bar ? bar->accessibleName() : QString();
}

} // namespace weft
