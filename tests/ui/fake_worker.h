#pragma once

#include "engine/train/live/worker_protocol.h"

#include <chrono>
#include <csignal>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace weft {

// What a test's program does when it is begun as a worker, by $FAKE_WORKER:
//   "torrent": 20,000 steps a second until the window hangs up, whether it reads or not (as training would go on)
//   "stranger": speaks another protocol
//   "babble": says something that is no JSON
//   "silent": trains, but never gets on
//   "measured": tells of a GPU that uses 360 W for three seconds, of a pause, and what monitoring costs; the next of
//               these when it is asked for a checkpoint
//   "exit": ends with code 7
inline int fakeWorker()
{
    const std::string what = getenv("FAKE_WORKER");
    constexpr int socket = 3;
    std::signal(SIGPIPE, SIG_IGN);
    const auto say = [](const std::string& line) {
        for (size_t sent = 0; sent < line.size();) {
            const ssize_t count = send(socket, line.data() + sent, line.size() - sent, MSG_NOSIGNAL);
            if (count <= 0)
                _exit(0);
            sent += size_t(count);
        }
    };
    auto isAskedForACheckpoint = [heard = std::string()]() mutable {
        constexpr std::string_view command = "\"checkpoint\"";
        char bytes[4096];
        while (heard.find(command) == std::string::npos) {
            const ssize_t count = recv(socket, bytes, sizeof bytes, 0);
            if (count <= 0)
                return false;
            heard.append(bytes, size_t(count));
        }
        heard.erase(0, heard.find(command) + command.size());
        return true;
    };
    if (what == "babble")
        say("training is fun\n");
    say(toLine(Hello {.protocol = what == "stranger" ? 99 : workerProtocol, .version = "test", .process = getpid()}));
    say(toLine(Event(RunPlan {.device = "test", .updates = 1'000'000'000})));
    say(toLine(Event(StateChanged {RunState::training})));
    say(beatLine(1));
    say(beatLine(5));
    if (what == "exit")
        return 7;
    if (what == "measured") {
        DeviceSample sample;
        sample.gpus.push_back({.name = "H100", .watts = 0});
        for (const double seconds : {10.0, 11.0, 12.0, 13.0, 1000.0}) {
            sample.seconds = seconds;
            say(toLine(Event(sample)));
            if (!isAskedForACheckpoint()) // apart: of those that come together only the last counts
                return 0;
            sample.gpus[0].watts = 360;
        }
        say(toLine(Event(MonitoringCost {.share = 0.004})));
    }
    int64_t step = 0;
    const auto start = std::chrono::steady_clock::now();
    while (true) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        char byte;
        if (recv(socket, &byte, 1, MSG_DONTWAIT) == 0)
            return 0;
        if (what != "torrent")
            continue;
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        StepsDone done;
        while (double(step) < 20'000 * seconds) {
            ++step;
            done.steps.push_back({.step = step, .epoch = float(step) / 100, .loss = 1 / float(step)});
        }
        if (!done.steps.empty())
            say(toLine(Event(done)));
    }
}

} // namespace weft
