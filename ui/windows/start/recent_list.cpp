#include "ui/windows/start/recent_list.h"

#include "engine/graph/read_project.h"
#include "engine/train/runs.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QContextMenuEvent>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QPainter>

namespace weft {

RecentProject readRecent(const QString& path)
{
    RecentProject found {.file = path};
    QFile file(path);
    found.there = file.exists();
    if (!found.there || file.size() > 16'000'000 || !file.open(QIODevice::ReadOnly))
        return found;
    try {
        found.gist = gistOf(readProject(file.readAll().toStdString()));
        const std::vector<RunSummary> runs = listRuns(realFileSystem(), runsFolder(path.toStdString()));
        if (!runs.empty()) {
            const RunRecord& newest = runs.back().record;
            found.state = QString::fromStdString(newest.state);
            found.when = QDateTime::fromString(QString::fromStdString(newest.started), Qt::ISODate).toLocalTime();
            found.epoch = newest.epoch;
            found.metric = QString::fromStdString(newest.bestMetric);
            found.best = newest.best;
        }
    } catch (const Error&) {
        // Opening it will say what is wrong.
    }
    return found;
}

namespace {

QString whenText(const QDateTime& when)
{
    const qint64 days = when.date().daysTo(QDate::currentDate());
    if (days == 0)
        return RecentList::tr("Trained today");
    if (days == 1)
        return RecentList::tr("Trained yesterday");
    return RecentList::tr("Trained on %1").arg(QLocale().toString(when.date(), QLocale::ShortFormat));
}

QString stateText(const RecentProject& project)
{
    if (!project.there)
        return RecentList::tr("The file is gone");
    if (project.state.isEmpty())
        return RecentList::tr("Not trained");
    if (project.state == QLatin1String("running"))
        return RecentList::tr("Training, epoch %1").arg(int(project.epoch) + 1);
    if (project.state == QLatin1String("failed"))
        return RecentList::tr("Training failed");
    if (project.state == QLatin1String("interrupted"))
        return RecentList::tr("Training was interrupted");
    return whenText(project.when);
}

QString metricText(const RecentProject& project)
{
    if (!project.best)
        return missingValue();
    const QString name = project.metric.section(QLatin1Char('/'), -1);
    if (name.contains(QLatin1String("accuracy")))
        return formatPercent(*project.best);
    return name + QLatin1Char(' ') + formatSmall(*project.best);
}

} // namespace

RecentList::RecentList(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Recent projects"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void RecentList::show(std::vector<RecentProject> projects)
{
    m_projects = std::move(projects);
    m_current = 0;
    QStringList names;
    for (const RecentProject& project : m_projects)
        names << QFileInfo(project.file).completeBaseName();
    setAccessibleDescription(names.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

int RecentList::rowHeight() const
{
    return Style::get().px(68);
}

QSize RecentList::sizeHint() const
{
    return {Style::get().px(360), std::max(rowHeight(), rowHeight() * int(m_projects.size()))};
}

int RecentList::rowAt(const QPoint& point) const
{
    const int row = point.y() / rowHeight();
    return row < int(m_projects.size()) && rect().contains(point) ? row : -1;
}

void RecentList::paintRow(QPainter& painter, const QRect& row, const RecentProject& project, bool lit) const
{
    const Style& style = Style::get();
    const Theme& colours = style.theme();
    if (lit) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.surface.raised);
        painter.drawRoundedRect(row, style.px(6), style.px(6));
    }
    const QRect tile(row.x() + style.px(12), row.y() + (row.height() - style.px(48)) / 2, style.px(96), style.px(48));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.surface.inset);
    painter.drawRoundedRect(tile, style.px(4), style.px(4));
    paintGist(painter, tile, project.gist);
    const int left = tile.right() + style.px(12);
    const int right = row.right() - style.px(12);
    const QRect upper(left, row.y() + style.px(14), right - left, style.px(20));
    const QRect lower(left, row.y() + style.px(35), right - left, style.px(18));
    const QString state = stateText(project);
    const QString metric = metricText(project);
    const bool runs = project.state == QLatin1String("running");
    painter.setFont(style.font(TextRole::body));
    const int stateWidth = painter.fontMetrics().horizontalAdvance(state) + (runs ? style.px(14) : 0);
    painter.setPen(project.there ? colours.text.secondary : colours.state.warning);
    painter.drawText(upper, Qt::AlignVCenter | Qt::AlignRight, state);
    if (runs) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.state.ok);
        painter.drawEllipse(
            QRect(upper.right() - stateWidth + 1, upper.center().y() - style.px(4) + 1, style.px(8), style.px(8)));
    }
    painter.setFont(style.font(TextRole::mono));
    const int metricWidth = painter.fontMetrics().horizontalAdvance(metric);
    painter.setPen(colours.text.primary);
    painter.drawText(lower, Qt::AlignVCenter | Qt::AlignRight, metric);
    painter.setFont(style.font(TextRole::bodyStrong));
    painter.setPen(project.there ? colours.text.primary : colours.text.tertiary);
    painter.drawText(upper, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(QFileInfo(project.file).completeBaseName(), Qt::ElideMiddle,
                                                      upper.width() - stateWidth - style.px(8)));
    painter.setFont(style.font(TextRole::secondary));
    painter.setPen(colours.text.tertiary);
    QString place = QFileInfo(project.file).path();
    if (place.startsWith(QDir::homePath()))
        place = QLatin1Char('~') + place.mid(QDir::homePath().size());
    painter.drawText(
        lower, Qt::AlignVCenter,
        painter.fontMetrics().elidedText(place, Qt::ElideMiddle, lower.width() - metricWidth - style.px(8)));
}

