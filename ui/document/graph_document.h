#pragma once

#include "engine/compiler/check.h"
#include "engine/train/preflight/memory_forecast.h"
#include "ui/document/change.h"
#include "ui/document/edit.h"

#include <QObject>
#include <QUndoStack>

#include <functional>
#include <map>
#include <memory>

namespace weft {

class Checker;
class GraphIndex;

// The project under the user's hands, and the way back. Views hold no truth: they ask here, change it through change()
// (mostly by the functions of actions.h), and read again when changed() says so. GUI thread only.
class GraphDocument : public QObject {
    Q_OBJECT
public:
    explicit GraphDocument(QObject* parent = nullptr); // an empty, unnamed project
    explicit GraphDocument(Project project, QObject* parent = nullptr);
    ~GraphDocument() override;

    const Project& project() const { return m_project; }
    QString file() const { return m_file; } // empty: in no file yet
    bool isChanged() const; // since it was opened or saved
    QString title() const; // the file's name without its ending, else the project's name, else "Untitled"

    // Scopes that are not there have no nodes.
    const GraphNode* node(const Scope& scope, const std::string& id) const; // O(1); nullptr: not there
    const GraphNode* node(const NodeKey& key) const { return node(key.scope, key.id); }
    NodeView view(const Scope& scope, const std::string& id) const;
    bool hasView(const Scope& scope, const std::string& id) const; // false: never placed, such as in a file by hand
    const std::vector<GraphNode>& nodes(const Scope& scope) const;
    const Block* block(const std::string& name) const; // nullptr: not there
    // Who is fed by this port: node id and input port, in the document's order; a port twice if wired twice.
    std::vector<std::pair<std::string, std::string>> consumers(const Scope& scope, const PortRef& from) const;
    std::vector<std::pair<std::string, std::string>> consumers(const Scope& scope, const std::string& node) const;
    const std::vector<Frame>& frames(const Scope& scope) const;
    const std::vector<Note>& notes(const Scope& scope) const;
    const std::vector<Dot>& dots(const Scope& scope, const PortRef& from, const std::string& node,
                                 const std::string& port) const;
    std::string freeId(const Scope& scope, const std::string& wish) const; // wish, wish_2, wish_3, …

    // One undo step; steps of the same non-empty merge key in a row become one (dragging a value). If the function
    // throws, all is as it was. Inside another change it becomes part of that one.
    void change(const QString& title, const std::function<void(Edit&)>& make, const QString& mergeKey = {});
    void endMerging(); // the gesture is over: the next change is a step of its own, whatever its key
    QUndoStack* undoStack() { return &m_undo; }

    // For whoever reads and writes files.
    void reset(Project project,
               const QString& file = {}); // another project in the place of this one, without a way back
    uint64_t state() const; // the same number: the same project
    void markSaved(const QString& file, uint64_t state); // the file holds the project as it was in that state
    void markUnsaved(); // differs from its file whatever is undone: recovered, or the file is gone
    Project projectToSave() const; // with the viewports

    // Where the user looks, kept in the file but no step and no change.
    struct Viewport {
        double zoom = 1;
        double x = 0;
        double y = 0;
        bool operator==(const Viewport&) const = default;
    };
    Viewport viewport(const Scope& scope) const;
    void setViewport(const Scope& scope, const Viewport& viewport);

    // Of the last check, which runs in the background; may be of an older state: see isChecked().
    const GraphReport* report() const; // nullptr: none yet; its diagnostics are the project's, whatever its data
    // Of a node in a block: of its first use. nullptr: not checked.
    const NodeReport* report(const NodeKey& key) const;
    bool isChecked() const; // the report is of the project as it is now
    const Diagnostics& problems() const; // graph, training and data, read or not; node paths as in the report
    const std::optional<MemoryForecast>& forecast() const; // nothing: not known (yet), or it cannot be built
    Checker& checker() { return *m_checker; }
    // Where a path such as "encoder/2/conv1" lies; an empty id if nowhere.
    NodeKey keyOf(const std::string& path) const;

signals:
    void changed(const weft::Change& change);
    void checked(); // a new report
    void forecastChanged();
    void savedChanged(); // isChanged(), file() or title()

private:
    friend class DocumentStep;
    void announce(const Change& change);
    void announceSaved();

    Project m_project;
    std::unique_ptr<GraphIndex> m_index;
    QUndoStack m_undo;
    Checker* m_checker; // a child
    Edit* m_edit = nullptr; // the change under way
    uint64_t m_gesture = 0; // steps of two gestures never merge
    uint64_t m_lastState = 0;
    uint64_t m_firstState = 0; // of the project with everything undone
    uint64_t m_savedState = 0;
    bool m_unsaved = false;
    bool m_wasChanged = false;
    QString m_file;
    std::map<Scope, Viewport> m_viewports;
};

} // namespace weft
