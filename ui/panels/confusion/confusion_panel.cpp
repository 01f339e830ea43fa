#include "ui/panels/confusion/confusion_panel.h"

#include "ui/document/actions.h"
#include "ui/panels/confusion/confusion_view.h"
#include "ui/panels/predictions/prediction_grid.h"
#include "ui/session/session.h"
#include "ui/style/controls/empty_state.h"
#include "ui/style/icons.h"
#include "ui/style/layout/column.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace weft {

ConfusionPanel::ConfusionPanel(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(QStringLiteral("matrix"), {}, {}))
    , m_add(m_empty->setButton({}))
    , m_title(new QLabel)
    , m_worst(new QLabel)
    , m_view(new ConfusionView)
    , m_samples(new QWidget)
    , m_cell(new QLabel)
    , m_close(new QToolButton)
    , m_grid(new PredictionGrid)
{
    setAccessibleName(tr("Confusion"));
    auto* const head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addStretch(1);
    head->addWidget(m_worst);
    auto* const matrix = new QVBoxLayout;
    matrix->addLayout(head);
    matrix->addWidget(m_view, 1);

    m_close->setAutoRaise(true);
    auto* const cell = new QHBoxLayout;
    cell->addWidget(m_cell, 1);
    cell->addWidget(m_close);
    m_grid->setAccessibleName(tr("Samples of the picked cell"));
    auto* const samples = new QVBoxLayout(m_samples);
    samples->setContentsMargins(0, 0, 0, 0);
    samples->addLayout(cell);
    samples->addWidget(scrolling(m_grid), 1);
    m_samples->hide();

    auto* const page = new QWidget;
    auto* const row = new QHBoxLayout(page);
    row->addLayout(matrix, 3);
    row->addWidget(m_samples, 2);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(page);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);

    connect(m_add, &QPushButton::clicked, this, [this] {
        if (m_document)
            addBesideLoss(*m_document, "confusion_matrix");
    });
    connect(m_view, &ConfusionView::picked, this, &ConfusionPanel::picked);
    connect(m_close, &QToolButton::clicked, this, &ConfusionPanel::closeSamples);
    connect(&Style::get(), &Style::changed, this, &ConfusionPanel::restyle);
    restyle();
    updateState();
}

void ConfusionPanel::restyle()
{
    const int edge = Style::get().px(12);
    if (QLayout* page = m_stack->widget(1)->layout())
        page->setContentsMargins(edge, Style::get().px(8), edge, Style::get().px(8));
    m_title->setFont(Style::get().font(TextRole::bodyStrong));
    m_cell->setFont(Style::get().font(TextRole::bodyStrong));
    m_worst->setFont(Style::get().font(TextRole::secondary));
    QPalette palette = m_worst->palette();
    palette.setColor(QPalette::WindowText, theme().text.secondary);
    m_worst->setPalette(palette);
    m_close->setIcon(icon(QStringLiteral("close")));
    m_close->setToolTip(tr("Close the samples of this cell"));
    m_close->setAccessibleName(m_close->toolTip());
    m_title->setText(tr("Confusion, validation"));
    updateState();
}

void ConfusionPanel::watch(Session* session)
{
    if (m_session == session)
        return;
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    closeSamples();
    m_classes.clear();
    m_view->show({}, {});
    m_worst->clear();
    if (session) {
        connect(session, &Session::epochDone, this, &ConfusionPanel::epochDone);
        connect(session, &Session::previewed, this, &ConfusionPanel::previewed);
        connect(session, &Session::confusionAnswered, this, &ConfusionPanel::answered);
        connect(session, &Session::stateChanged, this, &ConfusionPanel::updateState);
        if (session->lastPreview())
            previewed(*session->lastPreview());
        if (session->lastEpoch())
            epochDone(*session->lastEpoch());
    }
    updateState();
}

void ConfusionPanel::show(GraphDocument* document)
{
    if (m_document == document)
        return;
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    if (document)
        connect(document, &GraphDocument::changed, this, [this](const Change& change) {
            if (change.structure || change.everything || !change.nodes.empty())
                updateState();
        });
    updateState();
}

void ConfusionPanel::previewed(const Predictions& of)
{
    for (const SampleValues& truth : of.truths) {
        if (truth.classes.empty())
            continue;
        QStringList classes;
        for (const std::string& name : truth.classes)
            classes << QString::fromStdString(name);
        if (classes != m_classes) {
            m_classes = classes;
            if (m_view->matrix().classes > 0)
                m_view->show(m_view->matrix(), m_classes);
        }
        return;
    }
}

void ConfusionPanel::epochDone(const EpochDone& epoch)
{
    if (!epoch.confusions.empty())
        show(epoch.confusions.front(), m_classes);
}

void ConfusionPanel::show(const ConfusionMatrix& matrix, const QStringList& classes)
{
    m_view->show(matrix, classes);
    int64_t most = 0;
    QString worst;
    for (int64_t t = 0; t < matrix.classes; ++t) {
        for (int64_t p = 0; p < matrix.classes; ++p) {
            if (t != p && matrix.at(t, p) > most) {
                most = matrix.at(t, p);
                worst = tr("%1 → %2 %3").arg(m_view->nameOf(t), m_view->nameOf(p), formatExact(most));
            }
        }
    }
    m_worst->setText(worst);
    m_worst->setToolTip(tr("The most frequent mistake: the truth, what it was taken for, and how often"));
    updateState();
}

void ConfusionPanel::picked(int64_t truth, int64_t predicted)
{
    m_cell->setText(m_view->sentence(truth, predicted));
    m_grid->show({});
    m_samples->show();
    if (m_session)
        m_session->askConfusion(m_view->matrix().node, truth, predicted);
}

void ConfusionPanel::answered(const ConfusionAnswer& answer)
{
    if (answer.truth != m_view->truth() || answer.predicted != m_view->predicted())
        return; // of a cell that was picked before
    m_grid->show(answer.of);
    emit samplesShown();
}

void ConfusionPanel::closeSamples()
{
    m_samples->hide();
    m_grid->show({});
}

void ConfusionPanel::updateState()
{
    const bool hasMatrix = m_view->matrix().classes > 0;
    m_stack->setCurrentIndex(hasMatrix ? 1 : 0);
    if (hasMatrix)
        return;
    const bool missing = m_document && !m_document->nodes({}).empty()
        && std::ranges::none_of(m_document->nodes({}),
                                [](const GraphNode& node) { return node.type == "confusion_matrix" && !node.muted; });
    const bool busy = m_session && m_session->isBusy();
    if (missing)
        m_empty->setTexts(tr("The network has no Confusion matrix"),
                          busy ? tr("Beside the loss, it counts which class is taken for which. Added now, it counts "
                                    "from the next training on.")
                               : tr("Beside the loss, it counts at each validation which class is taken for which."));
    else
        m_empty->setTexts(tr("No confusion matrix yet"),
                          busy ? tr("The first one comes after the first validation.")
                               : tr("Train, and see here after each validation which class is taken for which."));
    m_empty->setButton(missing && canAddBesideLoss(*m_document, "confusion_matrix") ? tr("Add a Confusion matrix")
                                                                                    : QString());
}

} // namespace weft
