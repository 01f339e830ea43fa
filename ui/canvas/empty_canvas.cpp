#include "ui/canvas/empty_canvas.h"

#include "ui/style/icons.h"
#include "ui/style/style.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace weft {

namespace {

constexpr int pictureHeight = 48;

} // namespace

EmptyCanvas::EmptyCanvas(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_input(new QPushButton(this))
    , m_data(new QPushButton(this))
    , m_example(new QPushButton(this))
{
    setAttribute(Qt::WA_NoSystemBackground);
    m_input->setDefault(true);
    m_input->setProperty("primary", true);
    for (QLabel* label : {m_title, m_text})
        label->setAlignment(Qt::AlignCenter);
    m_text->setTextFormat(Qt::PlainText);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    for (QPushButton* button : {m_input, m_data, m_example})
        buttons->addWidget(button);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Style::get().px(pictureHeight) + 12, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addSpacing(4);
    layout->addLayout(buttons);
    connect(m_input, &QPushButton::clicked, this, &EmptyCanvas::addInputAsked);
    connect(m_data, &QPushButton::clicked, this, &EmptyCanvas::fromDataAsked);
    connect(m_example, &QPushButton::clicked, this, &EmptyCanvas::openExampleAsked);
    connect(&Style::get(), &Style::changed, this, &EmptyCanvas::say);
    say();
}

void EmptyCanvas::setHasProject(bool has)
{
    if (std::exchange(m_hasProject, has) != has)
        say();
}

void EmptyCanvas::say()
{
    m_title->setText(m_hasProject ? tr("Start with a layer") : tr("No project is open"));
    m_text->setText(m_hasProject ? tr("Drag one from the left, or press Tab and type its name.")
                                 : tr("Draw a network of your own, or begin with data or an example."));
    m_input->setText(m_hasProject ? tr("Add input") : tr("New network"));
    m_input->setIcon(icon("plus"));
    m_data->setText(tr("From your data…"));
    m_example->setText(tr("Open an example"));
    m_title->setFont(Style::get().font(TextRole::title));
    m_text->setFont(Style::get().font(TextRole::body));
    QPalette palette = m_text->palette();
    palette.setColor(QPalette::WindowText, theme().text.secondary);
    m_text->setPalette(palette);
    adjustSize();
    update();
}

void EmptyCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double grown = Style::get().fontScale();
    painter.translate(width() / 2.0, 18 * grown);
    painter.scale(grown, grown);
    constexpr double box = 56, apart = 92;
    painter.setBrush(Qt::NoBrush);
    for (int i = -1; i <= 1; ++i) {
        QPen pen(theme().line.strong, 1.5);
        if (i < 1) {
            painter.setPen(pen);
            painter.drawLine(QPointF(i * apart + box / 2, 0), QPointF((i + 1) * apart - box / 2, 0));
        }
        pen.setDashPattern({3, 2.5});
        painter.setPen(pen);
        painter.drawRoundedRect(QRectF(i * apart - box / 2, -16, box, 32), 4, 4);
    }
}

void EmptyCanvas::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        say();
}

} // namespace weft
