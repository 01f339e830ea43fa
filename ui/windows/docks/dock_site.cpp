#include "ui/windows/docks/dock_site.h"

#include "ui/style/style.h"
#include "ui/windows/docks/dock_float.h"
#include "ui/windows/docks/dock_hint.h"
#include "ui/windows/docks/folded_strip.h"

#include <QJsonArray>
#include <QPainter>
#include <QVBoxLayout>

namespace weft {

namespace {

constexpr double mostBeside = 0.37; // of the height, for what stands above or below the middle

} // namespace

DockSite::DockSite(QWidget* parent)
    : QWidget(parent)
    , m_store(new QWidget(this))
{
    m_store->hide();
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
}

DockSite::~DockSite()
{
    qDeleteAll(m_floats);
}

void DockSite::addPanel(DockPanel panel)
{
    m_order << panel.id;
    const QString id = panel.id;
    m_panels.insert(id, std::move(panel));
}

void DockSite::setCentral(QWidget* widget)
{
    m_central = widget;
    m_central->setParent(m_store);
}

QString DockSite::titleOf(const QString& panel) const
{
    const auto found = m_panels.constFind(panel);
    return found == m_panels.constEnd() ? QString() : found->title();
}

DockContent DockSite::make(const QString& panel)
{
    DockContent& content = m_contents[panel];
    if (!content.widget) {
        content = m_panels.value(panel).make(m_store);
        content.widget->setObjectName(panel);
        emit panelMade(panel);
    }
    return content;
}

QList<DockArea*> DockSite::areas() const
{
    QList<DockArea*> found = findChildren<DockArea*>(); // also those of a layout that is being built
    for (const DockFloat* const window : m_floats)
        found << window->area();
    return found;
}

DockArea* DockSite::areaOf(const QString& panel) const
{
    for (DockArea* const area : areas())
        if (area->panels().contains(panel))
            return area;
    return nullptr;
}

bool DockSite::isInSight(const QString& panel) const
{
    const DockArea* const area = areaOf(panel);
    return area && area->current() == panel && !isFolded(area);
}

QSplitter* DockSite::makeSplitter(Qt::Orientation orientation)
{
    auto* const splitter = new QSplitter(orientation, m_store);
    splitter->setObjectName(QStringLiteral("dockSplitter"));
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    connect(splitter, &QSplitter::splitterMoved, this, &DockSite::layoutChanged);
    return splitter;
}

// A part of a layout as widgets, nullptr if nothing of it is known.
QWidget* DockSite::build(const QJsonObject& part)
{
    if (part.contains(QLatin1String("central"))) {
        m_central->show();
        return m_central;
    }
    if (const QJsonArray tabs = part[QLatin1String("tabs")].toArray(); !tabs.isEmpty()) {
        auto* const area = new DockArea(this, m_store);
        for (const QJsonValue& tab : tabs)
            if (m_panels.contains(tab.toString()) && !areaOf(tab.toString()))
                area->insert(-1, tab.toString());
        if (!area->count()) {
            delete area;
            return nullptr;
        }
        area->setCurrent(part[QLatin1String("current")].toString());
        return area;
    }
    const QJsonArray parts = part[QLatin1String("parts")].toArray();
    const QJsonArray sizes = part[QLatin1String("sizes")].toArray();
    const bool across = part[QLatin1String("split")] == QLatin1String("across");
    QSplitter* const splitter = makeSplitter(across ? Qt::Horizontal : Qt::Vertical);
    QList<int> wanted;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        QWidget* const widget = build(parts[i].toObject());
        if (!widget)
            continue;
        splitter->addWidget(widget);
        const int size = Style::get().px(sizes[i].toInt());
        wanted << size;
        splitter->setStretchFactor(splitter->count() - 1, size == 0 ? 1 : 0);
    }
    if (splitter->count() == 0) {
        delete splitter;
        return nullptr;
    }
    m_pendingSizes[splitter] = wanted;
    return splitter;
}

