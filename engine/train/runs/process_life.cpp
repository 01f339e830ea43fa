#include "engine/train/runs/process_life.h"

#include <cerrno>
#include <csignal>
#include <fstream>
#include <sstream>
#include <vector>

namespace weft {

namespace {

// What follows the program's name in /proc/PID/stat (proc(5)): the state, then numbers.
std::vector<std::string> statOf(int64_t process)
{
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    std::string line;
    std::getline(file, line);
    const size_t end = line.rfind(')'); // a name may hold anything
    std::vector<std::string> fields;
    if (end != std::string::npos) {
        std::istringstream rest(line.substr(end + 1));
        for (std::string field; rest >> field;)
            fields.push_back(field);
    }
    return fields;
}

constexpr size_t stateField = 0;
constexpr size_t startField = 19; // ticks since the boot

} // namespace

std::string processMark(int64_t process)
{
    const std::vector<std::string> stat = statOf(process);
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string boot;
    if (stat.size() <= startField || !std::getline(file, boot))
        return {};
    return boot + '+' + stat[startField];
}

bool isAtWork(int64_t process, const std::string& mark)
{
    if (process <= 0 || (kill(pid_t(process), 0) != 0 && errno != EPERM))
        return false;
    const std::vector<std::string> stat = statOf(process);
    if (!stat.empty() && (stat[stateField] == "Z" || stat[stateField] == "X"))
        return false;
    const std::string now = mark.empty() ? std::string() : processMark(process);
    return now.empty() || now == mark;
}

} // namespace weft
