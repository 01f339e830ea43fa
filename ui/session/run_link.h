#pragma once

#include "engine/train/event_queue.h"
#include "engine/train/live/commands.h"

#include <QString>

#include <optional>

namespace weft {

// The way to one training, wherever it runs. For the GUI thread; nothing here waits.
class RunLink {
public:
    virtual ~RunLink() = default;
    virtual void send(const Command& command) = 0;
    virtual std::vector<Event> drain() = 0;
    // Counts what the training gets on by, steps and batches of validations alike: a hang is when it stands still.
    virtual int64_t advances() const = 0;
    // Why nothing more will come, though the run has not told its end; nothing: all is well. Ask after drain().
    struct Fault {
        QString cause;
        bool hasDied = true; // the training, and not only the way to it
    };
    virtual std::optional<Fault> fault() { return std::nullopt; }
    // Ends a training that no longer listens.
    virtual void kill() { }
    // Whether it goes on when the window is gone; where it can't, it stops with a checkpoint.
    virtual void setGoesOnAlone(bool) { }
};

} // namespace weft
