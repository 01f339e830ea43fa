#include "ui/panels/data/sample_grid.h"

#include "ui/background/background.h"
#include "ui/panels/data/data_reader.h"
#include "ui/panels/data/stored_sample.h"
#include "ui/panels/predictions/sample_values.h"
#include "ui/style/style.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPointer>
#include <QScrollBar>

#include <algorithm>

namespace weft {

namespace {

int px(double pixels)
{
    return Style::get().px(pixels);
}

// Stands above the rows and goes sideways with them.
class TableHeader : public QWidget {
public:
    explicit TableHeader(SampleGrid* grid)
        : QWidget(grid)
        , m_grid(grid)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const int shift = m_grid->horizontalScrollBar()->value();
        m_grid->table().paintHeader(painter, rect().adjusted(-shift, 0, 0, 0));
    }

private:
    SampleGrid* m_grid;
};

} // namespace

SampleGrid::SampleGrid(QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_header(new TableHeader(this))
    , m_pictures(2000)
    , m_generation(std::make_shared<int>())
{
    setAccessibleName(tr("Samples"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setBackgroundRole(QPalette::Window); // like any table: no field to type into
    m_header->hide();
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, m_header, qOverload<>(&QWidget::update));
    connect(&Style::get(), &Style::changed, this, [this] {
        m_pictures.clear();
        collect();
    });
}

void SampleGrid::show(std::shared_ptr<const DataView> view, Part part)
{
    if (view != m_view) {
        m_generation = std::make_shared<int>();
        m_pictures.clear();
        m_asked.clear();
    }
    const bool isSamePart = part == m_part;
    m_view = std::move(view);
    m_part = part;
    collect();
    if (!isSamePart)
        verticalScrollBar()->setValue(0);
}

void SampleGrid::setCurrent(int64_t sample)
{
    if (sample == m_current)
        return;
    m_current = sample;
    viewport()->update();
}

void SampleGrid::setTargets(const std::set<std::string>& columns)
{
    if (columns == m_targets)
        return;
    m_targets = columns;
    collect();
}

bool SampleGrid::isTable() const
{
    return m_view && m_view->shownColumn() >= 0
        && m_view->prepared.data.columns[size_t(m_view->shownColumn())].kind != ColumnKind::image;
}

void SampleGrid::setClass(int64_t onlyThis)
{
    m_class = onlyThis;
    collect();
    verticalScrollBar()->setValue(0);
}

void SampleGrid::collect()
{
    m_samples.clear();
    if (m_view) {
        const int labels = m_view->labelColumn();
        for (const int64_t sample : m_view->prepared.samples(m_part)) {
            if (m_class >= 0 && labels >= 0
                && valuesOf<int32_t>(m_view->prepared.data.columns[size_t(labels)])[sample] != m_class)
                continue;
            m_samples.push_back(sample);
        }
    }
    m_table.layOut(isTable() ? m_view : nullptr, m_targets, m_samples);
    const bool header = isTable() && !m_samples.empty();
    setViewportMargins(0, header ? px(32) : 0, 0, 0);
    m_header->setVisible(header);
    layOut();
}

void SampleGrid::layOut()
{
    const bool table = isTable();
    m_edge = table ? 0 : px(8);
    m_table.fit(viewport()->width());
    m_cell = table ? QSize(std::max(m_table.width(), viewport()->width()), px(28)) : QSize(px(68), px(86));
    m_columns = table ? 1 : std::max(1, (viewport()->width() - m_edge) / m_cell.width());
    const int rows = int((m_samples.size() + size_t(m_columns) - 1) / size_t(m_columns));
    const int64_t height = int64_t(rows) * m_cell.height() + (table ? 0 : px(12));
    m_header->setGeometry(0, 0, viewport()->width(), px(32));
    m_header->update();
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, table ? m_cell.width() - viewport()->width() : 0);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(m_cell.height() / 2);
    verticalScrollBar()->setRange(0,
                                  int(std::max<int64_t>(0, std::min<int64_t>(height, 1 << 30) - viewport()->height())));
    viewport()->update();
}

QRect SampleGrid::cellRect(qsizetype place) const
{
    const int row = int(place / m_columns);
    const int column = int(place % m_columns);
    return {m_edge + column * m_cell.width() - horizontalScrollBar()->value(),
            m_edge + row * m_cell.height() - verticalScrollBar()->value(), m_cell.width(), m_cell.height()};
}

QString SampleGrid::label(int64_t sample) const
{
    const int column = m_view->labelColumn();
    return column < 0 ? QString() : sampleText(storedValues(m_view->prepared.data.columns[size_t(column)], sample), 0);
}

const QPixmap* SampleGrid::picture(int64_t sample)
{
    if (const QPixmap* found = m_pictures.object(sample))
        return found;
    const auto column = size_t(m_view->shownColumn());
    if (m_view->prepared.data.columns[column].files.empty()) {
        auto* const made = new QPixmap(QPixmap::fromImage(storedImage(m_view->prepared.data.columns[column], sample)));
        m_pictures.insert(sample, made);
        return m_pictures.object(sample);
    }
    if (std::ranges::count(m_asked, sample) > 0 || m_asked.size() >= 64)
        return nullptr;
    m_asked.push_back(sample);
    backgroundThreads().start(
        [grid = QPointer(this), view = m_view, generation = std::weak_ptr(m_generation), column, sample] {
            if (generation.expired())
                return;
            QImage image = storedImage(view->prepared.data.columns[column], sample);
            if (std::max(image.width(), image.height()) > 256)
                image = image.scaled(256, 256, Qt::KeepAspectRatio, Qt::SmoothTransformation);
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [grid, generation, image, sample] {
                    if (!grid || generation.expired())
                        return;
                    std::erase(grid->m_asked, sample);
                    grid->m_pictures.insert(sample, new QPixmap(QPixmap::fromImage(image)));
                    grid->viewport()->update();
                },
                Qt::QueuedConnection);
        });
    return nullptr;
}

