#include "ui/panels/data/room/data_follower.h"

#include "ui/document/graph_document.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/style.h"

#include <QFileInfo>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace weft {

DataFollower::DataFollower(const QString& icon, const QString& emptyText, QWidget* parent)
    : QWidget(parent)
    , m_emptyText(emptyText)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(icon, {}, {}))
{
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    m_stack->addWidget(m_empty);
    connect(m_empty->setButton(tr("From your data…")), &QPushButton::clicked, this, &DataFollower::fromDataAsked);
    connect(&Style::get(), &Style::changed, this, &DataFollower::update);
}

void DataFollower::setContent(QWidget* content)
{
    m_stack->addWidget(content);
}

void DataFollower::show(GraphDocument* document, Selection*)
{
    if (m_document)
        m_document->disconnect(this);
    if (m_reader)
        m_reader->disconnect(this);
    m_document = document;
    m_reader = document ? DataReader::of(document) : nullptr;
    if (document) {
        connect(document, &GraphDocument::changed, this, [this](const Change& change) {
            if (change.data || change.training || change.everything) {
                read();
                update();
            }
        });
        connect(m_reader, &DataReader::changed, this, &DataFollower::update);
        connect(m_reader, &DataReader::picked, this, [this] {
            if (needsPicked())
                update();
        });
    }
    read();
    update();
}

void DataFollower::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    read();
    update();
}

void DataFollower::read()
{
    if (m_document && isVisible() && needsData()) // read when somebody looks
        m_reader->read(*m_document);
}

void DataFollower::showEmpty(const QString& title, const QString& text, const QString& button)
{
    m_empty->setTexts(title, text);
    m_empty->setButton(button);
    m_stack->setCurrentIndex(0);
}

void DataFollower::update()
{
    if (!isVisible())
        return;
    const bool nothing = !m_document || m_document->project().data.sources.empty();
    if (nothing)
        return showEmpty(tr("No data yet"), m_emptyText, m_document ? tr("From your data…") : QString());
    if (needsData() && !m_reader->view()) {
        if (!m_reader->trouble().isEmpty() && showMistakes())
            return m_stack->setCurrentIndex(1);
        if (!m_reader->trouble().isEmpty() && !m_reader->isReading())
            return showEmpty(tr("The data cannot be read"), tr("Samples says why."));
        return showEmpty(tr("Reading the data…"), tr("You can go on working meanwhile."));
    }
    m_stack->setCurrentIndex(1);
    showData(m_reader->view());
}

void DataFollower::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().surface.panel);
}

} // namespace weft
