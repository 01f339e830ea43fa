#include "ui/style/svg_path.h"

#include <QPointF>

#include <array>
#include <cmath>
#include <numbers>
#include <optional>

namespace weft {

namespace {

class Reader {
public:
    explicit Reader(QStringView data)
        : m_data(data)
    {
    }

    bool atEnd()
    {
        skipSpace();
        return m_at >= m_data.size();
    }
    std::optional<QChar> command() // a letter, if there is one now
    {
        skipSpace();
        if (m_at < m_data.size() && m_data[m_at].isLetter())
            return m_data[m_at++];
        return {};
    }
    std::optional<double> number()
    {
        skipSpace();
        const qsizetype from = m_at;
        if (m_at < m_data.size() && (m_data[m_at] == u'-' || m_data[m_at] == u'+'))
            ++m_at;
        bool point = false;
        while (m_at < m_data.size() && (m_data[m_at].isDigit() || (!point && m_data[m_at] == u'.')))
            point |= m_data[m_at++] == u'.';
        bool ok = false;
        const double value = m_data.mid(from, m_at - from).toDouble(&ok);
        return ok ? std::optional(value) : std::nullopt;
    }
    std::optional<double> flag() // of an arc: one digit, which the next number may touch
    {
        skipSpace();
        if (m_at < m_data.size() && (m_data[m_at] == u'0' || m_data[m_at] == u'1'))
            return m_data[m_at++].digitValue();
        return {};
    }

private:
    void skipSpace()
    {
        while (m_at < m_data.size() && (m_data[m_at].isSpace() || m_data[m_at] == u','))
            ++m_at;
    }

    QStringView m_data;
    qsizetype m_at = 0;
};

// From the end points to centre and angles: SVG 1.1, appendix F.6.5.
void arcTo(QPainterPath& path, double rx, double ry, double rotation, bool large, bool sweep, QPointF to)
{
    const QPointF from = path.currentPosition();
    rx = std::abs(rx);
    ry = std::abs(ry);
    if (from == to)
        return;
    if (rx == 0 || ry == 0) {
        path.lineTo(to);
        return;
    }
    const double phi = rotation * std::numbers::pi / 180;
    const double cosine = std::cos(phi), sine = std::sin(phi);
    const QPointF half = (from - to) / 2;
    const double x = cosine * half.x() + sine * half.y(), y = -sine * half.x() + cosine * half.y();
    const double tooFar = x * x / (rx * rx) + y * y / (ry * ry);
    if (tooFar > 1) {
        rx *= std::sqrt(tooFar);
        ry *= std::sqrt(tooFar);
    }
    const double below = rx * rx * y * y + ry * ry * x * x;
    double factor = std::sqrt(std::max(0.0, (rx * rx * ry * ry - below) / below));
    if (large == sweep)
        factor = -factor;
    const double cx = factor * rx * y / ry, cy = -factor * ry * x / rx;
    const QPointF middle = (from + to) / 2;
    const QPointF centre(cosine * cx - sine * cy + middle.x(), sine * cx + cosine * cy + middle.y());
    const double start = std::atan2((y - cy) / ry, (x - cx) / rx);
    double span = std::atan2((-y - cy) / ry, (-x - cx) / rx) - start;
    if (sweep && span < 0)
        span += 2 * std::numbers::pi;
    if (!sweep && span > 0)
        span -= 2 * std::numbers::pi;
    const int pieces = std::max(1, int(std::ceil(std::abs(span) / (std::numbers::pi / 2) - 1e-9)));
    const double step = span / pieces;
    const double handle = 4.0 / 3 * std::tan(step / 4);
    const auto on = [&](double ex, double ey) {
        return centre + QPointF(cosine * rx * ex - sine * ry * ey, sine * rx * ex + cosine * ry * ey);
    };
    for (int i = 0; i < pieces; ++i) {
        const double a = start + i * step, b = a + step;
        path.cubicTo(on(std::cos(a) - handle * std::sin(a), std::sin(a) + handle * std::cos(a)),
                     on(std::cos(b) + handle * std::sin(b), std::sin(b) - handle * std::cos(b)),
                     i + 1 == pieces ? to : on(std::cos(b), std::sin(b)));
    }
}

int argumentsOf(QChar command)
{
    switch (command.toUpper().unicode()) {
    case u'M':
    case u'L':
        return 2;
    case u'H':
    case u'V':
        return 1;
    case u'C':
        return 6;
    case u'S':
    case u'Q':
        return 4;
    case u'A':
        return 7;
    case u'Z':
        return 0;
    }
    return -1;
}

} // namespace

QPainterPath svgPath(QStringView data)
{
    QPainterPath path;
    Reader reader(data);
    QChar command;
    QPointF control; // the last handle of a cubic, for S
    while (!reader.atEnd()) {
        if (const std::optional<QChar> next = reader.command())
            command = *next;
        else if (command.isNull() || command.toUpper() == u'Z')
            break;
        const int count = argumentsOf(command);
        std::array<double, 7> in = {};
        for (int i = 0; i < count; ++i) {
            const bool isFlag = command.toUpper() == u'A' && (i == 3 || i == 4);
            const std::optional<double> value = isFlag ? reader.flag() : reader.number();
            if (!value)
                return path;
            in[size_t(i)] = *value;
        }
        if (count < 0)
            return path;
        const QPointF here = path.currentPosition();
        const QPointF origin = command.isLower() ? here : QPointF();
        const auto point = [&](size_t i) { return origin + QPointF(in[i], in[i + 1]); };
        switch (command.toUpper().unicode()) {
        case u'M':
            path.moveTo(point(0));
            command = command.isLower() ? u'l' : u'L'; // further pairs are lines
            break;
        case u'L':
            path.lineTo(point(0));
            break;
        case u'H':
            path.lineTo(origin.x() + in[0], here.y());
            break;
        case u'V':
            path.lineTo(here.x(), origin.y() + in[0]);
            break;
        case u'C':
            path.cubicTo(point(0), point(2), point(4));
            control = point(2);
            continue;
        case u'S': {
            const QPointF end = point(2), second = point(0);
            path.cubicTo(2 * here - control, second, end);
            control = second;
            continue;
        }
        case u'Q':
            path.quadTo(point(0), point(2));
            break;
        case u'A':
            arcTo(path, in[0], in[1], in[2], in[3] != 0, in[4] != 0, point(5));
            break;
        case u'Z':
            path.closeSubpath();
            break;
        }
        control = path.currentPosition();
    }
    return path;
}

} // namespace weft
