#pragma once

namespace weft {

class MainWindow;
class Studio;

// Says in bars what a training can't go on without: a crash, a hang, a full disk, a failure.
void watchSession(MainWindow& window, Studio& studio);

} // namespace weft
