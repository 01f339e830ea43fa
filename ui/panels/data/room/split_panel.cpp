#include "ui/panels/data/room/split_panel.h"

#include "ui/document/graph_document.h"
#include "ui/inspector/sections/value_list.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace weft {

SplitBar::SplitBar(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SplitBar::setCounts(int64_t train, int64_t validation, int64_t test)
{
    m_counts[0] = train;
    m_counts[1] = validation;
    m_counts[2] = test;
    setAccessibleName(
        tr("Train %1, validation %2, test %3").arg(formatExact(train), formatExact(validation), formatExact(test)));
    updateGeometry();
    update();
}

QSize SplitBar::sizeHint() const
{
    return {Style::get().px(240), Style::get().px(28 + 24)};
}

// Shares as they are, the words below in their places: a part of 5 % has no room for its name inside.
void SplitBar::paintEvent(QPaintEvent*)
{
    const Style& style = Style::get();
    const Theme& colours = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ground[3] = {colours.series.train, colours.series.validation, colours.state.ok};
    const QString names[3] = {tr("Train"), tr("Validation"), tr("Test")};
    const double all = double(std::max<int64_t>(1, m_counts[0] + m_counts[1] + m_counts[2]));
    double x = 0;
    double words = 0;
    for (int part = 0; part < 3; ++part) {
        if (m_counts[part] == 0)
            continue;
        const double wide = std::max(3.0, double(m_counts[part]) / all * width());
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground[part]);
        painter.drawRoundedRect(QRectF(x, 0, wide - 2, style.px(28)), style.px(3), style.px(3));
        const QString text = names[part] + QStringLiteral("  ") + formatExact(m_counts[part]);
        painter.setFont(style.font(TextRole::body));
        const double needed = painter.fontMetrics().horizontalAdvance(text) + style.px(14);
        const double rest = (part < 2 ? needed : 0); // room for those that come
        const double at = std::max(words, std::min(x, width() - needed - rest));
        painter.drawRoundedRect(QRectF(at, style.px(38), style.px(8), style.px(8)), 2, 2);
        painter.setPen(colours.text.secondary);
        painter.drawText(QRectF(at + style.px(13), style.px(32), needed, style.px(20)), Qt::AlignVCenter, text);
        words = at + needed + style.px(12);
        x += wide;
    }
}

SplitPanel::SplitPanel(QWidget* parent)
    : DataFollower(QStringLiteral("shuffle"),
                   tr("What is learnt from and what is held back to test is shown here, with how it was drawn."),
                   parent)
    , m_bar(nullptr)
    , m_rows(new ValueList)
{
    setAccessibleName(tr("Split"));
    m_rows->setIndent(12);
    auto* const page = new QWidget;
    m_bar = new SplitBar(page);
    auto* const column = new QVBoxLayout(page);
    const int edge = Style::get().px(12);
    column->setContentsMargins(0, edge, 0, edge);
    column->setSpacing(Style::get().px(8));
    auto* const inset = new QVBoxLayout;
    inset->setContentsMargins(edge, 0, edge, 0);
    inset->addWidget(m_bar);
    column->addLayout(inset);
    m_rows->setMaximumWidth(Style::get().px(420)); // a value far from its name is hard to find
    column->addWidget(m_rows);
    column->addStretch(1);
    setContent(page);
}

void SplitPanel::showData(const std::shared_ptr<const DataView>& view)
{
    m_bar->setCounts(view->description.train, view->description.validation, view->description.test);
    const DataSplit& split = document()->project().data.split;
    std::vector<ValueList::Row> rows {
        {.name = tr("Method"), .value = nameOf(split.kind), .toolTip = {}},
        {.name = tr("Held back to validate"), .value = formatPercent(split.validation, 0), .toolTip = {}},
        {.name = tr("Held back to test"), .value = formatPercent(split.test, 0), .toolTip = {}}};
    if (!split.column.empty())
        rows.push_back({.name = tr("Even in"), .value = QString::fromStdString(split.column), .toolTip = {}});
    rows.push_back({.name = tr("Seed"), .value = QString::number(split.seed), .toolTip = {}});
    if (view->description.skipped > 0)
        rows.push_back({.name = tr("Left out"),
                        .value = formatExact(view->description.skipped),
                        .toolTip = tr("Files that could not be read."),
                        .wrong = true});
    m_rows->setRows(std::move(rows));
}

} // namespace weft
