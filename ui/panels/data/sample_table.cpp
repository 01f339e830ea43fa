#include "ui/panels/data/sample_table.h"

#include "ui/document/graph_document.h"
#include "ui/panels/data/data_reader.h"
#include "ui/panels/data/stored_sample.h"
#include "ui/style/numbers.h"
#include "ui/style/paint.h"
#include "ui/style/style.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace weft {

namespace {

constexpr int64_t mostElements = 64; // numbers of one column that get columns of their own
constexpr size_t looked = 100; // samples that widths and decimals are chosen by
constexpr size_t mostCells = 4000; // of them that widths are measured by
constexpr int mostDecimals = 4;
constexpr double edge = 12, gap = 24, leastGap = 12, narrowest = 40, widest = 220, leastText = 120, widestText = 560;

QString targetMark()
{
    return QCoreApplication::translate("SampleTable", "Target");
}

// So many that these are written as they are, if that is few.
int decimalsOf(const std::vector<double>& values)
{
    int decimals = 0;
    for (const double value : values) {
        if (!std::isfinite(value))
            continue;
        const double size = std::abs(value);
        if (size >= 1e7 || (size > 0 && size < 1e-3))
            return -1;
        double scale = std::pow(10, decimals);
        while (decimals < mostDecimals && std::abs(value * scale - std::round(value * scale)) > 1e-6 * size * scale) {
            ++decimals;
            scale *= 10;
        }
    }
    return decimals;
}

// A table may have thousands of columns.
bool isInSight(const QPainter& painter, const QRect& place)
{
    return place.right() >= 0 && place.left() <= painter.device()->width();
}

double numberOf(const DataView& view, const SampleTable::Column& at, int64_t sample)
{
    const Column& column = view.prepared.data.columns[at.column];
    std::vector<std::byte> scratch;
    const std::span<const std::byte> stored = storedSample(column, sample, scratch);
    const size_t bytes = byteSize(column.dtype), from = size_t(std::max<int64_t>(0, at.element)) * bytes;
    if (from + bytes > stored.size())
        return std::nan("");
    if (column.dtype == DType::u8)
        return std::to_integer<int>(stored[from]);
    float number = 0;
    std::memcpy(&number, stored.data() + from, sizeof number);
    return double(number);
}

std::vector<SampleTable::Column> columnsOf(const DataView& view, const std::set<std::string>& targets)
{
    std::vector<SampleTable::Column> all;
    const std::vector<Column>& data = view.prepared.data.columns;
    for (size_t i = 0; i < data.size(); ++i) {
        const Column& column = data[i];
        const QString name = QString::fromStdString(column.name);
        SampleTable::Column shown {.title = name, .column = i, .isTarget = targets.contains(column.name)};
        const int64_t elements = column.elements();
        const bool readable = column.dtype == DType::f32 || column.dtype == DType::u8;
        if (column.kind != ColumnKind::numbers || !readable || elements < 1 || elements > mostElements
            || !column.files.empty()) {
            all.push_back(shown);
            continue;
        }
        shown.isNumber = true;
        for (int64_t element = 0; element < elements; ++element) {
            shown.element = element;
            if (column.classes.size() == size_t(elements)) // columns of the file that were put together
                shown.title = QString::fromStdString(column.classes[size_t(element)]);
            else if (elements > 1)
                shown.title = QStringLiteral("%1[%2]").arg(name).arg(element);
            all.push_back(shown);
        }
    }
    std::ranges::stable_partition(all, [](const SampleTable::Column& column) { return !column.isTarget; });
    return all;
}

} // namespace

std::set<std::string> targetColumns(const GraphDocument& document)
{
    std::set<std::string> found;
    for (const auto& [node, column] : document.project().data.feeds)
        for (const auto& [user, port] : document.consumers({}, node))
            if (port == "target")
                found.insert(column);
    return found;
}