void RecentList::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_projects.empty()) {
        painter.setFont(style.font(TextRole::body));
        painter.setPen(style.theme().text.secondary);
        painter.drawText(rect().adjusted(style.px(12), 0, -style.px(12), 0), Qt::AlignVCenter | Qt::TextWordWrap,
                         tr("Projects that you open or save appear here."));
    }
    for (int row = 0; row < int(m_projects.size()); ++row) {
        const QRect place(0, row * rowHeight() + style.px(2), width(), rowHeight() - style.px(4));
        paintRow(painter, place, m_projects[size_t(row)],
                 row == m_hovered || (m_hovered < 0 && row == m_current && row == 0));
        if (hasFocus() && row == m_current) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(style.theme().accent.line, style.px(2)));
            painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), style.px(6), style.px(6));
        }
    }
}

void RecentList::mousePressEvent(QMouseEvent* event)
{
    if (const int row = rowAt(event->pos()); row >= 0 && event->button() == Qt::LeftButton)
        emit chosen(m_projects[size_t(row)].file);
}

void RecentList::mouseMoveEvent(QMouseEvent* event)
{
    m_hovered = rowAt(event->pos());
    setCursor(m_hovered >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void RecentList::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void RecentList::keyPressEvent(QKeyEvent* event)
{
    const int last = int(m_projects.size()) - 1;
    if (event->key() == Qt::Key_Down && m_current < last)
        ++m_current;
    else if (event->key() == Qt::Key_Up && m_current > 0)
        --m_current;
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
             && last >= 0)
        emit chosen(m_projects[size_t(m_current)].file);
    else if (event->key() == Qt::Key_Delete && last >= 0)
        emit forgotten(m_projects[size_t(m_current)].file);
    else
        return QWidget::keyPressEvent(event);
    update();
}

void RecentList::contextMenuEvent(QContextMenuEvent* event)
{
    const int row = rowAt(event->pos());
    if (row < 0)
        return;
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString file = m_projects[size_t(row)].file;
    menu->addAction(tr("Open"), this, [this, file] { emit chosen(file); });
    menu->addAction(tr("Take off this list"), this, [this, file] { emit forgotten(file); });
    menu->popup(event->globalPos());
}

} // namespace weft
