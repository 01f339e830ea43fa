#include "ui/panels/curves/curves_panel.h"

#include "engine/train/metrics.h"
#include "ui/panels/curves/plot/curve_legend.h"
#include "ui/session/session.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/controls/number_field.h"
#include "ui/style/controls/segmented.h"
#include "ui/style/icons.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QStackedLayout>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace weft {

namespace {

constexpr int narrowestPane = 290; // design pixels
constexpr int narrowestTools = 430; // of the panel; below it the menus alone have them
constexpr size_t mostPanes = 4;

} // namespace

CurvesPanel::CurvesPanel(Session* session, QWidget* parent)
    : QWidget(parent)
    , m_curves(new RunCurves(this))
    , m_stack(new QStackedLayout(this))
    , m_row(new QWidget(this))
    , m_said(new QLabel(this))
    , m_tools(new QWidget(this))
{
    setAccessibleName(tr("Curves"));
    m_settings.isLogarithmic = true;
    m_stack->addWidget(new EmptyState(QStringLiteral("curves"), tr("No run yet"),
                                      tr("Loss and metrics appear here, step by step."), this));
    auto* const row = new QHBoxLayout(m_row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(1);
    m_stack->addWidget(m_row);
    m_said->hide();
    makeTools();
    connect(m_curves, &RunCurves::grew, this, &CurvesPanel::refresh);
    connect(&Style::get(), &Style::changed, this, &CurvesPanel::restyle);
    restyle();
    watch(session);
}

void CurvesPanel::watch(Session* session)
{
    if (m_session != nullptr)
        disconnect(m_session, nullptr, this, nullptr);
    m_session = session;
    if (session != nullptr)
        connect(session, &Session::stateChanged, this, &CurvesPanel::refresh);
    m_curves->follow(session == nullptr ? nullptr : &session->history());
    rebuild(); // another session's curves may have the same names
    refresh();
}

void CurvesPanel::makeTools()
{
    auto* const row = new QHBoxLayout(m_tools);
    row->setContentsMargins(0, 0, 0, 0);
    m_smoothingLabel = new QLabel(tr("Smoothing"), m_tools);
    m_smoothing = new NumberField(m_tools);
    m_smoothing->setRange(0, 0.999);
    m_smoothing->setDefault(PlotSettings().smoothing);
    m_smoothing->setValue(m_settings.smoothing);
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_scale = new Segmented({tr("Linear"), tr("Log", "logarithmic")}, m_tools);
    m_scale->setAccessibleName(tr("Scale of the values"));
    m_scale->setCurrent(m_settings.isLogarithmic ? 1 : 0);
    m_copy = new QToolButton(m_tools);
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_copy->setAutoRaise(true);
    m_copy->setToolTip(tr("Axes, copy and save"));
    m_copy->setAccessibleName(m_copy->toolTip());
    for (QWidget* const tool : std::initializer_list<QWidget*> {m_smoothingLabel, m_smoothing, m_scale, m_copy})
        row->addWidget(tool);
    connect(m_smoothing, &NumberField::valueChanged, this, [this](double weight) {
        m_settings.smoothing = weight;
        setSettings(m_settings);
    });
    connect(m_scale, &Segmented::currentChanged, this, [this](int index) {
        m_settings.isLogarithmic = index == 1;
        setSettings(m_settings);
    });
    connect(m_copy, &QToolButton::clicked, this, [this] {
        const auto focused = std::ranges::find_if(m_panes, [](PlotPane* pane) { return pane->plot()->hasFocus(); });
        if (m_panes.empty())
            return;
        QMenu* const menu = (focused == m_panes.end() ? m_panes.front() : *focused)->makeMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_copy->mapToGlobal(QPoint(0, m_copy->height())));
    });
}

QList<QWidget*> CurvesPanel::headerTools()
{
    return {m_tools};
}

void CurvesPanel::showTools()
{
    const bool roomy = width() >= Style::get().px(narrowestTools);
    m_smoothingLabel->setVisible(roomy);
    m_smoothing->setVisible(roomy);
    m_scale->setVisible(roomy);
    m_copy->setEnabled(!m_panes.empty());
}

