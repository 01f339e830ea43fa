#pragma once

#include "ui/document/change.h"

#include <QObject>
#include <QPointer>

#include <set>

namespace weft {

class GraphDocument;

// What the user has picked, shared by canvas, inspector, outline and problems. Nodes that go leave it, renamed ones
// stay, and a scope that is gone falls back to the network.
class Selection : public QObject {
    Q_OBJECT
public:
    explicit Selection(GraphDocument* document, QObject* parent = nullptr);

    GraphDocument* document() const { return m_document; }
    const Scope& scope() const { return m_scope; }
    // Inside `scope`. `through`: the node that was opened to get there, for the breadcrumb and the way out.
    void enter(const Scope& scope, const std::string& through = {});
    void leave(); // to where it was entered from; the block's node is selected there
    // The way in, outermost first: the scope and the node in it that leads on. Empty in the network.
    const std::vector<NodeKey>& path() const { return m_path; }

    const std::set<std::string>& nodes() const { return m_nodes; } // of scope()
    bool contains(const std::string& id) const { return m_nodes.contains(id); }
    void set(std::set<std::string> ids, const std::string& current = {}); // current: "": kept, or any of a single one
    void select(const std::string& id) { set({id}, id); }
    void add(const std::string& id);
    void toggle(const std::string& id);
    void clear() { set({}); }
    const std::string& current() const { return m_current; } // last picked; "": none
    void reveal(const NodeKey& key); // enter its scope, select it, ask views to bring it into sight

signals:
    void changed();
    void scopeChanged();
    void revealAsked(const weft::NodeKey& key);

private:
    void follow(const Change& change);

    QPointer<GraphDocument> m_document;
    Scope m_scope;
    std::vector<NodeKey> m_path;
    std::set<std::string> m_nodes;
    std::string m_current;
};

} // namespace weft
