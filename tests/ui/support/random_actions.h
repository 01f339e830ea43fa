#pragma once

#include "engine/support/random.h"
#include "ui/document/actions.h"

namespace weft {

// Any action with any arguments, sensible or not: what a user could do, and what a mistake of ours could ask for.
class RandomActions {
public:
    explicit RandomActions(GraphDocument& document, uint64_t seed)
        : m_document(document)
        , m_random(seed, 1)
    {
    }
    void act(); // one of them; also an undo or a redo now and then
    const char* last() const { return m_last; }
    void keepUndone(bool on) { m_undoes = !on; } // no undo and redo among them

private:
    uint32_t below(uint32_t bound) { return bound == 0 ? 0 : m_random.below(bound); }
    bool chance(uint32_t one) { return below(one) == 0; }
    Scope scope();
    std::string id(const Scope& scope);
    Ids ids(const Scope& scope);
    std::string kind();
    std::string port(const Scope& scope, const std::string& node, bool output);
    std::string block();
    QString name();
    QPointF place() { return {double(below(2000)), double(below(1000))}; }
    std::optional<Wire> wire(const Scope& scope);
    void actOnNodes(const Scope& scope, uint32_t which);
    void actOnBlocks(uint32_t which);
    void actAround(const Scope& scope, uint32_t which);

    GraphDocument& m_document;
    RandomSequence m_random;
    QString m_clipboard;
    const char* m_last = "";
    bool m_undoes = true;
};

} // namespace weft