void CurvesPanel::restyle()
{
    const Style& style = Style::get();
    m_smoothingLabel->setFont(style.font(TextRole::secondary));
    QPalette ink = m_smoothingLabel->palette();
    ink.setColor(QPalette::WindowText, theme().text.secondary);
    m_smoothingLabel->setPalette(ink);
    m_smoothing->setFixedWidth(style.px(52));
    m_tools->layout()->setSpacing(style.px(8));
    m_copy->setIconSize({style.px(16), style.px(16)});
    m_said->setFont(style.font(TextRole::secondary));
    m_said->setAutoFillBackground(true);
    QPalette said = m_said->palette();
    said.setColor(QPalette::Window, theme().surface.raised);
    said.setColor(QPalette::WindowText, theme().text.primary);
    m_said->setPalette(said);
    m_said->setContentsMargins(style.px(8), style.px(4), style.px(8), style.px(4));
    update();
}

void CurvesPanel::setSettings(const PlotSettings& settings)
{
    m_settings = settings;
    m_smoothing->setValue(settings.smoothing);
    m_scale->setCurrent(settings.isLogarithmic ? 1 : 0);
    for (PlotPane* const pane : m_panes)
        pane->setSettings(settings);
    if (!m_panes.empty()) {
        const double steps = m_panes.front()->plot()->smoothingSteps();
        m_smoothing->setToolTip(tr("A moving average: after %1 steps a value counts for %2 of what it did. "
                                   "The values themselves lie pale beneath.")
                                    .arg(formatExact(int64_t(steps)), QLocale().toString(settings.smoothing)));
    }
}

std::vector<std::string> CurvesPanel::families() const
{
    std::vector<std::string> all;
    for (const std::string& name : m_curves->names()) {
        const std::string family = familyOf(name);
        if (std::ranges::find(all, family) == all.end())
            all.push_back(family);
    }
    // Losses, then the metrics of the network, then what the optimizer does.
    const auto rank = [](const std::string& family) {
        if (family == "loss")
            return 0;
        if (family == "learning_rate" || family == "gradient_norm" || family == "samples_per_second")
            return 3;
        return family.starts_with("loss/") ? 2 : 1;
    };
    std::ranges::stable_sort(all, {}, rank);
    return all;
}

std::vector<PlotLine> CurvesPanel::linesOf(const std::string& family)
{
    std::vector<PlotLine> lines;
    const auto add = [&](const std::string& name, const QString& title, LineRole role, bool smoothed, bool rings) {
        const std::shared_ptr<const Curve> curve = m_curves->curve(name);
        if (curve == nullptr)
            return false;
        lines.push_back({.name = title,
                         .curve = curve,
                         .timeline = m_curves->timeline(),
                         .role = role,
                         .isSmoothed = smoothed,
                         .hasRings = rings});
        return true;
    };
    const bool isRate = family == "learning_rate";
    if (!add("step/" + family, family == "loss" ? tr("Train") : titleOf(family), LineRole::train, !isRate, false))
        add("train/" + family, tr("Train"), LineRole::train, false, true);
    add("validation/" + family, tr("Validation"), LineRole::validation, false, true);
    return lines;
}

size_t CurvesPanel::roomForPanes() const
{
    return std::clamp<size_t>(size_t(width()) / size_t(Style::get().px(narrowestPane)), 1, mostPanes);
}

