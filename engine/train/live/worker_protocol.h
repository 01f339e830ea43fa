#pragma once

#include "engine/train/events.h"
#include "engine/train/live/commands.h"
#include "engine/train/run.h"

#include <string_view>

namespace weft {

// What a window and a worker say to each other, over a socket, one JSON object a line. Nothing else is shared, so that
// the worker may be on another machine.
//
//   window: {"hello": "weft", "protocol": 1, "since": 0}, then {"start": …} to the worker it has begun, then commands
//           (commands.h) and {"alone": "go on"} or {"alone": "stop"}: what to do when no window is there any more
//   worker: {"hello": "weft", "protocol": 1, "version": "0.1.0", "process": 1234}, then what has happened after the
//           step `since` and all that happens, as events (event_json.h; steps packed), and each second
//           {"beat": N}: it has got on by N steps and batches altogether
//
// A worker that is greeted in another protocol says its own hello and hangs up.

constexpr int64_t workerProtocol = 1;
constexpr size_t maxWorkerLine = size_t(64) << 20; // longer ones end the conversation

struct Hello {
    int64_t protocol = workerProtocol;
    int64_t since = 0; // of the window
    std::string version = {}; // of the worker, as the next
    int64_t process = 0;
};

struct Start {
    Project project = {}; // not used when the options resume a run
    RunOptions options = {}; // but for `files`
    bool goesOnAlone = true;
};

struct Alone {
    bool goesOn = true;
};

using WindowLine = std::variant<Hello, Start, Alone, Command>;
using WorkerLine = std::variant<Hello, Event, int64_t>; // the number: a beat

// Each with its newline.
std::string toLine(const Hello& hello);
std::string toLine(const Start& start);
std::string toLine(const Alone& alone);
std::string toLine(const Command& command);
std::string toLine(const Event& event);
std::string beatLine(int64_t advances);

// Throw Error for what none of the above has written.
WindowLine windowLine(std::string_view line);
WorkerLine workerLine(std::string_view line);

// The lines of a stream that comes in pieces.
class LineReader {
public:
    // Appends; throws Error when a line grows beyond maxWorkerLine.
    void add(std::string_view bytes);
    // The next whole line, without its end; valid until add(). Nothing: there is none yet.
    std::optional<std::string_view> next();

private:
    std::string m_bytes;
    size_t m_start = 0;
    size_t m_searched = 0; // up to here there is no end of a line after m_start
};

} // namespace weft
