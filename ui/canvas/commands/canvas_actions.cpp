#include "ui/canvas/commands/canvas_actions.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/gestures/editing_tools.h"
#include "ui/style/icons.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <array>

namespace weft {

namespace {

QString titleOf(const CanvasCommand& command)
{
    return QCoreApplication::translate("weft", command.title);
}

} // namespace

CanvasActions::CanvasActions(EditingTools& tools, QObject* parent)
    : QObject(parent)
    , m_tools(tools)
{
    Canvas& canvas = tools.canvas();
    for (const CanvasCommand& command : canvasCommands()) {
        auto* action = new QAction(titleOf(command), this);
        action->setObjectName(QString::fromLatin1(command.id));
        action->setShortcut(QKeySequence(QString::fromLatin1(command.key), QKeySequence::PortableText));
        action->setShortcutContext(Qt::WidgetShortcut);
        const QString name = QString::fromLatin1(command.icon);
        if (!name.isEmpty() && hasIcon(name))
            action->setIcon(icon(name));
        connect(action, &QAction::triggered, this, [this, run = command.run] {
            if (m_tools.canvas().document() == nullptr)
                return;
            m_tools.canvas().finishAnimations();
            run(m_tools);
        });
        canvas.addAction(action);
        m_actions.push_back(action);
    }
    canvas.installEventFilter(this);
    connect(&canvas, &Canvas::shown, this, &CanvasActions::watch);
    watch();
}

void CanvasActions::watch()
{
    for (const QMetaObject::Connection& connection : {m_selectionChanged, m_scopeChanged, m_documentChanged})
        disconnect(connection);
    Canvas& canvas = m_tools.canvas();
    if (Selection* selection = canvas.selection()) {
        m_selectionChanged = connect(selection, &Selection::changed, this, &CanvasActions::refresh);
        m_scopeChanged = connect(selection, &Selection::scopeChanged, this, &CanvasActions::refresh);
    }
    if (GraphDocument* document = canvas.document())
        m_documentChanged = connect(document, &GraphDocument::changed, this, &CanvasActions::refresh);
    refresh();
}

QAction* CanvasActions::action(const QString& id) const
{
    for (QAction* action : m_actions) {
        if (action->objectName() == id)
            return action;
    }
    return nullptr;
}

bool CanvasActions::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        for (qsizetype i = 0; i < m_actions.size(); ++i)
            m_actions[i]->setText(titleOf(canvasCommands()[size_t(i)]));
        m_wordsChanged = true;
        refresh();
    }
    return QObject::eventFilter(watched, event);
}

// At once, not later: a key may follow within the same turn of the event loop. It costs one answer a kind of need.
void CanvasActions::refresh()
{
    std::array<QString, size_t(CanvasCommand::Needs::count)> reasons;
    for (size_t i = 0; i < reasons.size(); ++i)
        reasons[i] = whyNot(CanvasCommand::Needs(i));
    for (qsizetype i = 0; i < m_actions.size(); ++i) {
        const CanvasCommand& command = canvasCommands()[size_t(i)];
        const QString& why = reasons[size_t(command.needs)];
        QAction* action = m_actions[i];
        if (action->isEnabled() == why.isEmpty() && action->statusTip() == why && !action->toolTip().isEmpty()
            && !m_wordsChanged)
            continue;
        action->setEnabled(why.isEmpty());
        action->setStatusTip(why);
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip(titleOf(command) + (keys.isEmpty() ? QString() : QStringLiteral("  (%1)").arg(keys))
                           + (why.isEmpty() ? QString() : QLatin1Char('\n') + why));
    }
    m_wordsChanged = false;
}

QString CanvasActions::whyNot(CanvasCommand::Needs needs) const
{
    using Needs = CanvasCommand::Needs;
    const Canvas& canvas = m_tools.canvas();
    if (canvas.document() == nullptr || canvas.selection() == nullptr)
        return tr("No project is open.");
    const std::set<std::string>& ids = canvas.selection()->nodes();
    const auto isBlock = [&](const std::string& id) {
        const GraphNode* node = canvas.document()->node(canvas.scope(), id);
        return node != nullptr && node->type == "block";
    };
    switch (needs) {
    case Needs::document:
        return {};
    case Needs::selection:
        return ids.empty() ? tr("Select a node first.") : QString();
    case Needs::several:
        return ids.size() < 2 ? tr("Select several nodes first.") : QString();
    case Needs::two:
        return ids.size() != 2 ? tr("Select two nodes first.") : QString();
    case Needs::fewerThanTwo:
        return ids.size() >= 2 ? tr("Several nodes are selected, and its key aligns them.") : QString();
    case Needs::block:
        return std::ranges::none_of(ids, isBlock) ? tr("Select a block first.") : QString();
    case Needs::inside:
        return canvas.scope().empty() ? tr("This is the network itself, no block around it.") : QString();
    case Needs::frame: {
        const std::vector<Frame>& frames = canvas.document()->frames(canvas.scope());
        const bool framed = std::ranges::any_of(frames, [&](const Frame& frame) {
            return std::ranges::any_of(frame.nodes, [&](const std::string& id) { return ids.contains(id); });
        });
        return framed ? QString() : tr("Select a node in a frame first.");
    }
    case Needs::count:
        break;
    }
    return {};
}

} // namespace weft
