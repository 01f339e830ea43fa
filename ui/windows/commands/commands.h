#pragma once

#include <QAction>
#include <QHash>
#include <QObject>

#include <functional>
#include <vector>

namespace weft {

// Everything that can be done, once: menus, tool bar, command palette, the list of shortcuts and the settings of keys
// all read it here. Commands that act on one panel only (the canvas) are that panel's own QActions, and are adopted.
class Commands : public QObject {
    Q_OBJECT
public:
    struct Row {
        QString id; // "file.open"; what stands before the dot is its category
        QString title; // translated
        QKeySequence key = {}; // with the keys of Weft; others by presets and by the user
        QString icon = {};
        std::function<void()> run = {};
        std::function<QString()> whyNot = {}; // why it can't be used now, a sentence; empty: it can
        std::function<bool()> isOn = {}; // it is one of those that are on or off
    };

    // Actions of the window get their keys at `window`.
    explicit Commands(QWidget* window);

    QAction* add(const Row& row);
    // An action that belongs to a panel. Its objectName is the id, its shortcut the key of Weft.
    void adopt(QAction* action);

    QAction* action(const QString& id) const; // nullptr: there is none
    const std::vector<QAction*>& all() const { return m_actions; } // in the order they came
    static QString categoryOf(const QAction* action); // "file"
    static QString categoryTitle(const QString& category); // "File", translated
    void refresh(); // asks each whether it can be used: soon, and once

    // Keys: the user's own, else the preset's, else the command's.
    QKeySequence defaultKey(const QString& id) const; // the preset's
    void setKey(const QString& id, const QKeySequence& key); // the user's own
    void resetKey(const QString& id);
    bool isOwnKey(const QString& id) const;
    void setPreset(const QString& preset); // "weft", "blender", "unreal", "comfyui", "houdini"; own keys stay
    static QString preset();
    // Other commands that this key would reach in the same place.
    std::vector<QAction*> conflicts(const QString& id, const QKeySequence& key) const;

signals:
    void refreshed();
    void keysChanged();
    void triggered(const QString& id);

private:
    struct Entry {
        Row row;
        QAction* action = nullptr;
    };
    QWidget* m_window;
    std::vector<QAction*> m_actions;
    QHash<QString, Entry> m_entries;
    bool m_refreshing = false;

    bool applyKey(const Entry& entry) const;
    void applyKeys();
    void refreshNow();
    static void describe(QAction* action, const QString& whyNot);
};

} // namespace weft
