#pragma once

#include "engine/graph/project.h"

#include <QPointF>
#include <QRectF>
#include <QStringList>
#include <QWidget>

#include <memory>

namespace weft {

// Two networks laid over each other: what both have, what came, what went, and what was set differently.
struct GraphDifference {
    enum class State { same, added, removed, changed };
    struct Node {
        std::string id;
        std::string category;
        QRectF rect;
        State state = State::same;
        QStringList details = {}; // "filters: 32 → 64"
    };
    struct Wire {
        size_t from = 0, to = 0; // nodes
        State state = State::same; // never changed
    };
    std::vector<Node> nodes;
    std::vector<Wire> wires;
    int count(State state) const;
};

GraphDifference differenceOf(const Project& before, const Project& after);

// The picture of it, as large as it fits; the tool tip of a node says what differs there.
class GraphDifferenceView : public QWidget {
    Q_OBJECT
public:
    explicit GraphDifferenceView(QWidget* parent = nullptr);
    void show(std::shared_ptr<const Project> before, std::shared_ptr<const Project> after, const QString& title);
    using QWidget::show;
    const GraphDifference& difference() const { return m_difference; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRectF place(const QRectF& rect) const; // in the widget
    QRectF bounds() const;

    GraphDifference m_difference;
    QString m_title;
};

} // namespace weft