void CurvesPanel::rebuild()
{
    m_names = m_curves->names();
    const std::vector<std::string> all = families();
    const size_t count = std::min(all.size(), roomForPanes());
    while (m_panes.size() > count) {
        delete m_panes.back();
        m_panes.pop_back();
    }
    while (m_panes.size() < count) {
        auto* const pane = new PlotPane(m_row);
        const size_t index = m_panes.size();
        m_row->layout()->addWidget(pane);
        static_cast<QHBoxLayout*>(m_row->layout())->setStretchFactor(pane, index == 0 ? 5 : 4);
        connect(pane, &PlotPane::settingsChosen, this, &CurvesPanel::setSettings);
        connect(pane->legend(), &CurveLegend::chosen, this, [this, index](int choice) { chooseFamily(index, choice); });
        connect(pane->plot(), &CurvePlot::cursorMoved, this,
                [this, index](std::optional<double> x) { syncCursors(index, x); });
        connect(pane, &PlotPane::said, this, [this](const QString& sentence) {
            m_said->setText(sentence);
            m_said->adjustSize();
            m_said->move((width() - m_said->width()) / 2, height() - m_said->height() - Style::get().px(8));
            m_said->raise();
            m_said->show();
            QTimer::singleShot(4000, m_said, &QWidget::hide);
        });
        m_panes.push_back(pane);
    }
    m_preferred.resize(mostPanes);
    // What the user wants where, then the rest in order.
    std::vector<std::string> rest = all;
    m_shown.assign(count, {});
    for (size_t i = 0; i < count; ++i) {
        if (const auto wanted = std::ranges::find(rest, m_preferred[i]); wanted != rest.end()) {
            m_shown[i] = *wanted;
            rest.erase(wanted);
        }
    }
    for (size_t i = 0, next = 0; i < count; ++i) {
        if (m_shown[i].empty())
            m_shown[i] = rest[next++];
    }
    QStringList choices;
    for (const std::string& family : all)
        choices << titleOf(family);
    for (size_t i = 0; i < count; ++i) {
        fillPane(i, m_shown[i]);
        m_panes[i]->legend()->setChoices(all.size() > count ? choices : QStringList());
    }
    m_stack->setCurrentIndex(count > 0 ? 1 : 0);
    setSettings(m_settings);
    showTools();
}

void CurvesPanel::fillPane(size_t pane, const std::string& family)
{
    m_panes[pane]->setTitle(titleOf(family));
    m_panes[pane]->setLines(linesOf(family),
                            isPercent(family)               ? ValueKind::percent
                                : family == "learning_rate" ? ValueKind::rate
                                                            : ValueKind::number);
}

void CurvesPanel::chooseFamily(size_t pane, int choice)
{
    const std::vector<std::string> all = families();
    if (choice < 0 || size_t(choice) >= all.size())
        return;
    // The plot that shows it now takes what this one showed.
    const auto other = std::ranges::find(m_shown, all[size_t(choice)]);
    if (other != m_shown.end())
        m_preferred[size_t(other - m_shown.begin())] = m_shown[pane];
    m_preferred[pane] = all[size_t(choice)];
    rebuild();
}

void CurvesPanel::refresh()
{
    if (m_curves->names() != m_names)
        rebuild();
    const bool live = m_session != nullptr && m_session->isBusy();
    const std::vector<PlotMark> marks = m_curves->marks();
    for (PlotPane* const pane : m_panes) {
        pane->plot()->setLive(live);
        pane->plot()->setMarks(marks);
        pane->curvesGrew();
    }
    updateNotes();
}

void CurvesPanel::updateNotes()
{
    for (size_t i = 0; i < m_panes.size(); ++i) {
        QString note;
        if (const std::shared_ptr<const Curve> curve = m_curves->curve("validation/" + m_shown[i]);
            curve != nullptr && !curve->values.summary().isEmpty()) {
            const Pyramid::Summary all = curve->values.summary();
            const bool lower = lowerIsBetter("validation/" + m_shown[i]);
            note = tr("best %1").arg(formatValue(double(lower ? all.min : all.max), m_panes[i]->plot()->kind()));
        }
        m_panes[i]->setNote(note);
    }
}

void CurvesPanel::syncCursors(size_t from, std::optional<double> x)
{
    for (size_t i = 0; i < m_panes.size(); ++i) {
        if (i != from)
            m_panes[i]->plot()->setCursorAt(x);
    }
}

void CurvesPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (std::min(families().size(), roomForPanes()) != m_panes.size())
        rebuild();
    showTools();
    updateNotes();
}

void CurvesPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface.panel);
    painter.setPen(theme().line.subtle);
    for (size_t i = 1; i < m_panes.size(); ++i) {
        const int x = m_row->mapTo(this, m_panes[i]->pos()).x() - 1;
        painter.drawLine(x, 0, x, height());
    }
}

} // namespace weft
