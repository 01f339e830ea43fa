#pragma once

#include "ui/windows/start/graph_picture.h"

#include <QDateTime>
#include <QWidget>

#include <optional>

namespace weft {

// What is told of a project that was open lately.
struct RecentProject {
    QString file;
    bool there = true;
    NetworkGist gist = {};
    QString state = {}; // of its newest run, "finished", "running", …; empty: not trained
    QDateTime when = {};
    double epoch = 0;
    QString metric = {}; // "accuracy"
    std::optional<double> best = {};
};

RecentProject readRecent(const QString& file); // reads files: not for the GUI thread

// Rows with a picture of the graph, the name, the place, and how its training went.
class RecentList : public QWidget {
    Q_OBJECT
public:
    explicit RecentList(QWidget* parent);
    void show(std::vector<RecentProject> projects);
    using QWidget::show;
    QSize sizeHint() const override;

signals:
    void chosen(const QString& file);
    void forgotten(const QString& file);

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent*) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    std::vector<RecentProject> m_projects;
    int m_current = 0;
    int m_hovered = -1;

    int rowHeight() const;
    int rowAt(const QPoint& point) const;
    void paintRow(QPainter& painter, const QRect& row, const RecentProject& project, bool lit) const;
};

} // namespace weft
