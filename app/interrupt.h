#pragma once

namespace weft {

// From now on the first SIGINT, SIGTERM or SIGHUP is only noted; the second ends the program at once. A signal that the
// caller has the program ignore (nohup) stays ignored.
void catchInterrupts();

int interruptSignal(); // the signal that was noted; 0: none

} // namespace weft
