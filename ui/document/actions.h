#pragma once

#include "ui/document/graph_document.h"
#include "ui/document/ports.h"

#include <QPointF>
#include <QRectF>

#include <map>
#include <set>

namespace weft {

// What a user does to a network, each one undo step. What cannot be done leaves all as it was and says why: a returned
// QString is that sentence, empty when it was done. Positions are in canvas pixels, top left.
//
// A kind names what can be placed: a layer's id ("conv2d"), or "block:name".

using Ids = std::set<std::string>;

struct Wire {
    PortRef from;
    std::string node; // that it feeds, and …
    std::string port; // … by which input
    bool operator==(const Wire&) const = default;
};
// One of several wires of a `many` port is named by its `from`; twice the same are one.
bool hasWire(const GraphDocument& document, const Scope& scope, const Wire& wire);

// ---- wires (actions/connect.cpp)

// Empty: the link is legal; else why it is refused: own input, a circle, no such port, already there.
QString whyNot(const GraphDocument& document, const Scope& scope, const PortRef& from, const std::string& node,
               const std::string& port);
// The same without words, for all ports at once while a wire is dragged: every node that `node` works on, itself too;
// no wire may go from there to one of these.
std::set<std::string> nodesBefore(const GraphDocument& document, const Scope& scope, const std::string& node);
std::set<std::string> nodesAfter(const GraphDocument& document, const Scope& scope, const std::string& node);
// Takes the place of what fed a single port; on a `many` port it comes at `place`, or last.
QString connectPorts(GraphDocument& document, const Scope& scope, const PortRef& from, const std::string& node,
                     const std::string& port, int place = -1);
void cutWires(GraphDocument& document, const Scope& scope, const std::vector<Wire>& wires);
inline void disconnect(GraphDocument& document, const Scope& scope, const std::vector<Wire>& wires)
{
    cutWires(document, scope, wires); // the same, where no QObject's own disconnect() is in the way
}
void moveInput(GraphDocument& document, const Scope& scope, const std::string& node, const std::string& port, int from,
               int to); // the order of a `many` port's wires
QString moveWires(GraphDocument& document, const Scope& scope, const PortRef& from,
                  const PortRef& to); // all that start
// The first pair of free or fitting ports, `from` before `node`; empty sentence: done.
QString connectNodes(GraphDocument& document, const Scope& scope, const std::string& from, const std::string& node);

// ---- nodes (actions/nodes.cpp)

struct Joint { // what a new node is wired to at once; at most one of them is set
    std::optional<PortRef> from = {}; // feeds its first input
    std::optional<PortRef> to = {}; // is fed by its first output: node and input port
    std::optional<Wire> on = {}; // it is set into this wire
    std::string port = {}; // of the new node, in place of the first
};
QString whyNotKind(const GraphDocument& document, const Scope& scope,
                   const std::string& kind); // empty: it can be placed
// Returns the id; empty if there is no such kind.
std::string addNode(GraphDocument& document, const Scope& scope, const std::string& kind, QPointF at,
                    const Joint& joint = {});
inline std::string addLayer(GraphDocument& document, const Scope& scope, const std::string& type, QPointF at,
                            const Joint& joint = {})
{
    return addNode(document, scope, type, at, joint);
}
QString whyNotOnWire(const GraphDocument& document, const Scope& scope, const std::string& node, const Wire& wire);
// `shift`: these nodes make room by so much, in the same step.
QString insertOnWire(GraphDocument& document, const Scope& scope, const std::string& node, const Wire& wire, QPointF at,
                     const Ids& shifted = {}, QPointF shift = {});
// heal: what fed a node then feeds what it fed, where each has one main way through.
void removeNodes(GraphDocument& document, const Scope& scope, const Ids& ids, bool heal);
void detach(GraphDocument& document, const Scope& scope, const Ids& ids); // out of their wires, which heal; they stay
std::vector<std::string> duplicate(GraphDocument& document, const Scope& scope, const Ids& ids, QPointF offset,
                                   bool keepInputs = false);
QString rename(GraphDocument& document, const NodeKey& key, const QString& to);
QString whyNotName(const GraphDocument& document, const NodeKey& key, const QString& to);
// Keeps wires whose ports are there by name or place, and the parameters of the same name and kind.
QString swapType(GraphDocument& document, const Scope& scope, const Ids& ids, const std::string& kind);

// ---- what the network tells (actions/beside_loss.cpp)

// A node of `type`, "output" or "confusion_matrix", fed by what feeds the network's first loss, and under it. Returns
// the id; empty where no loss has what it needs: scores, and for the matrix classes too.
std::string addBesideLoss(GraphDocument& document, const std::string& type);
bool canAddBesideLoss(const GraphDocument& document, const std::string& type);

// ---- flags and parameters (actions/params.cpp)

QString whyNotBypass(const GraphDocument& document, const Scope& scope, const std::string& id);
void setBypassed(GraphDocument& document, const Scope& scope, const Ids& ids,
                 bool on); // those that cannot are left out
void setMuted(GraphDocument& document, const Scope& scope, const Ids& ids, bool on);
void setFrozen(GraphDocument& document, const Scope& scope, const Ids& ids, bool on);
void setUnfreezeAfter(GraphDocument& document, const Scope& scope, const Ids& ids, int64_t epochs); // 0: never
void setLearningRateScale(GraphDocument& document, const Scope& scope, const Ids& ids, double scale);
QString setShares(GraphDocument& document, const NodeKey& key, const std::string& owner); // "": weights of its own
// On every node that has the parameter. A default is not written. Steps of one drag merge: end it with endMerging().
QString setParam(GraphDocument& document, const Scope& scope, const Ids& ids, const std::string& param,
                 const ParamValue& value);
void resetParam(GraphDocument& document, const Scope& scope, const Ids& ids, const std::string& param);
void setRepeat(GraphDocument& document, const Scope& scope, const Ids& ids, int64_t times); // blocks

// ---- places (actions/places.cpp)

using Places = std::map<std::string, QPointF>;
void moveNodes(GraphDocument& document, const Scope& scope, const Places& places, const QString& title = {},
               const QString& mergeKey = {}); // to
void nudge(GraphDocument& document, const Scope& scope, const Ids& ids, QPointF by); // repeated ones merge
enum class Edge { left, right, top, bottom, centreX, centreY };
using Rects = std::map<std::string, QRectF>; // of nodes as the canvas draws them
void align(GraphDocument& document, const Scope& scope, const Rects& rects, Edge edge);
void distribute(GraphDocument& document, const Scope& scope, const Rects& rects, Qt::Orientation along); // equal gaps
// Moves each node up or down so that the wire into its first input, from another of them, runs level. `portY`: of a
// port's middle, from the node's top.
void straighten(GraphDocument& document, const Scope& scope, const Ids& ids,
                const std::function<double(const std::string& node, const std::string& port, bool output)>& portY);
void setCollapsed(GraphDocument& document, const Scope& scope, const Ids& ids, bool on);
void setColour(GraphDocument& document, const Scope& scope, const Ids& ids, const QString& colour); // "#rrggbb" or ""

// ---- frames, notes, dots, bookmarks (actions/surroundings.cpp). Frames and notes go by their place in the list.

size_t makeFrame(GraphDocument& document, const Scope& scope, const Ids& ids, const QString& title,
                 const QString& colour = {});
void joinFrame(GraphDocument& document, const Scope& scope, size_t frame, const Ids& ids); // a node is in one frame
void leaveFrame(GraphDocument& document, const Scope& scope, const Ids& ids); // the last one takes the frame with it
void setFrame(GraphDocument& document, const Scope& scope, size_t frame, const QString& title, const QString& colour);
void removeFrame(GraphDocument& document, const Scope& scope, size_t frame); // its nodes stay
size_t addNote(GraphDocument& document, const Scope& scope, const QString& text, const QRectF& rect);
void setNoteText(GraphDocument& document, const Scope& scope, size_t note, const QString& text); // typing merges
void setNoteRect(GraphDocument& document, const Scope& scope, size_t note, const QRectF& rect); // a drag merges
void removeNote(GraphDocument& document, const Scope& scope, size_t note);
void addDot(GraphDocument& document, const Scope& scope, const Wire& wire, size_t place, QPointF at);
void moveDot(GraphDocument& document, const Scope& scope, const Wire& wire, size_t place, QPointF to); // a drag merges
void removeDot(GraphDocument& document, const Scope& scope, const Wire& wire, size_t place);
void setBookmark(GraphDocument& document, const std::string& name, const Scope& scope,
                 const GraphDocument::Viewport& place);
void removeBookmark(GraphDocument& document, const std::string& name);

// ---- clipboard (actions/clipboard.cpp)

// Readable JSON: nodes with the wires among them, where outside inputs came from, places, frames, blocks that they use.
QString copyText(const GraphDocument& document, const Scope& scope, const Ids& ids);
QString cut(GraphDocument& document, const Scope& scope, const Ids& ids); // the text
struct Pasted {
    std::vector<std::string> ids = {};
    QString sentence = {}; // why nothing came of it
};
// The middle of what is pasted comes to lie at `at`. keepInputs: wires from nodes that are still there by their ids.
Pasted pasteText(GraphDocument& document, const Scope& scope, const QString& text, QPointF at, bool keepInputs = false);
bool isClipboardText(const QString& text);

// ---- blocks (actions/blocks.cpp, actions/block_ports.cpp)

struct MadeBlock {
    std::string node = {}; // the one in the place of the selection
    std::string block = {};
    QString sentence = {};
};
// Wires over the boundary become ports, named after what they meet; places and frames come along.
MadeBlock makeBlock(GraphDocument& document, const Scope& scope, const Ids& ids, const QString& name);
QString unpackBlock(GraphDocument& document, const NodeKey& key,
                    Ids* unpacked = nullptr); // each copy of a repeated one
QString renameBlock(GraphDocument& document, const std::string& block, const QString& to);
QString makeUnique(GraphDocument& document, const NodeKey& key); // this use gets a block of its own
QString promoteParam(GraphDocument& document, const NodeKey& inner, const std::string& param, const QString& as = {});
void demoteParam(GraphDocument& document, const std::string& block, const std::string& promoted);
void movePromoted(GraphDocument& document, const std::string& block, int from, int to);
QString renamePromoted(GraphDocument& document, const std::string& block, const std::string& promoted,
                       const QString& to);
QString addPort(GraphDocument& document, const std::string& block, bool output, const QString& name);
QString setBlockOutput(GraphDocument& document, const std::string& block, const std::string& port,
                       const std::optional<PortRef>& from);
QString renamePort(GraphDocument& document, const std::string& block, bool output, const std::string& port,
                   const QString& to);
void movePort(GraphDocument& document, const std::string& block, bool output, int from, int to);
void removePort(GraphDocument& document, const std::string& block, bool output, const std::string& port);
void removeUnusedBlocks(GraphDocument& document);

} // namespace weft
