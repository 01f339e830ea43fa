#pragma once

#include "engine/train/run.h"
#include "ui/session/run_link.h"

namespace weft {

// A training on a thread of this process (--in-process).
class ThreadLink : public RunLink {
public:
    ThreadLink(Project project, RunOptions options)
        : m_run(std::move(project), std::move(options))
    {
    }
    void send(const Command& command) override { m_run.send(command); }
    std::vector<Event> drain() override { return m_run.events().drain(); }
    int64_t advances() const override { return m_run.advances(); }

private:
    Run m_run;
};

} // namespace weft
