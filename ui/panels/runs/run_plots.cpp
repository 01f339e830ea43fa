#include "ui/panels/runs/run_plots.h"

#include "ui/document/graph_document.h"
#include "ui/panels/curves/plot/curve_legend.h"
#include "ui/panels/runs/run_library.h"
#include "ui/session/session.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/controls/number_field.h"
#include "ui/style/controls/segmented.h"
#include "ui/style/style.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStackedLayout>

#include <algorithm>
#include <set>

namespace weft {

RunPlots::RunPlots(Session* session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_stack(new QStackedLayout(this))
    , m_legend(new CurveLegend(this))
    , m_loss(new PlotPane(this))
    , m_metric(new PlotPane(this))
    , m_tools(new QWidget(this))
{
    setAccessibleName(tr("Curves of runs"));
    m_stack->addWidget(new EmptyState(QStringLiteral("curves"), tr("No runs chosen"),
                                      tr("Tick runs on the left to lay their curves over each other."), this));
    auto* const page = new QWidget(this);
    auto* const column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(1);
    column->addWidget(m_legend);
    auto* const row = new QHBoxLayout;
    row->setSpacing(1);
    row->addWidget(m_loss, 1);
    row->addWidget(m_metric, 1);
    column->addLayout(row, 1);
    m_stack->addWidget(page);
    m_loss->setTitle(tr("Training loss"));
    m_loss->setNote(tr("per step"));
    m_metric->setEmptyTexts(tr("No validation yet"),
                            tr("What is measured on samples that are not learnt from appears here after each epoch."));
    m_settings.isLogarithmic = true;

    auto* const tools = new QHBoxLayout(m_tools);
    tools->setContentsMargins(0, 0, 0, 0);
    tools->setSpacing(Style::get().px(8));
    m_smoothing = new NumberField(m_tools);
    m_smoothing->setRange(0, 0.999);
    m_smoothing->setDefault(m_settings.smoothing);
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_smoothing->setToolTip(tr("Smoothing: a debiased moving average; the values themselves lie pale beneath"));
    m_smoothing->setFixedWidth(Style::get().px(52));
    m_along = new Segmented({tr("Step"), tr("Epoch"), tr("Time")}, m_tools);
    m_along->setAccessibleName(tr("What the curves run over"));
    m_scale = new Segmented({tr("Linear"), tr("Log", "logarithmic")}, m_tools);
    m_scale->setAccessibleName(tr("Scale of the values"));
    for (QWidget* const tool : std::initializer_list<QWidget*> {m_smoothing, m_along, m_scale})
        tools->addWidget(tool);
    connect(m_smoothing, &NumberField::valueChanged, this, [this](double weight) {
        PlotSettings settings = m_settings;
        settings.smoothing = weight;
        setSettings(settings);
    });
    connect(m_along, &Segmented::currentChanged, this, [this](int along) {
        PlotSettings settings = m_settings;
        settings.along = Along(along);
        setSettings(settings);
    });
    connect(m_scale, &Segmented::currentChanged, this, [this](int scale) {
        PlotSettings settings = m_settings;
        settings.isLogarithmic = scale == 1;
        setSettings(settings);
    });
    for (PlotPane* const pane : {m_loss, m_metric}) {
        connect(pane, &PlotPane::settingsChosen, this, &RunPlots::setSettings);
        PlotPane* const other = pane == m_loss ? m_metric : m_loss;
        connect(pane->plot(), &CurvePlot::cursorMoved, other->plot(), &CurvePlot::setCursorAt);
        pane->setShowsLegend(false);
    }
    connect(m_metric->legend(), &CurveLegend::chosen, this, [this](int choice) {
        const std::vector<std::string> all = metrics();
        if (choice >= 0 && size_t(choice) < all.size())
            m_metricName = all[size_t(choice)];
        rebuild();
    });
    connect(m_legend, &CurveLegend::lineShown, this, [this](size_t line, bool shown) {
        for (PlotPane* const pane : {m_loss, m_metric}) {
            if (line < pane->plot()->plottables().size())
                pane->plot()->showLine(line, shown);
        }
        m_legend->setLines(m_loss->plot()->lines());
    });
    connect(&Style::get(), &Style::changed, this, qOverload<>(&QWidget::update));
    setSettings(m_settings);
    rebuild();
}

void RunPlots::watch(Session* session)
{
    m_session = session;
    if (m_library != nullptr)
        m_library->watch(session);
}

void RunPlots::show(GraphDocument* document)
{
    show(RunLibrary::of(document));
}

void RunPlots::show(RunLibrary* library)
{
    if (m_library != nullptr)
        disconnect(m_library, nullptr, this, nullptr);
    m_library = library;
    if (library != nullptr) {
        connect(library, &RunLibrary::chosenChanged, this, &RunPlots::rebuild);
        connect(library, &RunLibrary::curvesGrew, this, &RunPlots::grew);
        connect(library, &QObject::destroyed, this, &RunPlots::rebuild);
    }
    rebuild();
}

QList<QWidget*> RunPlots::headerTools()
{
    return {m_tools};
}

void RunPlots::setSettings(const PlotSettings& settings)
{
    m_settings = settings;
    m_smoothing->setValue(settings.smoothing);
    m_along->setCurrent(int(settings.along));
    m_scale->setCurrent(settings.isLogarithmic ? 1 : 0);
    m_loss->setSettings(settings);
    m_metric->setSettings(settings);
}

std::vector<std::string> RunPlots::metrics() const
{
    std::set<std::string> names;
    if (m_library != nullptr) {
        for (const RunEntry& run : m_library->chosen()) {
            for (const auto& [name, metric] : run.results.metrics) {
                if (name.starts_with("validation/"))
                    names.insert(name);
            }
        }
    }
    return {names.begin(), names.end()}; // accuracy comes before loss
}

std::vector<PlotLine> RunPlots::linesOf(const std::string& name, bool smoothed)
{
    std::vector<PlotLine> lines;
    for (const RunEntry& run : m_library->chosen()) {
        RunCurves* const curves = m_library->curves(run.folder);
        PlotLine line {.name = run.title(),
                       .timeline = curves->timeline(),
                       .role = runRole(size_t(m_library->placeOf(run.folder))),
                       .isSmoothed = smoothed};
        if (const auto curve = curves->curve(name)) {
            line.curve = curve;
            ++m_curves;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

void RunPlots::rebuild()
{
    const bool hasRuns = m_library != nullptr && !m_library->chosen().empty();
    m_stack->setCurrentIndex(hasRuns ? 1 : 0);
    m_curves = 0;
    if (!hasRuns) {
        m_loss->setLines({}, ValueKind::number);
        m_metric->setLines({}, ValueKind::number);
        return;
    }
    m_loss->setLines(linesOf("step/loss", true), ValueKind::number);
    const std::vector<std::string> all = metrics();
    const std::string metric = std::ranges::find(all, m_metricName) != all.end() ? m_metricName
        : all.empty()                                                            ? std::string("validation/loss")
                                                                                 : all.front();
    QStringList choices;
    for (const std::string& name : all)
        choices << tr("Validation %1").arg(titleOf(familyOf(name)).toLower());
    m_metric->setTitle(tr("Validation %1").arg(titleOf(familyOf(metric)).toLower()));
    m_metric->legend()->setChoices(choices);
    m_metric->setLines(linesOf(metric, false), isPercent(familyOf(metric)) ? ValueKind::percent : ValueKind::number);
    const auto isEmpty = [](const PlotLine& line) { return line.curve->isEmpty(); };
    m_metric->setNote(std::ranges::all_of(m_metric->plot()->lines(), isEmpty) ? QString() : tr("per epoch"));
    std::vector<PlotMark> marks;
    for (const RunEntry& run : m_library->chosen()) {
        for (const PlotMark& mark : m_library->curves(run.folder)->marks())
            marks.push_back(mark);
    }
    std::ranges::stable_sort(marks, {}, &PlotMark::step);
    m_loss->plot()->setMarks(marks);
    m_legend->setTitle(tr("Runs"));
    m_legend->setLines(m_loss->plot()->lines());
    m_legend->setNote(tr("Raw values stay underneath, smoothing is debiased"));
    setSettings(m_settings);
}

void RunPlots::grew()
{
    size_t curves = 0;
    for (const PlotPane* pane : {m_loss, m_metric}) {
        for (const PlotLine& line : pane->plot()->lines())
            curves += line.curve->isEmpty() ? 0 : 1;
    }
    if (curves < m_loss->plot()->plottables().size() * 2)
        rebuild(); // some are only now there
    m_loss->curvesGrew();
    m_metric->curvesGrew();
}

void RunPlots::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_metric->setVisible(width() >= Style::get().px(520));
}

void RunPlots::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface.panel);
    painter.setPen(theme().line.subtle);
    if (m_stack->currentIndex() == 0)
        return;
    const int y = m_legend->geometry().bottom() + 1;
    painter.drawLine(0, y, width(), y);
    if (m_metric->isVisible())
        painter.drawLine(m_metric->x() - 1, y, m_metric->x() - 1, height());
}

} // namespace weft
