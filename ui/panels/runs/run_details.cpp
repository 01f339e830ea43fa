#include "ui/panels/runs/run_details.h"

#include "engine/train/optimizer_type.h"
#include "engine/train/schedule.h"
#include "ui/panels/curves/plot/plot_line.h"
#include "ui/style/language/problem_sentences.h"
#include "ui/style/numbers.h"
#include "ui/style/style.h"
#include "ui/style/words.h"

#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>

namespace weft {

namespace {

constexpr size_t firstNumber = 3, lastNumber = 5; // learning rate, batch, seed; the other rows are words

} // namespace

RunDetails::RunDetails(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_title(new QLabel(this))
    , m_number(new QLabel(this))
    , m_noteName(new QLabel(tr("Note"), this))
    , m_note(new QLineEdit(this))
{
    m_grid->addWidget(m_title, 0, 0, 1, 2);
    m_grid->addWidget(m_number, 0, 2, Qt::AlignRight);
    for (const QString& name : {tr("Started"), tr("Device"), tr("Optimizer"), tr("Learning rate"), tr("Batch"),
                                tr("Seed"), tr("Checkpoints"), tr("Ended")}) {
        m_rows.emplace_back(new QLabel(name, this), new QLabel(this));
        const int row = int(m_rows.size());
        m_grid->addWidget(m_rows.back().first, row, 0);
        m_grid->addWidget(m_rows.back().second, row, 1, 1, 2);
        m_rows.back().second->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        m_rows.back().second->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_rows.back().second->setWordWrap(true);
    }
    m_grid->addWidget(m_noteName, int(m_rows.size()) + 1, 0);
    m_grid->addWidget(m_note, int(m_rows.size()) + 1, 1, 1, 2);
    m_grid->setColumnStretch(1, 1);
    m_note->setPlaceholderText(tr("What you want to remember of it"));
    m_note->setAccessibleName(tr("Note"));
    m_noteName->setBuddy(m_note);
    connect(m_note, &QLineEdit::editingFinished, this, [this] {
        if (!m_folder.isEmpty() && m_note->isModified())
            emit noteChanged(m_folder, m_note->text());
        m_note->setModified(false);
    });
    connect(&Style::get(), &Style::changed, this, &RunDetails::restyle);
    restyle();
}

void RunDetails::restyle()
{
    const Style& style = Style::get();
    m_grid->setContentsMargins(style.px(12), style.px(10), style.px(12), style.px(10));
    m_grid->setHorizontalSpacing(style.px(12));
    m_grid->setVerticalSpacing(style.px(6));
    m_grid->setColumnMinimumWidth(0, style.px(96));
    QPalette secondary = palette();
    secondary.setColor(QPalette::WindowText, theme().text.secondary);
    m_title->setFont(style.font(TextRole::bodyStrong));
    m_title->setContentsMargins(style.px(16), 0, 0, 0);
    m_number->setFont(style.font(TextRole::secondary));
    m_number->setPalette(secondary);
    m_noteName->setPalette(secondary);
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const auto& [name, value] = m_rows[i];
        name->setFont(style.font(TextRole::body));
        name->setPalette(secondary);
        value->setFont(style.font(i >= firstNumber && i <= lastNumber ? TextRole::mono : TextRole::body));
    }
    update();
}

void RunDetails::setRun(const RunEntry* run, int place)
{
    m_place = place;
    const QString folder = run == nullptr ? QString() : run->folder;
    const bool isOther = folder != m_folder;
    m_folder = folder;
    setVisible(run != nullptr);
    if (run == nullptr)
        return;
    m_title->setText(run->title());
    m_number->setText(tr("run %1").arg(folder.section(QLatin1Char('/'), -1)));
    m_number->setVisible(!run->name.isEmpty()); // else it is the title
    const QDateTime started = QDateTime::fromString(QString::fromStdString(run->record.started), Qt::ISODate);
    m_rows[0].second->setText(
        started.isValid() ? QLocale().toString(started.toLocalTime(),
                                               tr("d MMM, HH:mm:ss", "a day and a time, see QDateTime::toString()"))
                          : missingValue());
    QString device = deviceWords(run->record.device);
    if (run->project != nullptr)
        device += QStringLiteral(", ") + QString::fromStdString(run->project->training.precision);
    m_rows[1].second->setText(device.isEmpty() ? missingValue() : device);
    m_rows[1].second->setToolTip(device);
    QString optimizer, rate, batch, seed;
    if (run->project != nullptr) {
        const TrainingSection& training = run->project->training;
        const OptimizerType* const type = findOptimizerType(training.optimizer.type);
        optimizer = type ? translated(type->title) : QString::fromStdString(training.optimizer.type);
        rate = formatRate(training.learningRate);
        if (const ScheduleType* const schedule = findScheduleType(training.schedule.type);
            schedule && training.schedule.type != TrainingSection().schedule.type)
            rate += QStringLiteral(", ") + translated(schedule->title).toLower();
        batch = formatExact(training.batchSize);
        if (training.accumulation > 1)
            batch += QStringLiteral(" × ") + formatExact(training.accumulation);
        seed = QString::number(training.seed);
    }
    int at = 2;
    for (const QString& text : {optimizer, rate, batch, seed})
        m_rows[size_t(at++)].second->setText(text.isEmpty() ? missingValue() : text);
    QLabel* const checkpoints = m_rows[size_t(at++)].second;
    checkpoints->setText(
        run->record.bestStep > 0
            ? tr("best at step %1, last step %2").arg(formatExact(run->record.bestStep), formatExact(run->record.step))
            : tr("last step %1").arg(formatExact(run->record.step)));
    QLabel* const ended = m_rows[size_t(at)].second;
    ended->setText(run->record.text.empty() ? run->stateText()
                                            : problemSentence(QString::fromStdString(run->record.text)));
    ended->setToolTip(ended->text());
    if (isOther || !m_note->hasFocus())
        m_note->setText(run->note);
    update();
}

void RunDetails::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme().line.subtle);
    painter.drawLine(0, 0, width(), 0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_place < 0 ? theme().text.tertiary : colourOf(runRole(size_t(m_place))));
    const double radius = Style::get().px(8) / 2.0;
    painter.drawEllipse(QPointF(m_title->x() + radius, m_title->geometry().center().y() + 0.5), radius, radius);
}

} // namespace weft
