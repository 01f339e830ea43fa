#include "ui/panels/deploy/deploy_panel.h"

#include "ui/document/graph_document.h"
#include "ui/panels/deploy/export_form.h"
#include "ui/panels/deploy/serve_form.h"
#include "ui/panels/runs/run_library.h"
#include "ui/style/controls/choice_box.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/controls/section.h"
#include "ui/style/layout/column.h"
#include "ui/style/style.h"

#include <QFileInfo>
#include <QLabel>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace weft {

namespace {

constexpr int64_t mostNumbers = 12; // written out in a command

// curl's words for one sample of what the network takes; of several inputs only a file can hold one.
QString sampleFor(const Graph& graph)
{
    const GraphNode* input = nullptr;
    int inputs = 0;
    for (const GraphNode& node : graph.nodes) {
        if (node.type != "image" && node.type != "features" && node.type != "tokens" && node.type != "tensor")
            continue;
        input = &node;
        ++inputs;
    }
    if (inputs == 1 && input->type == "image")
        return QStringLiteral("--data-binary @picture.png");
    const auto count = input == nullptr ? Params::const_iterator() : input->params.find("count");
    const int64_t* numbers = inputs == 1 && input->type == "features" && count != input->params.end()
        ? std::get_if<int64_t>(&count->second)
        : nullptr;
    if (numbers == nullptr || *numbers < 1 || *numbers > mostNumbers)
        return QStringLiteral("-d @sample.json");
    QStringList zeros;
    for (int64_t i = 0; i < *numbers; ++i)
        zeros << QStringLiteral("0");
    return QStringLiteral("-d '[") + zeros.join(QStringLiteral(", ")) + QStringLiteral("]'");
}

// What may stand in addresses and names of files.
QString nameOf(const GraphDocument& document)
{
    const QString file = QFileInfo(document.file()).completeBaseName();
    QString name = file.isEmpty() ? QString::fromStdString(document.project().name) : file;
    name.replace(QRegularExpression(QStringLiteral("[^A-Za-z0-9_.-]+")), QStringLiteral("_"));
    return name.isEmpty() ? QStringLiteral("network") : name;
}

Section* section(const QString& title, QWidget* content, QWidget* parent)
{
    auto* const made = new Section(title, parent);
    made->setContent(content);
    return made;
}

} // namespace

DeployPanel::DeployPanel(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedLayout(this))
    , m_label(new QLabel(tr("Trained network"), this))
    , m_runs(new ChoiceBox(this))
    , m_forms(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_export(new ExportForm(this))
    , m_serve(new ServeForm(this))
{
    setAccessibleName(tr("Deploy"));
    m_runs->setAccessibleName(tr("Trained network"));
    m_label->setBuddy(m_runs);
    m_stack->addWidget(new EmptyState(
        QStringLiteral("export"), tr("Nothing trained yet"),
        tr("A trained network is taken to other programs from here: as ONNX, as PyTorch, as C++, or over HTTP."),
        this));
    auto* const page = new QWidget;
    auto* const column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    auto* const top = new QHBoxLayout;
    top->setContentsMargins(Style::get().px(12), Style::get().px(10), Style::get().px(12), Style::get().px(8));
    top->addWidget(m_label);
    top->addWidget(m_runs);
    top->addStretch(1);
    column->addLayout(top);
    m_forms->setSpacing(0);
    m_forms->addWidget(section(tr("Export"), m_export, page), 1, Qt::AlignTop);
    m_forms->addWidget(section(tr("Serve"), m_serve, page), 1, Qt::AlignTop);
    column->addLayout(m_forms);
    column->addStretch(1);
    m_stack->addWidget(scrolling(page));
    connect(m_runs, &QComboBox::currentIndexChanged, this, &DeployPanel::updateForms);
    connect(&Style::get(), &Style::changed, this, &DeployPanel::restyle);
    restyle();
}

void DeployPanel::show(GraphDocument* document)
{
    if (m_library != nullptr)
        m_library->disconnect(this);
    m_document = document;
    m_library = RunLibrary::of(document);
    if (m_library != nullptr) {
        connect(m_library, &RunLibrary::changed, this, &DeployPanel::updateRuns);
        connect(m_library, &RunLibrary::currentChanged, this, &DeployPanel::updateRuns);
    }
    updateRuns();
}

// Runs that have weights; the one that is looked at in the list of runs is taken.
void DeployPanel::updateRuns()
{
    const QString before = m_runs->currentData().toString();
    QString wanted = m_library == nullptr ? QString() : m_library->current();
    {
        const QSignalBlocker quiet(m_runs);
        m_runs->clear();
        for (const RunEntry& run : m_library == nullptr ? std::vector<RunEntry>() : m_library->runs())
            if (run.record.step > 0)
                m_runs->addItem(run.title() + QStringLiteral(" · ") + run.stateText(), run.folder);
        if (m_runs->findData(wanted) < 0)
            wanted = before;
        m_runs->setCurrentIndex(std::max(0, m_runs->findData(wanted)));
    }
    m_stack->setCurrentIndex(m_runs->count() == 0 ? 0 : 1);
    updateForms();
}

void DeployPanel::updateForms()
{
    const QString run = m_runs->currentData().toString();
    const QString name = m_document == nullptr ? QString() : nameOf(*m_document);
    m_export->setRun(run, name);
    m_serve->setRun(run, name, m_document == nullptr ? QString() : sampleFor(m_document->project().graph));
}

void DeployPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_forms->setDirection(width() < Style::get().px(760) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void DeployPanel::restyle()
{
    m_runs->setMinimumWidth(Style::get().px(200));
    QPalette ink = palette();
    ink.setColor(QPalette::WindowText, theme().text.secondary);
    m_label->setPalette(ink);
}

} // namespace weft
