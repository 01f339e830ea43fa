#include "ui/inspector/palette/layer_model.h"

#include "engine/layers/layer_type.h"
#include "ui/style/category.h"
#include "ui/style/words.h"

#include <QMimeData>

#include <algorithm>

namespace weft {

LayerModel::LayerModel(QObject* parent)
    : QStandardItemModel(parent)
{
}

void LayerModel::setChoices(std::vector<LayerChoice> choices)
{
    if (choices == m_choices && rowCount() > 0)
        return;
    m_choices = std::move(choices);
    build();
}

void LayerModel::search(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    build();
}

void LayerModel::toggleFavourite(const QString& kind)
{
    LayerHabits habits = LayerHabits::load();
    habits.toggleFavourite(kind);
    habits.save();
    build();
}

QString LayerModel::categoryOf(const QString& kind) const
{
    const auto found = std::ranges::find_if(m_choices, [&](const LayerChoice& choice) { return choice.key() == kind; });
    return found == m_choices.end() ? QString() : QString::fromStdString(found->category);
}

QString LayerModel::titleOf(const QString& kind) const
{
    const auto found = std::ranges::find_if(m_choices, [&](const LayerChoice& choice) { return choice.key() == kind; });
    return found == m_choices.end() ? QString() : found->title;
}

QStandardItem* LayerModel::itemOf(const LayerChoice& choice) const
{
    auto* item = new QStandardItem(choice.title);
    item->setEditable(false);
    item->setDropEnabled(false);
    item->setData(choice.key(), kindRole);
    item->setData(QString::fromStdString(choice.category), categoryRole);
    QString doc = choice.title;
    if (const LayerType* type = findLayerType(choice.type))
        doc =
            QStringLiteral("<b>%1</b><br>%2").arg(choice.title.toHtmlEscaped(), translated(type->doc).toHtmlEscaped());
    else if (choice.kept)
        doc = QStringLiteral("<b>%1</b><br>%2").arg(choice.title.toHtmlEscaped(), choice.categoryTitle);
    item->setToolTip(doc);
    item->setAccessibleText(choice.title + QStringLiteral(", ") + choice.categoryTitle);
    return item;
}

void LayerModel::build()
{
    clear();
    const QStringList chosen = LayerHabits::load().favourites;
    const auto mark = [&chosen](QStandardItem* item) {
        item->setData(chosen.contains(item->data(kindRole).toString()), favouriteRole);
        return item;
    };
    if (isSearching()) {
        for (const LayerHit& hit : searchLayers(m_choices, m_text, LayerHabits::load())) {
            const LayerChoice& choice = m_choices[size_t(hit.choice)];
            QStandardItem* item = itemOf(choice);
            QVariantList letters;
            for (const int position : hit.titlePositions)
                letters << position;
            item->setData(letters, matchRole);
            item->setData(hit.matchedName.isEmpty() ? choice.categoryTitle : hit.matchedName, asideRole);
            appendRow(mark(item));
        }
        return;
    }
    auto* own = new QStandardItem(tr("Favourites"));
    for (const LayerChoice& choice : m_choices)
        if (chosen.contains(choice.key()))
            own->appendRow(mark(itemOf(choice)));
    if (own->rowCount() > 0) {
        own->setEditable(false);
        own->setDragEnabled(false);
        own->setDropEnabled(false);
        own->setData(QLatin1String(favourites), categoryRole);
        own->setData(own->rowCount(), countRole);
        appendRow(own);
    } else {
        delete own;
    }
    for (const std::string& id : categoryIds()) {
        std::vector<const LayerChoice*> inside;
        for (const LayerChoice& choice : m_choices) {
            if (categoryIdOf(choice.category) == id)
                inside.push_back(&choice);
        }
        if (inside.empty())
            continue;
        auto* category = new QStandardItem(categoryLook(id).title);
        category->setEditable(false);
        category->setDragEnabled(false);
        category->setDropEnabled(false);
        category->setData(QString::fromStdString(id), categoryRole);
        category->setData(int(inside.size()), countRole);
        for (const LayerChoice* choice : inside)
            category->appendRow(mark(itemOf(*choice)));
        appendRow(category);
    }
}

QStringList LayerModel::mimeTypes() const
{
    return {QStringLiteral("application/x-weft-layer")};
}

QMimeData* LayerModel::mimeData(const QModelIndexList& indexes) const
{
    const QString kind = indexes.isEmpty() ? QString() : indexes.first().data(kindRole).toString();
    if (kind.isEmpty())
        return nullptr;
    auto* data = new QMimeData;
    data->setData(QStringLiteral("application/x-weft-layer"), kind.toUtf8());
    return data;
}

} // namespace weft
