#pragma once

#include "tests/support/forwarding_backend.h"

namespace weft {

// The CPU as a GPU is to the trainer: results are read late, several steps may be made in one go, and batches may be
// gathered from a data set that lies there. By plain loops.
class AheadBackend final : public ForwardingBackend {
public:
    struct Options {
        int stepsAtOnce = 1;
        bool keepsTables = false;
        std::string whyNoTable = {}; // not empty: it says so, and keeps none
    };
    explicit AheadBackend(Options options)
        : ForwardingBackend({.threads = 1, .oneDnn = false})
        , m_options(std::move(options))
    {
    }
    AheadBackend()
        : AheadBackend(Options())
    {
    }
    std::unique_ptr<Mailbox> makeMailbox(int letters, size_t bytes) override;
    int stepsAtOnce() const override { return m_options.stepsAtOnce; }
    bool keepsTables() const override { return m_options.keepsTables; }
    std::unique_ptr<Table> makeTable(const TableSource& source, std::string& whyNot) override;

private:
    Options m_options;
};

} // namespace weft
