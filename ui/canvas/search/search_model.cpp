#include "ui/canvas/search/search_model.h"

#include "ui/style/numbers.h"

#include <algorithm>

namespace weft {

void SearchModel::setChoices(std::vector<LayerChoice> choices, LayerHabits habits)
{
    m_choices = std::move(choices);
    m_habits = std::move(habits);
    m_fits.clear();
    m_filtered = false;
    search();
}

void SearchModel::setFits(std::vector<Fit> fits)
{
    m_fits = std::move(fits);
    m_filtered = true;
    search();
}

void SearchModel::showEverything()
{
    m_filtered = false;
    search();
}

void SearchModel::setText(const QString& text)
{
    m_text = text;
    search();
}

void SearchModel::toggleFavourite(int at)
{
    m_habits = LayerHabits::load();
    m_habits.toggleFavourite(choiceAt(at).key());
    m_habits.save();
    emit dataChanged(index(at), index(at));
}

int SearchModel::total() const
{
    return int(m_filtered ? m_fits.size() : m_choices.size());
}

void SearchModel::search()
{
    beginResetModel();
    m_rows.clear();
    std::vector<const Fit*> fitOf(m_choices.size(), nullptr);
    for (const Fit& fit : m_fits) {
        if (size_t(fit.choice) < fitOf.size())
            fitOf[size_t(fit.choice)] = &fit;
    }
    for (LayerHit& hit : searchLayers(m_choices, m_text, m_habits)) {
        const Fit* fit = fitOf[size_t(hit.choice)];
        if (fit != nullptr || !m_filtered)
            m_rows.push_back({hit.choice, std::move(hit), fit});
    }
    if (!m_filtered && !m_fits.empty())
        std::ranges::stable_partition(m_rows, [](const Row& row) { return row.fit != nullptr; });
    endResetModel();
}

int SearchModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant SearchModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& shown = row(index.row());
    const LayerChoice& choice = choiceAt(index.row());
    if (role == Qt::DisplayRole)
        return choice.title;
    if (role == Qt::ToolTipRole && shown.fit != nullptr && !shown.fit->needs.empty())
        return QString::fromStdString(shown.fit->needs);
    if (role == Qt::AccessibleTextRole) {
        const bool known = shown.fit != nullptr && shown.fit->result;
        return known ? tr("%1, gives %2").arg(choice.title, shapeOfSample(*shown.fit->result))
                     : tr("%1, %2").arg(choice.title, choice.categoryTitle);
    }
    return {};
}

QString shapeOfSample(const ValueInfo& value)
{
    Shape shape = value.shape;
    if (shape.rank() > 0)
        shape.erase(0);
    return formatShape(shape);
}

} // namespace weft
