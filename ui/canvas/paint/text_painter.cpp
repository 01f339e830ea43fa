#include "ui/canvas/paint/text_painter.h"

#include <QFontMetricsF>
#include <QTextLayout>

#include <cmath>

namespace weft {

namespace {

constexpr qsizetype mostTexts = 40'000;
constexpr double lineHeight = 16; // of texts of several lines

double designSize(TextRole role)
{
    switch (role) {
    case TextRole::body:
    case TextRole::bodyStrong:
    case TextRole::label:
        return 12;
    case TextRole::secondary:
    case TextRole::caption:
    case TextRole::mono:
        return 11;
    case TextRole::small:
    case TextRole::monoSmall:
        return 10;
    case TextRole::title:
        return 14;
    case TextRole::heading:
        return 20;
    case TextRole::bigNumber:
        return 22;
    }
    return 12;
}

} // namespace

TextPainter& TextPainter::get()
{
    static TextPainter painter;
    return painter;
}

QFont TextPainter::font(TextRole role, double size)
{
    QFont font = Style::get().font(role);
    font.setPixelSize(int(std::lround(size > 0 ? size : designSize(role))));
    font.setHintingPreference(QFont::PreferNoHinting); // advances must not depend on the scale
    return font;
}

const TextPainter::Shaped& TextPainter::shape(const QString& text, TextRole role, double size, double width)
{
    if (m_generation != Style::get().generation() || m_cache.size() > mostTexts) {
        m_cache.clear();
        m_generation = Style::get().generation();
    }
    const int limit = width < 1e5 ? int(width) : -1;
    Key key {text, int(role), int(size * 4), limit};
    const auto known = m_cache.constFind(key);
    if (known != m_cache.constEnd())
        return *known;
    ++m_shaped;
    const auto lay = [&](const QString& shown) {
        QTextLayout layout(shown, font(role, size));
        layout.setCacheEnabled(false);
        QTextOption option;
        option.setWrapMode(QTextOption::NoWrap);
        layout.setTextOption(option);
        layout.beginLayout();
        QTextLine line = layout.createLine();
        line.setLineWidth(1e6);
        line.setPosition({0, -line.ascent()}); // the baseline at 0
        layout.endLayout();
        return Shaped {layout.glyphRuns(), line.naturalTextWidth()};
    };
    Shaped shaped;
    if (!text.isEmpty()) {
        shaped = lay(text);
        if (limit >= 0 && shaped.width > limit + 0.5)
            shaped = lay(QFontMetricsF(font(role, size)).elidedText(text, Qt::ElideRight, limit));
    }
    return *m_cache.insert(std::move(key), std::move(shaped));
}

double TextPainter::draw(QPainter& painter, const QPointF& at, const QString& text, TextRole role, const QColor& colour,
                         double width, Align align, double size)
{
    if (text.isEmpty() || width < 4)
        return 0;
    const Shaped& shaped = shape(text, role, size, width);
    QPointF from = at;
    if (align == Align::right)
        from.rx() -= shaped.width;
    else if (align == Align::center)
        from.rx() -= shaped.width / 2;
    painter.setPen(colour);
    for (const QGlyphRun& run : shaped.runs)
        painter.drawGlyphRun(from, run);
    return shaped.width;
}

double TextPainter::width(const QString& text, TextRole role, double size)
{
    return text.isEmpty() ? 0 : shape(text, role, size, 1e6).width;
}

double TextPainter::drawWrapped(QPainter& painter, const QRectF& area, const QString& text, TextRole role,
                                const QColor& colour)
{
    QTextLayout layout(QString(text).replace('\n', QChar::LineSeparator), font(role));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    double y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(1.0, area.width()));
        line.setPosition({0, y + (lineHeight - line.height()) / 2});
        y += lineHeight;
    }
    layout.endLayout();
    painter.setPen(colour);
    const int fitting = int((area.height() + 2) / lineHeight);
    for (int i = 0; i < std::min(fitting, layout.lineCount()); ++i) {
        const QTextLine line = layout.lineAt(i);
        if (i + 1 == fitting && layout.lineCount() > fitting) {
            QString rest = layout.text().mid(line.textStart());
            rest.replace(QChar::LineSeparator, ' ');
            const QString shown = QFontMetricsF(font(role)).elidedText(rest, Qt::ElideRight, area.width());
            draw(painter, area.topLeft() + QPointF(0, line.y() + line.ascent()), shown, role, colour);
        } else {
            line.draw(&painter, area.topLeft());
        }
    }
    return y;
}

double TextPainter::heightFor(const QString& text, TextRole role, double width)
{
    QTextLayout layout(text, font(role));
    layout.beginLayout();
    double y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(1.0, width));
        y += lineHeight;
    }
    layout.endLayout();
    return y;
}

} // namespace weft