void DockSite::restore(const QJsonObject& layout)
{
    setUpdatesEnabled(false);
    for (DockArea* const area : areas()) {
        const QStringList panels = area->panels();
        for (const QString& panel : panels)
            area->remove(panel);
    }
    qDeleteAll(std::exchange(m_floats, {}));
    m_central->setParent(m_store);
    m_pendingSizes.clear();
    delete std::exchange(m_root, nullptr); // what is built next asks which areas there are
    QWidget* part = build(layout);
    m_root = qobject_cast<QSplitter*>(part);
    if (!m_root) { // one part alone
        m_root = makeSplitter(Qt::Horizontal);
        if (part)
            m_root->addWidget(part);
    }
    m_root->show();
    static_cast<QVBoxLayout*>(QWidget::layout())->addWidget(m_root);
    m_root->show(); // now: the layout would do it later
    if (width() > 100 && isVisible())
        QWidget::layout()->activate();
    applyPendingSizes();
    for (const QJsonValue& value : layout[QLatin1String("floating")].toArray()) {
        const QJsonArray rect = value[QLatin1String("rect")].toArray();
        const QRect place(rect[0].toInt(), rect[1].toInt(), rect[2].toInt(), rect[3].toInt());
        for (const QJsonValue& tab : value[QLatin1String("tabs")].toArray())
            if (m_panels.contains(tab.toString()) && !areaOf(tab.toString()))
                floatPanel(tab.toString(), place);
    }
    for (const QJsonValue& value : layout[QLatin1String("folded")].toArray())
        if (const DockArea* const area = areaOf(value.toString()); area && !isFolded(area))
            setFolded(branchOf(area), true);
    setUpdatesEnabled(true);
    emit layoutChanged();
}

// Sizes are wishes until the site itself has one: a splitter would scale them to the size it happens to have.
void DockSite::applyPendingSizes()
{
    if (m_pendingSizes.isEmpty() || !isVisible() || width() < 100)
        return;
    QList<QSplitter*> outsideIn {m_root};
    for (qsizetype i = 0; i < outsideIn.size(); ++i) {
        QSplitter* const splitter = outsideIn[i];
        QList<int> wanted = m_pendingSizes.value(splitter);
        const int whole = splitter->orientation() == Qt::Horizontal ? splitter->width() : splitter->height();
        if (wanted.size() == splitter->count() && !wanted.isEmpty()) {
            QList<int> sizes;
            // In a low window the middle keeps its room.
            if (splitter->orientation() == Qt::Vertical && wanted.contains(0))
                for (int& size : wanted)
                    size = std::min(size, int(whole * mostBeside));
            const int named = std::accumulate(wanted.begin(), wanted.end(), 0);
            const int rest = std::max<int>(whole - named - int(wanted.size()) + 1, Style::get().px(64));
            const int greedy = std::max<int>(int(wanted.count(0)), 1);
            for (const int size : wanted)
                sizes << (size == 0 ? rest / greedy : size);
            splitter->setSizes(sizes);
        }
        for (int child = 0; child < splitter->count(); ++child)
            if (auto* const inner = qobject_cast<QSplitter*>(splitter->widget(child)))
                outsideIn << inner;
    }
    m_pendingSizes.clear();
}

void DockSite::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    layout()->activate();
    applyPendingSizes();
}

void DockSite::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (!m_pendingSizes.isEmpty())
        layout()->activate();
    applyPendingSizes();
}

QJsonObject DockSite::describe(const QWidget* part) const
{
    if (part == m_central)
        return {{QLatin1String("central"), true}};
    if (const auto* const area = qobject_cast<const DockArea*>(part))
        return {{QLatin1String("tabs"), QJsonArray::fromStringList(area->panels())},
                {QLatin1String("current"), area->current()}};
    const auto* const splitter = qobject_cast<const QSplitter*>(part);
    QJsonArray parts;
    QJsonArray sizes;
    QList<int> pixels = splitter->sizes();
    const QList<int> wanted = m_pendingSizes.value(const_cast<QSplitter*>(splitter));
    const double scale = Style::get().fontScale();
    for (int i = 0; i < splitter->count(); ++i) {
        const QWidget* const child = splitter->widget(i);
        if (qobject_cast<const FoldedStrip*>(child))
            continue;
        parts << describe(child);
        const QVariant before = child->property("sizeBeforeFold");
        const int size = before.isValid() ? before.toInt() : i < wanted.size() ? wanted[i] : pixels[i];
        const bool takesRest =
            child == m_central || child->isAncestorOf(m_central) || (i < wanted.size() && wanted[i] == 0);
        sizes << (takesRest ? 0 : std::max(1, int(size / scale)));
    }
    return {{QLatin1String("split"), splitter->orientation() == Qt::Horizontal ? "across" : "down"},
            {QLatin1String("parts"), parts},
            {QLatin1String("sizes"), sizes}};
}

