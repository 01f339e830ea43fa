#include "ui/document/actions.h"
#include "ui/document/actions/heal.h"
#include "ui/document/actions/words.h"

#include <algorithm>

namespace weft {

namespace {

// Out of every frame but `but`; one that loses its last node goes.
void takeOut(std::vector<Frame>& frames, const Ids& ids)
{
    std::erase_if(frames, [&](Frame& frame) {
        const size_t before = frame.nodes.size();
        std::erase_if(frame.nodes, [&](const std::string& id) { return ids.contains(id); });
        return before > 0 && frame.nodes.empty();
    });
}

QString key(const char* what, const Scope& scope, const QString& more)
{
    return QLatin1String(what) + '/' + QString::fromStdString(scope) + '/' + more;
}

void alterDots(GraphDocument& document, const Scope& scope, const Wire& wire, const QString& title,
               const std::function<void(std::vector<Dot>&)>& how, const QString& mergeKey = {})
{
    document.change(
        title,
        [&](Edit& edit) {
            std::vector<Dot> dots = edit.dots(scope, wire.from, wire.node, wire.port);
            how(dots);
            edit.setDots(scope, wire.from, wire.node, wire.port, std::move(dots));
        },
        mergeKey);
}

} // namespace

size_t makeFrame(GraphDocument& document, const Scope& scope, const Ids& ids, const QString& title,
                 const QString& colour)
{
    const Ids there = present(document, scope, ids);
    document.change(Words::tr("Frame"), [&](Edit& edit) {
        std::vector<Frame> frames = edit.frames(scope);
        takeOut(frames, there);
        frames.push_back(
            {.title = title.toStdString(), .colour = colour.toStdString(), .nodes = {there.begin(), there.end()}});
        edit.setFrames(scope, std::move(frames));
    });
    return document.frames(scope).size() - 1;
}

void joinFrame(GraphDocument& document, const Scope& scope, size_t frame, const Ids& ids)
{
    if (frame >= document.frames(scope).size())
        return;
    document.change(Words::tr("Join frame"), [&](Edit& edit) {
        std::vector<Frame> frames = edit.frames(scope);
        std::vector<std::string>& nodes = frames[frame].nodes;
        Ids joining;
        for (const std::string& id : present(document, scope, ids)) {
            if (std::ranges::find(nodes, id) == nodes.end())
                joining.insert(id);
        }
        nodes.insert(nodes.end(), joining.begin(), joining.end());
        std::vector<Frame> others = frames;
        for (size_t i = 0; i < frames.size(); ++i) {
            if (i != frame)
                std::erase_if(frames[i].nodes, [&](const std::string& id) { return joining.contains(id); });
        }
        for (size_t i = frames.size(); i-- > 0;) {
            if (frames[i].nodes.empty() && !others[i].nodes.empty())
                frames.erase(frames.begin() + int64_t(i));
        }
        edit.setFrames(scope, std::move(frames));
    });
}

void leaveFrame(GraphDocument& document, const Scope& scope, const Ids& ids)
{
    document.change(Words::tr("Leave frame"), [&](Edit& edit) {
        std::vector<Frame> frames = edit.frames(scope);
        takeOut(frames, ids);
        edit.setFrames(scope, std::move(frames));
    });
}

void setFrame(GraphDocument& document, const Scope& scope, size_t frame, const QString& title, const QString& colour)
{
    if (frame >= document.frames(scope).size())
        return;
    document.change(
        Words::tr("Change frame"),
        [&](Edit& edit) {
            std::vector<Frame> frames = edit.frames(scope);
            frames[frame].title = title.toStdString();
            frames[frame].colour = colour.toStdString();
            edit.setFrames(scope, std::move(frames));
        },
        key("frame", scope, QString::number(frame)));
}

void removeFrame(GraphDocument& document, const Scope& scope, size_t frame)
{
    if (frame >= document.frames(scope).size())
        return;
    document.change(Words::tr("Remove frame"), [&](Edit& edit) {
        std::vector<Frame> frames = edit.frames(scope);
        frames.erase(frames.begin() + int64_t(frame));
        edit.setFrames(scope, std::move(frames));
    });
}

size_t addNote(GraphDocument& document, const Scope& scope, const QString& text, const QRectF& rect)
{
    document.change(Words::tr("Add note"), [&](Edit& edit) {
        std::vector<Note> notes = edit.notes(scope);
        notes.push_back(
            {.text = text.toStdString(), .x = rect.x(), .y = rect.y(), .width = rect.width(), .height = rect.height()});
        edit.setNotes(scope, std::move(notes));
    });
    return document.notes(scope).size() - 1;
}

void setNoteText(GraphDocument& document, const Scope& scope, size_t note, const QString& text)
{
    if (note >= document.notes(scope).size())
        return;
    document.change(
        Words::tr("Edit note"),
        [&](Edit& edit) {
            std::vector<Note> notes = edit.notes(scope);
            notes[note].text = text.toStdString();
            edit.setNotes(scope, std::move(notes));
        },
        key("note text", scope, QString::number(note)));
}

void setNoteRect(GraphDocument& document, const Scope& scope, size_t note, const QRectF& rect)
{
    if (note >= document.notes(scope).size())
        return;
    document.change(
        Words::tr("Move note"),
        [&](Edit& edit) {
            std::vector<Note> notes = edit.notes(scope);
            notes[note].x = rect.x();
            notes[note].y = rect.y();
            notes[note].width = std::max(0.0, rect.width());
            notes[note].height = std::max(0.0, rect.height());
            edit.setNotes(scope, std::move(notes));
        },
        key("note", scope, QString::number(note)));
}

void removeNote(GraphDocument& document, const Scope& scope, size_t note)
{
    if (note >= document.notes(scope).size())
        return;
    document.change(Words::tr("Remove note"), [&](Edit& edit) {
        std::vector<Note> notes = edit.notes(scope);
        notes.erase(notes.begin() + int64_t(note));
        edit.setNotes(scope, std::move(notes));
    });
}

void addDot(GraphDocument& document, const Scope& scope, const Wire& wire, size_t place, QPointF at)
{
    if (!hasWire(document, scope, wire))
        return;
    alterDots(document, scope, wire, Words::tr("Add reroute dot"), [&](std::vector<Dot>& dots) {
        dots.insert(dots.begin() + int64_t(std::min(place, dots.size())), {at.x(), at.y()});
    });
}

void moveDot(GraphDocument& document, const Scope& scope, const Wire& wire, size_t place, QPointF to)
{
    const QString merge =
        key("dot", scope,
            QString::fromStdString(wire.from.node + '.' + wire.from.port + '>' + wire.node + '.' + wire.port) + '/'
                + QString::number(place));
    alterDots(
        document, scope, wire, Words::tr("Move reroute dot"),
        [&](std::vector<Dot>& dots) {
            if (place < dots.size())
                dots[place] = {to.x(), to.y()};
        },
        merge);
}

void removeDot(GraphDocument& document, const Scope& scope, const Wire& wire, size_t place)
{
    alterDots(document, scope, wire, Words::tr("Remove reroute dot"), [&](std::vector<Dot>& dots) {
        if (place < dots.size())
            dots.erase(dots.begin() + int64_t(place));
    });
}

void setBookmark(GraphDocument& document, const std::string& name, const Scope& scope,
                 const GraphDocument::Viewport& place)
{
    document.change(Words::tr("Set bookmark %1").arg(QString::fromStdString(name)), [&](Edit& edit) {
        edit.setBookmark(name, Bookmark {.block = scope, .zoom = place.zoom, .x = place.x, .y = place.y});
    });
}

void removeBookmark(GraphDocument& document, const std::string& name)
{
    document.change(Words::tr("Remove bookmark %1").arg(QString::fromStdString(name)),
                    [&](Edit& edit) { edit.setBookmark(name, std::nullopt); });
}

} // namespace weft
