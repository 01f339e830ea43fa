#include "ui/style/style.h"
#include "ui/windows/docks/dock_float.h"
#include "ui/windows/docks/dock_site.h"
#include "ui/windows/docks/folded_strip.h"

namespace weft {

// The part that stands beside what holds the central widget: a whole row below it folds to its headers, a whole column
// to a strip.
QWidget* DockSite::branchOf(const DockArea* area) const
{
    for (QWidget* part = const_cast<DockArea*>(area); part && part != m_root; part = part->parentWidget())
        if (const auto* const outer = qobject_cast<QSplitter*>(part->parentWidget()))
            if (outer->isAncestorOf(m_central) && !part->isAncestorOf(m_central))
                return part;
    return nullptr;
}

QList<DockArea*> DockSite::areasIn(QWidget* branch)
{
    if (auto* const area = qobject_cast<DockArea*>(branch))
        return {area};
    return branch->findChildren<DockArea*>();
}

bool DockSite::isFolded(const DockArea* area) const
{
    const QWidget* const branch = branchOf(area);
    return branch && branch->property("sizeBeforeFold").isValid();
}

void DockSite::toggleFold(DockArea* area)
{
    if (QWidget* const branch = branchOf(area))
        setFolded(branch, !isFolded(area));
}

void DockSite::unfold(DockArea* area)
{
    if (isFolded(area))
        setFolded(branchOf(area), false);
}

void DockSite::setFolded(QWidget* branch, bool folded)
{
    auto* const outer = qobject_cast<QSplitter*>(branch->parentWidget());
    const int place = outer->indexOf(branch);
    QList<int> sizes = outer->sizes();
    const bool column = outer->orientation() == Qt::Horizontal;
    if (folded) {
        const QList<int> wanted = m_pendingSizes.value(outer);
        branch->setProperty("sizeBeforeFold", place < wanted.size() ? wanted[place] : sizes[place]);
    }
    const int before = branch->property("sizeBeforeFold").toInt();
    if (!folded)
        branch->setProperty("sizeBeforeFold", {});
    if (column) {
        if (folded) {
            branch->hide();
            outer->insertWidget(place, new FoldedStrip(this, areasIn(branch), outer));
        } else {
            delete outer->widget(place - 1); // its strip stands before it
            branch->show();
            sizes = outer->sizes();
            sizes[place - 1] = before;
            outer->setSizes(sizes);
        }
    } else {
        for (DockArea* const area : areasIn(branch))
            area->setHeaderOnly(folded);
        const int header = areasIn(branch).first()->headerHeight();
        branch->setMaximumHeight(folded ? header : QWIDGETSIZE_MAX);
        const int height = folded ? header : before;
        for (int i = 0; i < outer->count(); ++i)
            if (outer->widget(i) == m_central || outer->widget(i)->isAncestorOf(m_central))
                sizes[i] += sizes[place] - height;
        sizes[place] = height;
        outer->setSizes(sizes);
    }
    emit layoutChanged();
}

} // namespace weft
