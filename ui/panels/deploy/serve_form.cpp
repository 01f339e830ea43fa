#include "ui/panels/deploy/serve_form.h"

#include "ui/panels/deploy/status_light.h"
#include "ui/session/own_program.h"
#include "ui/style/controls/number_field.h"
#include "ui/style/controls/toggle.h"
#include "ui/style/icons.h"
#include "ui/style/language/problem_sentences.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QUrl>
#include <QVBoxLayout>

#include <limits>

namespace weft {

namespace {

QString newToken() // 128 random bits
{
    QString token;
    for (int i = 0; i < 4; ++i)
        token += QStringLiteral("%1").arg(QRandomGenerator::system()->generate(), 8, 16, QLatin1Char('0'));
    return token;
}

// A command to be copied: all of it is shown, in as many lines as that takes.
class CommandLine : public QLabel {
public:
    explicit CommandLine(QWidget* parent)
        : QLabel(parent)
    {
        setTextFormat(Qt::PlainText);
        setWordWrap(true);
        setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        setCursor(Qt::IBeamCursor);
    }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintBox(painter, rect(), theme().surface.inset, theme().line.subtle, Style::get().px(4));
        painter.end();
        QLabel::paintEvent(event);
    }
};

} // namespace

ServeForm::ServeForm(QWidget* parent)
    : QWidget(parent)
    , m_program(new OwnProgram(this))
    , m_light(new StatusLight(this))
    , m_switch(new QPushButton(this))
    , m_page(new QPushButton(icon(QStringLiteral("external")), tr("Open page"), this))
    , m_port(new NumberField(this))
    , m_others(new Toggle(tr("Others in the network may ask, with a token"), this))
    , m_command(new CommandLine(this))
    , m_copy(new QPushButton(icon(QStringLiteral("copy")), tr("Copy"), this))
    , m_said(new QLabel(this))
{
    setAccessibleName(tr("Serve"));
    m_port->setInteger(true);
    m_port->setRange(0, std::numeric_limits<double>::infinity()); // a share of all ports says nothing
    m_port->setDefault(8000);
    m_port->setValue(8000);
    m_port->setAccessibleName(tr("Port"));
    m_command->setObjectName(QStringLiteral("serveCommand"));
    m_command->setAccessibleName(tr("Command that asks the network"));
    m_copy->setToolTip(tr("Copy the command"));
    m_said->setWordWrap(true);
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* const column = new QVBoxLayout(this);
    auto* const first = new QHBoxLayout;
    first->addWidget(m_switch);
    first->addWidget(m_light);
    first->addStretch(1);
    first->addWidget(m_page);
    auto* const where = new QHBoxLayout;
    auto* const port = new QLabel(tr("Port"), this);
    port->setBuddy(m_port);
    where->addWidget(port);
    where->addWidget(m_port);
    where->addWidget(m_others);
    where->addStretch(1);
    auto* const ask = new QHBoxLayout;
    ask->addWidget(m_copy);
    ask->addStretch(1);
    column->addLayout(first);
    column->addLayout(where);
    column->addWidget(m_command);
    column->addLayout(ask);
    column->addWidget(m_said);
    column->addStretch(1);

    connect(m_switch, &QPushButton::clicked, this, [this] { m_program->isRunning() ? stop() : start(); });
    connect(m_page, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl(m_address)); });
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_command->text()); });
    connect(m_program, &OwnProgram::said, this, &ServeForm::hear);
    connect(m_program, &OwnProgram::complained, this, [this](const QString& sentence) {
        m_said->setText(problemSentence(sentence));
        m_said->show();
    });
    connect(m_program, &OwnProgram::ended, this, [this](bool well) {
        m_address.clear();
        m_light->setState(well ? StatusLight::State::off : StatusLight::State::failed);
        update();
    });
    connect(&Style::get(), &Style::changed, this, &ServeForm::restyle);
    update();
    restyle();
}

void ServeForm::setRun(const QString& folder, const QString& name, const QString& sample)
{
    m_run = folder;
    m_name = name;
    m_sample = sample;
    update();
}

void ServeForm::setPort(int port)
{
    m_port->setValue(port);
    update();
}

void ServeForm::start()
{
    QStringList words {QStringLiteral("serve"),
                       QStringLiteral("--model"),
                       m_name + QLatin1Char('=') + m_run,
                       QStringLiteral("--port"),
                       QString::number(qint64(m_port->value())),
                       QStringLiteral("--watch"),
                       QStringLiteral("2")}; // a run that still trains gives its newest weights
    QMap<QString, QString> environment;
    m_token = m_others->isChecked() ? newToken() : QString();
    if (!m_token.isEmpty()) {
        words << QStringLiteral("--host") << QStringLiteral("0.0.0.0");
        environment.insert(QStringLiteral("WEFT_TOKEN"), m_token);
    }
    m_said->hide();
    m_light->setState(StatusLight::State::starting);
    m_served = m_run;
    m_program->start(words, environment);
    update();
}

void ServeForm::stop()
{
    m_program->stop();
}

// "Serving at http://127.0.0.1:8000/ (Ctrl-C ends it, …)"
void ServeForm::hear(const QString& line)
{
    static const QRegularExpression serving(QStringLiteral("^Serving at (http://[^ ]+:\\d+/)"));
    const QRegularExpressionMatch match = serving.match(line);
    if (!match.hasMatch())
        return;
    m_address = match.captured(1).replace(QLatin1String("0.0.0.0"), QLatin1String("127.0.0.1"));
    m_light->setState(StatusLight::State::on);
    update();
}

QString ServeForm::command() const
{
    const QString address = m_address.isEmpty()
        ? QStringLiteral("http://127.0.0.1:%1/").arg(m_port->value() > 0 ? int(m_port->value()) : 8000)
        : m_address;
    QString line = QStringLiteral("curl ") + m_sample;
    if (!m_token.isEmpty())
        line += QStringLiteral(" -H 'Authorization: Bearer %1'").arg(m_token);
    return line + QLatin1Char(' ') + address + QStringLiteral("predict");
}

QString ServeForm::said() const
{
    return m_said->isHidden() ? QString() : m_said->text();
}

void ServeForm::update()
{
    const bool runs = m_program->isRunning();
    m_switch->setText(runs ? tr("Stop serving") : tr("Serve"));
    m_switch->setIcon(icon(runs ? QStringLiteral("stop") : QStringLiteral("globe")));
    m_switch->setEnabled(runs || !m_run.isEmpty());
    m_port->setEnabled(!runs);
    m_others->setEnabled(!runs);
    m_page->setEnabled(!m_address.isEmpty());
    m_command->setText(command());
    m_command->setEnabled(!m_address.isEmpty());
    m_copy->setEnabled(!m_address.isEmpty());
    if (m_said->text().isEmpty())
        m_said->hide();
}

void ServeForm::restyle()
{
    const Style& style = Style::get();
    layout()->setContentsMargins(style.px(12), style.px(8), style.px(12), style.px(12));
    layout()->setSpacing(style.px(10));
    m_port->setFixedWidth(style.px(72));
    m_command->setFont(style.font(TextRole::mono));
    m_command->setContentsMargins(style.px(8), style.px(4), style.px(8), style.px(4));
    QPalette ink = palette();
    ink.setColor(QPalette::WindowText, theme().state.error);
    m_said->setPalette(ink);
}

} // namespace weft
