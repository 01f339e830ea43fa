#pragma once

#include <QElapsedTimer>
#include <QPointF>

#include <map>
#include <string>

namespace weft {

// ease-out as in the design: cubic-bezier(0.2, 0, 0, 1); 0 … 1 → 0 … 1.
double easeOut(double t);

// Nodes on their way to where the document has them.
class CanvasAnimation {
public:
    // `offsets`: where each is drawn at first, from its place.
    void start(std::map<std::string, QPointF> offsets, int milliseconds);
    void shake(const std::string& node, int milliseconds); // a little left and right, twice
    void stop() { m_offsets.clear(); }
    bool isRunning() const { return !m_offsets.empty(); }
    bool shakes() const { return m_shakes && isRunning(); }
    bool advance(); // to now; false: it has ended
    QPointF offset(const std::string& node) const;
    const std::map<std::string, QPointF>& offsets() const { return m_offsets; } // at first

private:
    std::map<std::string, QPointF> m_offsets;
    QElapsedTimer m_clock;
    int m_milliseconds = 0;
    double m_left = 1; // of the way
    bool m_shakes = false;
};

} // namespace weft
