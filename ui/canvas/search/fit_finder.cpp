#include "ui/canvas/search/fit_finder.h"

#include "ui/background/background.h"

#include <QPromise>

#include <algorithm>

namespace weft {

namespace {

constexpr size_t keptAnswers = 8;

} // namespace

FitFinder::FitFinder(QObject* parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &FitFinder::finish);
}

FitFinder::~FitFinder() = default;

void FitFinder::ask(const FitQuestion& question)
{
    m_wanted = question;
    const auto known = std::ranges::find(m_answers, question, &Answer::question);
    if (known != m_answers.end()) {
        m_wanted.reset();
        emit answered(std::vector(known->fits));
        return;
    }
    auto promise = std::make_shared<QPromise<Answer>>();
    m_watcher.setFuture(promise->future());
    backgroundThreads().start([promise, question] {
        promise->start();
        promise->addResult(Answer {question, whatFits(question)});
        promise->finish();
    });
}

void FitFinder::finish()
{
    if (m_watcher.future().resultCount() == 0)
        return;
    Answer answer = m_watcher.future().result();
    const bool wanted = m_wanted == answer.question;
    m_answers.push_front(std::move(answer));
    if (m_answers.size() > keptAnswers)
        m_answers.pop_back();
    if (wanted) {
        m_wanted.reset();
        emit answered(std::vector(m_answers.front().fits));
    }
}

} // namespace weft