QJsonObject DockSite::save() const
{
    if (!m_root)
        return {};
    QJsonObject layout = describe(m_root);
    QJsonArray floating;
    for (const DockFloat* const window : m_floats) {
        const QRect place = window->geometry();
        floating << QJsonObject {
            {QLatin1String("tabs"), QJsonArray::fromStringList(window->area()->panels())},
            {QLatin1String("rect"), QJsonArray {place.x(), place.y(), place.width(), place.height()}}};
    }
    QJsonArray folded;
    QSet<const QWidget*> seen;
    for (const DockArea* const area : areas())
        if (const QWidget* const branch = branchOf(area); isFolded(area) && !seen.contains(branch)) {
            seen << branch;
            folded << area->panels().first();
        }
    if (!floating.isEmpty())
        layout[QLatin1String("floating")] = floating;
    if (!folded.isEmpty())
        layout[QLatin1String("folded")] = folded;
    return layout;
}

// Out of its area, which goes too if it was the last. The panel lives on.
void DockSite::take(const QString& panel)
{
    DockArea* const area = areaOf(panel);
    if (!area)
        return;
    area->remove(panel);
    if (area->count())
        return;
    for (DockFloat* const window : m_floats)
        if (window->area() == area) {
            m_floats.removeOne(window);
            window->hide();
            window->deleteLater();
            return;
        }
    prune(area);
}

void DockSite::prune(QWidget* part)
{
    auto* const splitter = qobject_cast<QSplitter*>(part->parentWidget());
    const QList<int> sizes = splitter ? splitter->sizes() : QList<int>();
    part->hide();
    part->setParent(m_store); // its tabs may be in the middle of an event
    part->deleteLater();
    if (!splitter)
        return;
    if (splitter == m_root) {
        return;
    }
    auto* const outer = qobject_cast<QSplitter*>(splitter->parentWidget());
    if (!outer)
        return;
    if (splitter->count() == 0) {
        prune(splitter);
    } else if (splitter->count() == 1) {
        const QList<int> outerSizes = outer->sizes();
        const int place = outer->indexOf(splitter);
        QWidget* const only = splitter->widget(0);
        outer->replaceWidget(place, only);
        only->show();
        outer->setStretchFactor(place, only == m_central || only->isAncestorOf(m_central) ? 1 : 0);
        splitter->setParent(m_store);
        splitter->deleteLater();
        outer->setSizes(outerSizes);
    }
}

void DockSite::splitBeside(QWidget* part, QWidget* added, Side side, int size)
{
    const auto orientation = side == Side::left || side == Side::right ? Qt::Horizontal : Qt::Vertical;
    const bool before = side == Side::left || side == Side::top;
    auto* outer = qobject_cast<QSplitter*>(part->parentWidget());
    if (part == m_root || !outer) { // along the whole site
        if (m_root->orientation() != orientation) {
            QSplitter* const root = makeSplitter(orientation);
            layout()->replaceWidget(m_root, root);
            root->addWidget(m_root);
            root->setStretchFactor(0, 1);
            m_root->show();
            m_root = root;
            m_root->show();
        }
        outer = m_root;
        outer->insertWidget(before ? 0 : outer->count(), added);
    } else if (outer->orientation() == orientation) {
        QList<int> sizes = outer->sizes();
        const int place = outer->indexOf(part);
        outer->insertWidget(before ? place : place + 1, added);
        sizes[place] -= size;
        sizes.insert(before ? place : place + 1, size);
        outer->setSizes(sizes);
    } else {
        const QList<int> sizes = outer->sizes();
        const int place = outer->indexOf(part);
        const bool holdsCentral = part == m_central || part->isAncestorOf(m_central);
        QSplitter* const inner = makeSplitter(orientation);
        const int whole = orientation == Qt::Horizontal ? part->width() : part->height();
        outer->replaceWidget(place, inner);
        inner->addWidget(part);
        inner->insertWidget(before ? 0 : 1, added);
        part->show();
        inner->setStretchFactor(before ? 1 : 0, 1);
        inner->show();
        outer->setStretchFactor(place, holdsCentral ? 1 : 0);
        outer->setSizes(sizes);
        inner->setSizes(before ? QList<int> {size, whole - size} : QList<int> {whole - size, size});
    }
    added->show();
}

