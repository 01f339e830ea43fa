#include "ui/windows/canvas_area.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/gestures/editing_tools.h"
#include "ui/style/layout/column.h"
#include "ui/style/style.h"
#include "ui/windows/bars/button.h"
#include "ui/windows/projects/project_tabs.h"
#include "ui/windows/projects/studio.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace weft {

CanvasArea::CanvasArea(QWidget* parent)
    : QWidget(parent)
    , m_header(new QWidget(this))
    , m_row(new QHBoxLayout(m_header))
    , m_tabs(new ProjectTabs(m_header))
    , m_new(new Button(Button::Kind::flat, QStringLiteral("plus"), {}, m_header))
    , m_canvas(new Canvas(nullptr, nullptr, this))
{
    m_canvas->setObjectName(QStringLiteral("canvas"));
    installEditing(*m_canvas);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    m_row->addWidget(m_tabs, 0, Qt::AlignTop);
    m_row->addWidget(m_new, 0, Qt::AlignVCenter);
    m_row->addStretch(1);
    for (QWidget* const tool : m_canvas->headerTools()) {
        tool->setParent(m_header);
        m_row->addWidget(tool, 0, Qt::AlignVCenter);
        m_row->addSpacing(Style::get().px(8));
        tool->show();
    }
    QVBoxLayout* const column = flushColumn(this);
    column->addWidget(m_header);
    column->addWidget(m_canvas, 1);
    setMinimumSize(200, 120);
    const auto measure = [this] { m_header->setFixedHeight(Style::get().px(32)); };
    measure();
    connect(&Style::get(), &Style::changed, this, measure);
}

void CanvasArea::setNewAction(QAction* action)
{
    m_new->setAction(action, false);
}

void CanvasArea::show(Studio* studio)
{
    m_canvas->show(studio ? studio->document() : nullptr, studio ? studio->selection() : nullptr);
    m_canvas->watch(studio ? studio->session() : nullptr);
    fitTools();
}

void CanvasArea::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitTools();
}

// The tabs come first: a tool for which there is no room is left out, as are all where there is nothing to look at.
void CanvasArea::fitTools()
{
    int room = width() - m_tabs->sizeHint().width() - m_new->width() - Style::get().px(24);
    const QList<QWidget*> tools = m_canvas->headerTools();
    for (qsizetype i = tools.size(); i-- > 0;) {
        room -= tools[i]->sizeHint().width() + Style::get().px(8);
        tools[i]->setVisible(room >= 0 && m_canvas->document() != nullptr);
    }
}

void CanvasArea::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& colours = theme();
    painter.fillRect(rect(), colours.surface.canvas);
    const int header = m_header->height();
    painter.fillRect(QRect(0, 0, width(), header), colours.surface.head);
    const int right = m_tabs->geometry().right() + 1;
    painter.fillRect(QRect(right, header - 1, width() - right, 1), colours.line.subtle);
}

} // namespace weft