void SampleTable::layOut(std::shared_ptr<const DataView> view, const std::set<std::string>& targets,
                         std::span<const int64_t> samples)
{
    m_view = std::move(view);
    m_columns.clear();
    if (!m_view)
        return;
    m_columns = columnsOf(*m_view, targets);
    const Style& style = Style::get();
    const QFontMetrics words(style.font(TextRole::mono)), titles(style.font(TextRole::secondary));
    const size_t several = std::clamp<size_t>(mostCells / std::max<size_t>(1, m_columns.size()), 3, looked);
    const std::span<const int64_t> first = samples.first(std::min(samples.size(), several));
    for (Column& column : m_columns) {
        if (column.isNumber) {
            std::vector<double> values;
            for (const int64_t sample : first)
                values.push_back(numberOf(*m_view, column, sample));
            column.decimals = decimalsOf(values);
        }
        QString title = column.title;
        if (column.isTarget)
            title += QStringLiteral("  ") + targetMark();
        int wide = std::max(style.px(narrowest), titles.horizontalAdvance(title) + style.px(4));
        for (const int64_t sample : first)
            wide = std::max(wide, words.horizontalAdvance(text(column, sample)) + style.px(2));
        column.wish = std::min(wide, style.px(column.isNumber ? widest : widestText));
    }
    fit(std::numeric_limits<int>::max());
}

void SampleTable::fit(int room)
{
    const Style& style = Style::get();
    const int least = style.px(leastText);
    int64_t all = 2 * style.px(edge) - style.px(gap), spare = 0; // as wished, and how much of it could be given
    for (const Column& column : m_columns) {
        all += column.wish + style.px(gap);
        spare += column.isNumber ? 0 : std::max(0, column.wish - least);
    }
    const auto gaps = int64_t(m_columns.size()) - 1;
    int between = style.px(gap); // given before words are
    if (all > room && gaps > 0) {
        between = int(std::max<int64_t>(style.px(leastGap), between - (all - room + gaps - 1) / gaps));
        all -= gaps * (style.px(gap) - between);
    }
    const double share = spare > 0 ? std::clamp(double(all - room) / double(spare), 0.0, 1.0) : 0;
    int x = style.px(edge);
    for (Column& column : m_columns) {
        const int given = column.isNumber ? 0 : int(std::ceil(share * std::max(0, column.wish - least)));
        column.x = x;
        column.width = column.wish - given;
        x += column.width + between;
    }
}

int SampleTable::width() const
{
    return m_columns.empty() ? 0 : m_columns.back().x + m_columns.back().width + Style::get().px(edge);
}

QString SampleTable::text(const Column& column, int64_t sample) const
{
    const weft::Column& data = m_view->prepared.data.columns[column.column];
    if (data.kind == ColumnKind::text)
        return data.texts[size_t(sample)].empty() ? missingValue()
                                                  : QString::fromStdString(data.texts[size_t(sample)]).simplified();
    if (!column.isNumber) {
        const QString shown = storedText(data, sample).replace(u'\n', u'⏎');
        return shown.isEmpty() ? missingValue() : shown;
    }
    const double value = numberOf(*m_view, column, sample);
    if (std::isnan(value))
        return missingValue();
    return column.decimals < 0 ? formatNumber(value)
                               : QLocale().toString(value, 'f', column.decimals).replace(u'-', QChar(0x2212));
}

void SampleTable::paintHeader(QPainter& painter, const QRect& rect) const
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    painter.fillRect(rect, colours.surface.panel);
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours.line.subtle);
    painter.setFont(style.font(TextRole::secondary));
    for (const Column& column : m_columns) {
        QRect place(rect.left() + column.x, rect.top(), column.width, rect.height());
        if (!isInSight(painter, place))
            continue;
        painter.setPen(column.isTarget ? colours.text.primary : colours.text.tertiary);
        if (column.isTarget) {
            const QString mark = targetMark();
            const int wide = painter.fontMetrics().horizontalAdvance(mark);
            painter.setPen(colours.series.validation);
            painter.drawText(QRect(place.right() - wide, place.top(), wide + 1, place.height()), Qt::AlignVCenter,
                             mark);
            painter.setPen(colours.text.primary);
            place.setRight(place.right() - wide - style.px(8));
        }
        const bool right = column.isNumber && !column.isTarget; // above its figures
        paintElided(painter, place, int(right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, column.title);
    }
}

void SampleTable::paintRow(QPainter& painter, const QRect& rect, int64_t sample) const
{
    painter.setFont(Style::get().font(TextRole::mono));
    for (const Column& column : m_columns) {
        const QRect place(rect.left() + column.x, rect.top(), column.width, rect.height());
        if (!isInSight(painter, place))
            continue;
        const QString shown = text(column, sample);
        painter.setPen(shown == missingValue() ? theme().text.tertiary : theme().text.primary);
        paintElided(painter, place, int(column.isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, shown);
    }
}

} // namespace weft
