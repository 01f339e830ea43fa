#pragma once

#include "engine/train/events.h"
#include "ui/panels/log/log_model.h"

namespace weft {

class Session;

// All that a session has told, in words: states, epochs, warnings, checkpoints and the user's changes. It listens from
// when it is first asked for, whether a panel shows it or not.
class RunLog : public LogModel {
    Q_OBJECT
public:
    static RunLog* of(Session* session); // one for each Session, made when first asked for; nullptr for nullptr

private:
    explicit RunLog(Session* session);
    void say(Kind kind, const QString& text, int64_t step = 0);
    void takeState();
    void takeEpoch(const EpochDone& done);

    Session* m_session; // the parent
    int m_lastState = -1;
};

} // namespace weft
