#include "ui/panels/data/room/sample_panel.h"

#include "ui/inspector/sections/value_list.h"
#include "ui/panels/data/stored_sample.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <QLabel>
#include <QPixmap>
#include <QVBoxLayout>

#include <algorithm>

namespace weft {

SamplePanel::SamplePanel(QWidget* parent)
    : DataFollower(QStringLiteral("eye"), tr("One sample in full: its picture, its class and its values."), parent)
    , m_picture(new QLabel)
    , m_rows(new ValueList)
{
    setAccessibleName(tr("Sample"));
    m_rows->setIndent(12);
    auto* const page = new QWidget;
    auto* const column = new QVBoxLayout(page);
    const int edge = Style::get().px(12);
    column->setContentsMargins(0, edge, 0, edge);
    m_picture->setAlignment(Qt::AlignCenter);
    column->addWidget(m_picture);
    column->addSpacing(edge);
    column->addWidget(m_rows);
    column->addStretch(1);
    setContent(page);
}

int64_t SamplePanel::sample() const
{
    return reader() ? reader()->pickedSample() : -1;
}

void SamplePanel::showData(const std::shared_ptr<const DataView>& view)
{
    const Dataset& stored = view->prepared.data;
    const int64_t picked = sample();
    if (picked < 0 || picked >= stored.size)
        return showEmpty(tr("No sample picked"), tr("Click a sample among the others to see it here in full."));
    const int shown = view->shownColumn();
    const Column& column = stored.columns[size_t(shown)];
    const bool picture = column.kind == ColumnKind::image;
    m_picture->setVisible(picture);
    if (picture) {
        const int side = std::clamp(width() - Style::get().px(48), 64, Style::get().px(240));
        const QImage image = storedImage(column, picked);
        m_picture->setPixmap(
            QPixmap::fromImage(image.scaled(side, side, Qt::KeepAspectRatio,
                                            image.width() < side ? Qt::FastTransformation : Qt::SmoothTransformation)));
    }
    QString part;
    for (const Part each : {Part::train, Part::validation, Part::test})
        if (std::ranges::binary_search(view->prepared.samples(each), picked))
            part = nameOf(std::string(name(each)));
    std::vector<ValueList::Row> rows {
        {.name = tr("Number"), .value = formatExact(picked), .toolTip = {}},
        {.name = tr("Part"), .value = part.isEmpty() ? missingValue() : part, .toolTip = {}}};
    for (const Column& each : stored.columns)
        if (each.kind != ColumnKind::image && each.kind != ColumnKind::text) {
            QString text = storedText(each, picked).simplified();
            const QString tip = text;
            if (text.size() > 40)
                text = text.left(39) + QChar(0x2026);
            rows.push_back({.name = QString::fromStdString(each.name), .value = text, .toolTip = tip});
        }
    m_rows->setRows(std::move(rows));
}

} // namespace weft
