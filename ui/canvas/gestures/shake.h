#pragma once

#include <QElapsedTimer>
#include <QPointF>

#include <vector>

namespace weft {

// Notices when the hand goes quickly left and right: that shakes a node off its wires.
class Shake {
public:
    // The pointer in the widget. True once, when it was shaken.
    bool move(const QPointF& at)
    {
        if (!m_clock.isValid())
            m_clock.start();
        const qint64 now = m_clock.elapsed();
        const double way = at.x() - m_turn.x();
        if (m_turns.empty() && m_direction == 0) {
            m_turn = at;
            m_direction = 1;
            return false;
        }
        if (way * m_direction > 0) {
            m_turn = at; // on in the same direction: the turn, if one comes, is here
        } else if (-way * m_direction > leastWay) {
            m_direction = -m_direction;
            m_turn = at;
            m_turns.push_back(now);
        }
        std::erase_if(m_turns, [now](qint64 turn) { return now - turn > window; });
        if (m_turns.size() < turnsNeeded || m_done)
            return false;
        m_done = true;
        return true;
    }

private:
    static constexpr double leastWay = 20; // widget pixels
    static constexpr qint64 window = 900; // milliseconds
    static constexpr size_t turnsNeeded = 4;
    QElapsedTimer m_clock;
    QPointF m_turn;
    int m_direction = 0;
    std::vector<qint64> m_turns;
    bool m_done = false;
};

} // namespace weft