void SampleGrid::paintCell(QPainter& painter, qsizetype place, const QRect& rect)
{
    const int64_t sample = m_samples[size_t(place)];
    const Column& column = m_view->prepared.data.columns[size_t(m_view->shownColumn())];
    const bool picked = sample == m_current;
    painter.setFont(Style::get().font(TextRole::secondary));
    if (column.kind != ColumnKind::image) {
        if (picked)
            painter.fillRect(rect, theme().accent.soft);
        m_table.paintRow(painter, rect, sample);
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme().line.subtle);
        return;
    }
    const QRect square(rect.x() + px(4), rect.y(), px(60), px(60));
    painter.fillRect(square, theme().surface.inset);
    if (const QPixmap* shown = picture(sample); shown && !shown->isNull()) {
        const QSize fitted = shown->size().scaled(square.size(), Qt::KeepAspectRatio);
        painter.setRenderHint(QPainter::SmoothPixmapTransform, shown->width() > fitted.width());
        painter.drawPixmap(QRect(square.center() - QPoint(fitted.width() - 1, fitted.height() - 1) / 2, fitted),
                           *shown);
    }
    if (picked) {
        painter.setPen(QPen(theme().accent.line, 2));
        painter.drawRect(square.adjusted(-1, -1, 0, 0));
    }
    painter.setPen(picked ? theme().text.primary : theme().text.secondary);
    painter.drawText(QRect(rect.x(), square.bottom() + px(3), rect.width(), px(16)), Qt::AlignCenter,
                     painter.fontMetrics().elidedText(label(sample), Qt::ElideRight, rect.width() - px(4)));
}

void SampleGrid::paintEvent(QPaintEvent*)
{
    if (!m_view || m_view->shownColumn() < 0 || m_samples.empty())
        return;
    QPainter painter(viewport());
    const int first = std::max(0, (verticalScrollBar()->value() - m_edge) / m_cell.height());
    const int last = (verticalScrollBar()->value() + viewport()->height()) / m_cell.height();
    for (int row = first; row <= last; ++row) {
        for (int column = 0; column < m_columns; ++column) {
            const qsizetype place = qsizetype(row) * m_columns + column;
            if (place < std::ssize(m_samples))
                paintCell(painter, place, cellRect(place));
        }
    }
}

void SampleGrid::resizeEvent(QResizeEvent*)
{
    layOut();
}

void SampleGrid::pick(qsizetype place)
{
    if (place < 0 || place >= std::ssize(m_samples))
        return;
    m_current = m_samples[size_t(place)];
    const QRect rect = cellRect(place);
    if (rect.top() < 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.top() - m_edge);
    else if (rect.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.bottom() - viewport()->height() + m_edge);
    viewport()->setAccessibleDescription(tr("Sample %1, %2").arg(m_current).arg(label(m_current)));
    viewport()->update();
    emit picked(m_current);
}

void SampleGrid::mousePressEvent(QMouseEvent* event)
{
    if (m_samples.empty())
        return;
    const QPoint at = event->position().toPoint()
        + QPoint(horizontalScrollBar()->value() - m_edge, verticalScrollBar()->value() - m_edge);
    const int column = at.x() / std::max(1, m_cell.width());
    if (at.x() >= 0 && at.y() >= 0 && column < m_columns)
        pick(qsizetype(at.y() / m_cell.height()) * m_columns + column);
}

void SampleGrid::keyPressEvent(QKeyEvent* event)
{
    const auto found = std::ranges::find(m_samples, m_current);
    const qsizetype place = found == m_samples.end() ? -1 : found - m_samples.begin();
    switch (event->key()) {
    case Qt::Key_Left:
        return pick(place - 1);
    case Qt::Key_Right:
        return pick(place + 1);
    case Qt::Key_Up:
        return pick(place - m_columns);
    case Qt::Key_Down:
        return pick(place < 0 ? 0 : place + m_columns);
    case Qt::Key_Home:
        return pick(0);
    case Qt::Key_End:
        return pick(std::ssize(m_samples) - 1);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

} // namespace weft
