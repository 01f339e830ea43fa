#include "ui/panels/curves/plot_pane.h"

#include "ui/panels/curves/plot/curve_legend.h"
#include "ui/panels/curves/plot/curve_plottable.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/layout/column.h"

#include <QActionGroup>
#include <QFileDialog>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace weft {

PlotPane::PlotPane(QWidget* parent)
    : QWidget(parent)
    , m_legend(new CurveLegend(this))
    , m_plot(new CurvePlot(this))
    , m_empty(new EmptyState(QStringLiteral("curves"), {}, {}, this))
{
    QVBoxLayout* const column = flushColumn(this);
    column->addWidget(m_legend);
    column->addWidget(m_plot, 1);
    column->addWidget(m_empty, 1);
    m_empty->hide();
    connect(m_legend, &CurveLegend::lineShown, this, [this](size_t line, bool shown) {
        m_plot->showLine(line, shown);
        m_legend->setLines(m_plot->lines());
    });
    connect(m_plot, &CurvePlot::menuAsked, this, [this](const QPoint& place) {
        QMenu* const menu = makeMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(place);
    });
    connect(m_plot, &CurvePlot::logarithmicChosen, this, [this](bool logarithmic) {
        PlotSettings settings = m_settings;
        settings.isLogarithmic = logarithmic;
        emit settingsChosen(settings);
    });
    connect(m_plot, &CurvePlot::logarithmicAlongChosen, this, [this](bool logarithmic) {
        PlotSettings settings = m_settings;
        settings.isLogarithmicAlong = logarithmic;
        emit settingsChosen(settings);
    });
}

void PlotPane::setTitle(const QString& title)
{
    m_legend->setTitle(title);
    m_plot->setTitle(title);
}

void PlotPane::setEmptyTexts(const QString& title, const QString& text)
{
    m_empty->setTexts(title, text);
    m_saysEmpty = true;
    updateValues();
}

void PlotPane::setNote(const QString& note)
{
    m_legend->setNote(note);
}

void PlotPane::setLines(std::vector<PlotLine> lines, ValueKind kind)
{
    for (const PlotLine& before : m_plot->lines()) {
        for (PlotLine& line : lines) {
            if (line.name == before.name)
                line.isVisible = before.isVisible;
        }
    }
    m_plot->setKind(kind);
    m_plot->setLines(lines);
    m_legend->setLines(m_showsLegend ? lines : std::vector<PlotLine>());
    setSettings(m_settings);
    updateValues();
}

void PlotPane::setSettings(const PlotSettings& settings)
{
    m_settings = settings;
    m_plot->setLogarithmic(settings.isLogarithmic && m_plot->kind() != ValueKind::percent);
    m_plot->setAlong(settings.along);
    m_plot->setLogarithmicAlong(settings.isLogarithmicAlong);
    m_plot->setSmoothing(settings.smoothing);
    updateValues();
}

void PlotPane::setShowsValues(bool shown)
{
    m_showsValues = shown;
    updateValues();
}

void PlotPane::setShowsLegend(bool shown)
{
    m_showsLegend = shown;
    m_legend->setLines(shown ? m_plot->lines() : std::vector<PlotLine>());
}

void PlotPane::curvesGrew()
{
    m_plot->curvesGrew();
    updateValues();
}

void PlotPane::updateValues()
{
    const bool hasValues = std::ranges::any_of(
        m_plot->plottables(), [](const CurvePlottable* plottable) { return !plottable->line().curve->isEmpty(); });
    m_empty->setVisible(m_saysEmpty && !hasValues);
    m_plot->setVisible(!m_saysEmpty || hasValues);
    for (size_t i = 0; i < m_plot->plottables().size(); ++i) {
        CurvePlottable* const plottable = m_plot->plottables()[i];
        const Curve& curve = *plottable->line().curve;
        const bool hasValue = m_showsValues && !curve.isEmpty();
        m_legend->setValue(
            i, hasValue ? formatValue(plottable->valueAt(double(curve.lastStep())), m_plot->kind()) : QString());
    }
}

void PlotPane::copy(PlotForm form)
{
    const QString problem = copyPlot(*m_plot, form);
    emit said(problem.isEmpty() ? tr("Copied %1.").arg(m_plot->title()) : problem);
}

void PlotPane::save(PlotForm form)
{
    static const QStringList endings = {QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("csv")};
    const QString ending = endings[int(form)];
    auto* const dialog = new QFileDialog(this, tr("Save %1").arg(m_plot->title()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending);
    dialog->setNameFilter(QStringLiteral("*.") + ending);
    dialog->selectFile(m_plot->title() + QLatin1Char('.') + ending);
    connect(dialog, &QFileDialog::fileSelected, this, [this, form](const QString& file) {
        savePlot(*m_plot, form, file, this, [this, file](const QString& problem) {
            emit said(problem.isEmpty() ? tr("Saved %1.").arg(file) : problem);
        });
    });
    dialog->open();
}

QMenu* PlotPane::makeMenu()
{
    auto* const menu = new QMenu(this);
    const auto choice = [&](QMenu* in, QActionGroup* group, const QString& text, bool chosen, PlotSettings settings) {
        QAction* const action = in->addAction(text);
        action->setCheckable(true);
        action->setChecked(chosen);
        if (group != nullptr)
            group->addAction(action);
        connect(action, &QAction::triggered, this, [this, settings] { emit settingsChosen(settings); });
    };
    auto* const alongs = new QActionGroup(menu);
    for (const auto& [along, text] :
         {std::pair(Along::step, tr("Over steps")), std::pair(Along::epoch, tr("Over epochs")),
          std::pair(Along::seconds, tr("Over time"))}) {
        PlotSettings settings = m_settings;
        settings.along = along;
        choice(menu, alongs, text, m_settings.along == along, settings);
    }
    menu->addSeparator();
    PlotSettings other = m_settings;
    other.isLogarithmic = !m_settings.isLogarithmic;
    choice(menu, nullptr, tr("Logarithmic"), m_settings.isLogarithmic, other);
    PlotSettings otherAlong = m_settings;
    otherAlong.isLogarithmicAlong = !m_settings.isLogarithmicAlong;
    choice(menu, nullptr, tr("Logarithmic along, too"), m_settings.isLogarithmicAlong, otherAlong);
    QMenu* const smoothing = menu->addMenu(tr("Smoothing"));
    auto* const weights = new QActionGroup(menu);
    for (const double weight : {0.0, 0.3, 0.6, 0.9, 0.97, 0.99}) {
        PlotSettings settings = m_settings;
        settings.smoothing = weight;
        choice(smoothing, weights, weight == 0 ? tr("None") : QLocale().toString(weight),
               m_settings.smoothing == weight, settings);
    }
    menu->addSeparator();
    menu->addAction(tr("Show everything"), m_plot, &CurvePlot::resetView)->setEnabled(!m_plot->isFollowing());
    menu->addSeparator();
    for (const auto& [form, copyText, saveText] :
         {std::tuple(PlotForm::png, tr("Copy as picture"), tr("Save as PNG…")),
          std::tuple(PlotForm::svg, tr("Copy as SVG"), tr("Save as SVG…")),
          std::tuple(PlotForm::csv, tr("Copy values as CSV"), tr("Save values as CSV…"))}) {
        menu->addAction(copyText, this, [this, f = form] { copy(f); });
        menu->addAction(saveText, this, [this, f = form] { save(f); });
    }
    return menu;
}

} // namespace weft
