#include "ui/windows/commands/commands.h"

#include "ui/style/icons.h"
#include "ui/style/words.h"
#include "ui/windows/settings/key_presets.h"
#include "ui/windows/settings/preferences.h"

#include <QCoreApplication>
#include <QTimer>
#include <QWidget>

namespace weft {

Commands::Commands(QWidget* window)
    : QObject(window)
    , m_window(window)
{
}

QAction* Commands::add(const Row& row)
{
    auto* const action = new QAction(row.title, this);
    action->setObjectName(row.id);
    if (!row.icon.isEmpty()) {
        action->setIcon(icon(row.icon));
        action->setProperty("iconName", row.icon); // painters take the theme's colour
    }
    action->setCheckable(bool(row.isOn));
    m_entries.insert(row.id, {row, action});
    m_actions.push_back(action);
    m_window->addAction(action);
    connect(action, &QAction::triggered, this, [this, id = row.id] {
        const Entry entry = m_entries.value(id);
        // The action may still look as it was before what has just happened: see refresh().
        const bool mayRun = !entry.row.whyNot || entry.row.whyNot().isEmpty();
        if (entry.row.run && mayRun)
            entry.row.run();
        emit triggered(id);
        refresh();
    });
    applyKey(m_entries[row.id]);
    refresh();
    return action;
}

void Commands::adopt(QAction* action)
{
    const QString id = action->objectName();
    if (id.isEmpty() || m_entries.contains(id))
        return;
    m_entries.insert(id, {.row = {.id = id, .title = action->text(), .key = action->shortcut()}, .action = action});
    m_actions.push_back(action);
    connect(action, &QObject::destroyed, this, [this, id, action] {
        m_entries.remove(id);
        std::erase(m_actions, action);
    });
    applyKey(m_entries[id]);
}

QAction* Commands::action(const QString& id) const
{
    return m_entries.value(id).action;
}

QString Commands::categoryOf(const QAction* action)
{
    return action->objectName().section(QLatin1Char('.'), 0, 0);
}

QString Commands::categoryTitle(const QString& category)
{
    static const QHash<QString, const char*> titles {
        {QStringLiteral("file"), QT_TR_NOOP("File")},     {QStringLiteral("edit"), QT_TR_NOOP("Edit")},
        {QStringLiteral("add"), QT_TR_NOOP("Add")},       {QStringLiteral("graph"), QT_TR_NOOP("Graph")},
        {QStringLiteral("train"), QT_TR_NOOP("Train")},   {QStringLiteral("data"), QT_TR_NOOP("Data")},
        {QStringLiteral("view"), QT_TR_NOOP("View")},     {QStringLiteral("help"), QT_TR_NOOP("Help")},
        {QStringLiteral("canvas"), QT_TR_NOOP("Canvas")}, {QStringLiteral("panel"), QT_TR_NOOP("Panels")},
    };
    const char* const title = titles.value(category);
    return title ? tr(title) : category;
}

void Commands::refresh()
{
    if (std::exchange(m_refreshing, true))
        return;
    QTimer::singleShot(0, this, &Commands::refreshNow);
}

void Commands::refreshNow()
{
    m_refreshing = false;
    for (const Entry& entry : std::as_const(m_entries)) {
        if (entry.row.whyNot || entry.row.run) {
            const QString why = entry.row.whyNot ? entry.row.whyNot() : QString();
            entry.action->setEnabled(why.isEmpty());
            describe(entry.action, why);
        }
        if (entry.row.isOn)
            entry.action->setChecked(entry.row.isOn());
    }
    emit refreshed();
}

// A disabled control says why in its tooltip.
void Commands::describe(QAction* action, const QString& whyNot)
{
    QString tip = withoutKeyMark(action->text());
    if (!action->shortcut().isEmpty())
        tip += QStringLiteral("  (%1)").arg(action->shortcut().toString(QKeySequence::NativeText));
    if (!whyNot.isEmpty())
        tip += QLatin1Char('\n') + whyNot;
    action->setToolTip(tip);
    action->setStatusTip(whyNot);
}

QString Commands::preset()
{
    return Preferences::get().value(QStringLiteral("keys.preset"), QStringLiteral("weft")).toString();
}

QKeySequence Commands::defaultKey(const QString& id) const
{
    const std::optional<QKeySequence> other = presetKey(preset(), id);
    return other ? *other : m_entries.value(id).row.key;
}

bool Commands::isOwnKey(const QString& id) const
{
    return Preferences::get().value(QStringLiteral("keys.own")).toObject().contains(id);
}

void Commands::setKey(const QString& id, const QKeySequence& key)
{
    QJsonObject own = Preferences::get().value(QStringLiteral("keys.own")).toObject();
    own[id] = key.toString(QKeySequence::PortableText);
    Preferences::get().set(QStringLiteral("keys.own"), own);
    applyKeys();
}

void Commands::resetKey(const QString& id)
{
    QJsonObject own = Preferences::get().value(QStringLiteral("keys.own")).toObject();
    own.remove(id);
    Preferences::get().set(QStringLiteral("keys.own"), own);
    applyKeys();
}

void Commands::setPreset(const QString& preset)
{
    Preferences::get().set(QStringLiteral("keys.preset"), preset);
    applyKeys();
}

bool Commands::applyKey(const Entry& entry) const
{
    const QJsonObject own = Preferences::get().value(QStringLiteral("keys.own")).toObject();
    const auto mine = own.constFind(entry.row.id);
    const QKeySequence key =
        mine != own.constEnd() ? QKeySequence(mine->toString(), QKeySequence::PortableText) : defaultKey(entry.row.id);
    if (entry.action->shortcut() == key)
        return false;
    entry.action->setShortcut(key);
    return true;
}

void Commands::applyKeys()
{
    bool changed = false;
    for (const Entry& entry : std::as_const(m_entries))
        changed = applyKey(entry) || changed;
    if (changed) {
        refresh();
        emit keysChanged();
    }
}

std::vector<QAction*> Commands::conflicts(const QString& id, const QKeySequence& key) const
{
    std::vector<QAction*> found;
    if (!key.isEmpty())
        for (QAction* const each : m_actions)
            if (each->objectName() != id && each->shortcut() == key)
                found.push_back(each);
    return found;
}

} // namespace weft
