#include "ui/panels/log/run_log.h"

#include "ui/panels/curves/run_curves.h"
#include "ui/session/session.h"
#include "ui/style/language/problem_sentences.h"
#include "ui/style/numbers.h"
#include "ui/style/words.h"

#include <algorithm>

namespace weft {

RunLog* RunLog::of(Session* session)
{
    if (session == nullptr)
        return nullptr;
    if (auto* const known = session->findChild<RunLog*>({}, Qt::FindDirectChildrenOnly))
        return known;
    return new RunLog(session);
}

RunLog::RunLog(Session* session)
    : LogModel(session)
    , m_session(session)
{
    connect(session, &Session::stateChanged, this, &RunLog::takeState);
    connect(session, &Session::planned, this, [this] {
        const RunPlan& plan = m_session->plan();
        say(Kind::state,
            tr("Trains %1 parameters on %2 samples for %3 steps, on %4.")
                .arg(formatExact(plan.parameters), formatExact(plan.samples), formatExact(plan.updates),
                     deviceWords(plan.device)));
    });
    connect(session, &Session::epochDone, this, &RunLog::takeEpoch);
    connect(session, &Session::checkpointed, this, [this](const Checkpointed& checkpoint) {
        say(Kind::checkpoint, checkpoint.best ? tr("Checkpoint, the best so far") : tr("Checkpoint"), checkpoint.step);
    });
    connect(session, &Session::marked, this,
            [this](const Mark& mark) { say(Kind::mark, markText(mark.what, mark.before, mark.after), mark.step); });
    connect(session, &Session::warned, this, [this](const Warning& warning) {
        const QString node = QString::fromStdString(warning.node);
        const QString text = problemSentence(QString::fromStdString(warning.text));
        say(Kind::warning, node.isEmpty() ? text : node + QStringLiteral(": ") + text, m_session->last().step);
    });
    connect(session, &Session::ended, this, [this](const RunEnded& end) {
        const bool failed = end.reason == EndReason::failed;
        say(failed ? Kind::error : Kind::state, problemSentence(QString::fromStdString(end.text)), end.step);
    });
    connect(session, &Session::crashed, this, [this](const QString& text) { say(Kind::error, text); });
    connect(session, &Session::hanging, this, [this](const QString& text) { say(Kind::warning, text); });
    if (session->state() != Session::State::idle)
        takeState();
}

void RunLog::takeState()
{
    using State = Session::State;
    const State state = m_session->state();
    // Ends and crashes say more themselves.
    if (int(state) == m_lastState || state == State::idle || state == State::ended || state == State::crashed)
        return;
    m_lastState = int(state);
    QString text = m_session->stateText();
    if (text.isEmpty()) {
        text = state == State::starting ? tr("Getting ready")
            : state == State::training  ? tr("Training")
            : state == State::paused    ? tr("Paused")
            : state == State::diskFull  ? tr("Paused: the disk is full")
                                        : tr("Stopping");
    }
    say(state == State::diskFull ? Kind::warning : Kind::state, text, m_session->last().step);
}

void RunLog::takeEpoch(const EpochDone& done)
{
    std::vector<std::pair<std::string, QString>> families; // of a loss or metric, what it is of all parts
    for (const auto& [name, value] : done.values) {
        const std::string family = familyOf(name);
        const QString shown = isPercent(family) ? formatPercent(value) : formatSmall(value);
        const auto known = std::ranges::find(families, family, &std::pair<std::string, QString>::first);
        const bool validation = name.starts_with("validation/");
        const QString words = validation ? tr("validation %1").arg(shown) : shown;
        if (known == families.end())
            families.emplace_back(family, titleOf(family).toLower() + QLatin1Char(' ') + words);
        else
            known->second += tr(", ", "between what a loss is in training and in validation") + words;
    }
    QStringList values;
    for (const auto& [family, words] : families)
        values << words;
    say(Kind::epoch, tr("Epoch %1: %2").arg(QLocale().toString(done.epoch, 'g', 6), values.join(QStringLiteral(" · "))),
        done.step);
}

void RunLog::say(Kind kind, const QString& text, int64_t step)
{
    add({QDateTime::currentDateTime(), step, kind, text});
}

} // namespace weft
