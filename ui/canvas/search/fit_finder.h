#pragma once

#include "ui/canvas/search/what_fits.h"

#include <QFutureWatcher>

#include <deque>

namespace weft {

// Answers questions of what fits in a worker thread; the last ones are remembered. Only the newest question is
// answered.
class FitFinder : public QObject {
    Q_OBJECT
public:
    explicit FitFinder(QObject* parent = nullptr);
    ~FitFinder() override;

    void ask(const FitQuestion& question); // answered() comes at once if it was asked before
    void forget() { m_wanted = {}; } // nobody waits for the answer any more

signals:
    void answered(const std::vector<weft::Fit>& fits);

private:
    struct Answer {
        FitQuestion question;
        std::vector<Fit> fits;
    };
    void finish();

    std::optional<FitQuestion> m_wanted;
    std::deque<Answer> m_answers; // newest first
    QFutureWatcher<Answer> m_watcher;
};

} // namespace weft
