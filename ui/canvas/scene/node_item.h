#pragma once

#include "engine/layers/layer_type.h"

#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <string>
#include <vector>

namespace weft {

// What a port carries; its shape and the dash of its wires say it.
enum class PortKind { tensor, labels, scalar, state };

// A place on a node where a wire ends. A port that takes many wires has one for each of them.
struct PortItem {
    std::string port;
    bool input = true;
    int slot = 0; // of a port that takes many: which wire
    bool many = false;
    bool optional = false;
    bool wired = false;
    PortKind kind = PortKind::tensor;
    QPointF at; // its middle, from the node's top left
    QString label;
};

// A line of the node's body: names of ports left and right, or a parameter.
struct RowItem {
    QString left;
    QString right; // the value, or an output's name
    std::string param = {}; // empty: a row of ports, or of what the training tells
    bool live = false; // the newest value of a loss or metric
};

// A node as the canvas shows it: everything that does not depend on zoom, state or training.
struct NodeItem {
    std::string id;
    std::string type;
    std::string block; // of a block: its name
    int64_t repeat = 1;
    std::string category; // the catalogue's; "block"
    QString title; // the type's, translated
    QString name; // the id, with "× N" when repeated
    QString colour; // the user's; empty: the category's
    QRectF rect; // in the scene
    bool collapsed = false;
    bool bypassed = false;
    bool muted = false;
    bool frozen = false;
    int64_t thawsAfter = 0; // epochs; 0: never
    bool boundary = false; // the inside's end of a block's ports ("in", "out"): no node of the document
    std::vector<PortItem> ports;
    std::vector<RowItem> rows;
    int revision = 0; // another one when it is laid out anew
    std::vector<int> wiresIn; // handles in the scene
    std::vector<int> wiresOut;

    const PortItem* find(const std::string& port, bool input, int slot = 0) const
    {
        const PortItem* last = nullptr; // wires beyond the last slot share it
        for (const PortItem& item : ports) {
            if (item.input != input || item.port != port)
                continue;
            last = &item;
            if (item.slot == slot)
                break;
        }
        return last;
    }
    QPointF positionOf(const PortItem& port) const { return rect.topLeft() + port.at; }
};

// Which wire, in the document's terms: the `input`-th entry of the node's inputs.
struct WireRef {
    std::string node;
    int input = 0;
    PortRef from;
    std::string port;
    bool operator==(const WireRef&) const = default;
};

// The way of a wire: Béziers in a row (four points, and three more for each further one), or the corners of an
// orthogonal line, which are drawn round.
struct WireRoute {
    bool orthogonal = false;
    std::vector<QPointF> points = {};
    QRectF bounds = {}; // of the line itself, without its width
    bool operator==(const WireRoute&) const = default;
};

struct WireItem {
    WireRef ref;
    int fromNode = -1; // handles in the scene
    int toNode = -1;
    int fromPort = -1; // in the nodes' lists of ports; −1: the document names one that is not there
    int toPort = -1;
    PortKind kind = PortKind::tensor;
    WireRoute route;
    std::vector<QPointF> dots; // reroute dots, in the scene
    double length = 0; // of the route, in the scene
};

struct FrameItem {
    int index = 0; // in the document's list
    QString title;
    QString colour;
    QRectF rect; // with padding and header
    std::vector<std::string> nodes;
};

struct NoteItem {
    int index = 0;
    QString title; // the text's first line
    QString text;
    QRectF rect;
};

} // namespace weft