void DockSite::move(const QString& panel, DockArea* target, Side side)
{
    if (target && side == Side::middle) {
        if (target == areaOf(panel))
            return;
        take(panel);
        target->insert(-1, panel);
    } else {
        QWidget* const beside = target        ? static_cast<QWidget*>(target)
            : m_root->isAncestorOf(m_central) ? m_central
                                              : static_cast<QWidget*>(m_root);
        if (target && target->panels() == QStringList {panel})
            return; // beside itself
        take(panel);
        auto* const area = new DockArea(this, m_store);
        area->insert(-1, panel);
        const bool across = side == Side::left || side == Side::right;
        splitBeside(beside, area, side, (across ? beside->width() : beside->height()) / 3);
        target = area;
    }
    target->setCurrent(panel);
    emit layoutChanged();
}

void DockSite::floatPanel(const QString& panel, const QRect& place)
{
    DockArea* const old = areaOf(panel);
    const QRect from = old ? QRect(old->mapToGlobal(QPoint(24, 24)), old->size())
                           : QRect(mapToGlobal(rect().center()) - QPoint(200, 160), QSize(400, 320));
    for (DockFloat* const window : m_floats)
        if (place.isValid() && window->geometry() == place) {
            window->area()->insert(-1, panel);
            return;
        }
    take(panel);
    auto* const window = new DockFloat(this);
    window->area()->insert(-1, panel);
    window->setGeometry(place.isValid() ? place : from);
    connect(window, &DockFloat::closed, this, [this, window] {
        const QStringList panels = window->area()->panels();
        for (const QString& each : panels) {
            take(each);
            show(each); // back where it is at home
        }
        emit layoutChanged();
    });
    m_floats << window;
    window->show();
    emit layoutChanged();
}

void DockSite::close(const QString& panel)
{
    take(panel);
    emit layoutChanged();
}

// Where the layout has it: in the area of a panel that shares its tabs, else beside the central widget.
bool DockSite::placeAsIn(const QJsonObject& layout, const QString& panel)
{
    if (const QJsonArray tabs = layout[QLatin1String("tabs")].toArray(); tabs.contains(QJsonValue(panel)))
        for (const QJsonValue& tab : tabs)
            if (DockArea* const area = areaOf(tab.toString())) {
                area->insert(-1, panel);
                return true;
            }
    for (const QJsonValue& part : layout[QLatin1String("parts")].toArray())
        if (placeAsIn(part.toObject(), panel))
            return true;
    return false;
}

void DockSite::show(const QString& panel)
{
    if (!m_panels.contains(panel))
        return;
    if (!areaOf(panel) && !placeAsIn(m_home, panel))
        move(panel, nullptr, Side::bottom);
    DockArea* const area = areaOf(panel);
    unfold(area);
    area->setCurrent(panel);
    for (DockFloat* const window : m_floats)
        if (window->area() == area)
            window->raise();
    emit layoutChanged();
}

void DockSite::setBadge(const QString& panel, const QString& text, TabStrip::Badge kind)
{
    m_badges[panel] = {text, kind};
    if (const DockArea* const area = areaOf(panel))
        applyBadge(area->tabs(), int(area->panels().indexOf(panel)));
}

void DockSite::applyBadge(TabStrip* tabs, int tab) const
{
    const auto badge = m_badges.constFind(tabs->tabData(tab).toString());
    if (badge != m_badges.constEnd())
        tabs->setBadge(tab, badge->text, badge->kind);
}

void DockSite::retitle()
{
    for (DockArea* const area : areas())
        area->retitle();
}

void DockSite::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().line.subtle);
}

} // namespace weft
