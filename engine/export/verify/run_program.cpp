#include "engine/export/verify/run_program.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace weft {

namespace {

// What came, up to the limit; false: the other end is closed.
bool take(int handle, std::string& text, size_t most)
{
    std::array<char, 65536> buffer;
    const ssize_t count = read(handle, buffer.data(), buffer.size());
    if (count <= 0)
        return false;
    text.append(buffer.data(), std::min(size_t(count), most - std::min(most, text.size())));
    return true;
}

std::vector<char*> pointersTo(const std::vector<std::string>& texts) // and nullptr, as C ends a list
{
    std::vector<char*> pointers;
    for (const std::string& text : texts)
        pointers.push_back(const_cast<char*>(text.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

} // namespace

ProgramRun runProgram(const std::vector<std::string>& words, double limitSeconds,
                      const std::vector<std::string>& environment, size_t mostBytes)
{
    ProgramRun run;
    int pipes[2][2] = {{-1, -1}, {-1, -1}};
    for (auto& ends : pipes) {
        if (pipe2(ends, O_CLOEXEC) != 0)
            return run;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, pipes[0][1], 1);
    posix_spawn_file_actions_adddup2(&actions, pipes[1][1], 2);
    std::vector<char*> arguments = pointersTo(words);
    std::vector<char*> variables = pointersTo(environment);
    pid_t process = -1;
    run.started = posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(),
                               environment.empty() ? environ : variables.data())
        == 0;
    posix_spawn_file_actions_destroy(&actions);
    for (auto& ends : pipes)
        close(ends[1]);
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(limitSeconds);
    bool open[2] = {run.started, run.started};
    while (open[0] || open[1]) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd waiting[2] = {{open[0] ? pipes[0][0] : -1, POLLIN, 0}, {open[1] ? pipes[1][0] : -1, POLLIN, 0}};
        if (left.count() <= 0 || poll(waiting, 2, int(std::min<int64_t>(left.count(), 1000))) < 0) {
            run.late = left.count() <= 0;
            if (run.late) {
                kill(process, SIGKILL);
                break;
            }
            continue;
        }
        for (size_t i = 0; i < 2; ++i) {
            if (open[i] && waiting[i].revents != 0)
                open[i] = take(pipes[i][0], i == 0 ? run.out : run.err, mostBytes);
        }
    }
    for (auto& ends : pipes)
        close(ends[0]);
    int status = 0;
    if (run.started && waitpid(process, &status, 0) == process && WIFEXITED(status) && !run.late)
        run.code = WEXITSTATUS(status);
    if (run.late)
        run.err += "It took longer than " + std::to_string(int(limitSeconds)) + " seconds.";
    return run;
}

} // namespace weft
