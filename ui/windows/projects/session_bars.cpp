#include "ui/windows/projects/session_bars.h"

#include "ui/session/session.h"
#include "ui/style/language/problem_sentences.h"
#include "ui/windows/bars/message_bars.h"
#include "ui/windows/main_window.h"
#include "ui/windows/projects/studio.h"

#include <QCoreApplication>
#include <QPointer>

namespace weft {

namespace {

struct SessionBars {
    Q_DECLARE_TR_FUNCTIONS(SessionBars)
};

using Kind = MessageBars::Kind;

QString named(const Studio& studio, const QString& sentence)
{
    return studio.title() + QStringLiteral(": ") + sentence;
}

} // namespace

void watchSession(MainWindow& window, Studio& studio)
{
    Session* const session = studio.session();
    Studio* const owner = &studio;
    QObject::connect(session, &Session::crashed, &window, [&window, session, owner](const QString& sentence) {
        MessageBars::Message message {
            .id = QStringLiteral("training"), .kind = Kind::error, .text = named(*owner, sentence)};
        if (!session->runFolder().isEmpty())
            message.answers = {{SessionBars::tr("Resume"),
                                [kept = QPointer(session)] { kept ? kept->resumeRun(kept->runFolder()) : void(); },
                                true}};
        window.messages()->say(message);
    });
    QObject::connect(session, &Session::hanging, &window, [&window, session, owner](const QString& sentence) {
        window.messages()->say(
            {.id = QStringLiteral("training"),
             .kind = Kind::warning,
             .text = named(*owner, sentence),
             .answers = {{SessionBars::tr("End it"), [kept = QPointer(session)] { kept ? kept->kill() : void(); }},
                         {SessionBars::tr("Wait")}}});
    });
    QObject::connect(session, &Session::ended, &window, [&window, owner](const RunEnded& end) {
        if (end.reason != EndReason::failed)
            return;
        MessageBars::Message message {.id = QStringLiteral("training"),
                                      .kind = Kind::error,
                                      .text = named(*owner, problemSentence(QString::fromStdString(end.text)))};
        if (!end.node.empty())
            message.answers = {{SessionBars::tr("Show the node"), [&window, kept = QPointer(owner), node = end.node] {
                                    if (!kept)
                                        return;
                                    window.show(kept);
                                    window.setWorkspace(Workspace::build);
                                    kept->selection()->reveal(kept->document()->keyOf(node));
                                }}};
        window.messages()->say(message);
    });
    QObject::connect(session, &Session::stateChanged, &window, [&window, session, owner] {
        if (session->state() == Session::State::diskFull)
            window.messages()->say(
                {.id = QStringLiteral("training"),
                 .kind = Kind::warning,
                 .text = named(*owner, session->stateText()),
                 .answers = {{SessionBars::tr("Resume"), [kept = QPointer(session)] { kept ? kept->resume() : void(); },
                              true}}});
        else if (session->state() != Session::State::stopping) // a failure is told behind this
            window.messages()->take(QStringLiteral("training"));
    });
}

} // namespace weft
