#include "app/interrupt.h"

#include <csignal>
#include <initializer_list>
#include <unistd.h>

namespace weft {

namespace {

volatile std::sig_atomic_t noted = 0;

extern "C" void noteInterrupt(int signal)
{
    if (noted != 0)
        _exit(128 + signal);
    noted = signal;
}

} // namespace

void catchInterrupts()
{
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before = {};
        sigaction(signal, nullptr, &before);
        if (before.sa_handler == SIG_IGN)
            continue;
        struct sigaction action = {};
        action.sa_handler = noteInterrupt;
        action.sa_flags = SA_RESTART;
        sigaction(signal, &action, nullptr);
    }
}

int interruptSignal()
{
    return noted;
}

} // namespace weft
