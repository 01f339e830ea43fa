#pragma once

#include "ui/style/style.h"

#include <QGlyphRun>
#include <QHash>
#include <QPainter>

namespace weft {

// Draws short texts that come again frame after frame: each is shaped once, in design pixels, and drawn as glyphs under
// whatever scale the painter has. Sizes ignore the user's font scale, which is part of the canvas's zoom.
class TextPainter {
public:
    static TextPainter& get(); // GUI thread

    enum class Align { left, right, center };
    // On one line, elided to `width`. `at`: its baseline, at the side that it is aligned to. Returns the width drawn.
    double draw(QPainter& painter, const QPointF& at, const QString& text, TextRole role, const QColor& colour,
                double width = 1e6, Align align = Align::left, double size = 0);
    double width(const QString& text, TextRole role, double size = 0);
    // Several lines, wrapped; what goes beyond the height is left out with an ellipsis. Returns the height needed.
    double drawWrapped(QPainter& painter, const QRectF& area, const QString& text, TextRole role, const QColor& colour);
    double heightFor(const QString& text, TextRole role, double width);

    QFont font(TextRole role, double size = 0); // `size` in pixels; 0: the role's own
    int shaped() const { return m_shaped; } // texts shaped since the start: for tests

private:
    struct Shaped {
        QList<QGlyphRun> runs;
        double width = 0;
    };
    struct Key {
        QString text;
        int role = 0;
        int size = 0;
        int width = 0;
        bool operator==(const Key&) const = default;
    };
    friend size_t qHash(const Key& key, size_t seed)
    {
        return qHashMulti(seed, key.text, key.role, key.size, key.width);
    }

    const Shaped& shape(const QString& text, TextRole role, double size, double width);

    QHash<Key, Shaped> m_cache;
    int m_generation = -1;
    int m_shaped = 0;
};

} // namespace weft
