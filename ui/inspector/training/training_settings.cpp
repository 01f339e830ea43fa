#include "ui/inspector/training/training_settings.h"

#include "engine/train/optimizer_type.h"
#include "engine/train/schedule.h"
#include "ui/inspector/params/file_editor.h"
#include "ui/inspector/params/param_row.h"
#include "ui/inspector/training/settings_rows.h"
#include "ui/style/controls/choice_box.h"
#include "ui/style/controls/section.h"
#include "ui/style/layout/column.h"
#include "ui/style/words.h"

#include <QFileInfo>
#include <QVBoxLayout>

#include <algorithm>

namespace weft {

namespace {

const std::vector<Param>& paramsOfChoice(Choice TrainingSection::*member, const std::string& type)
{
    static const std::vector<Param> none;
    if (member == &TrainingSection::optimizer) {
        const OptimizerType* found = findOptimizerType(type);
        return found ? found->params : none;
    }
    const ScheduleType* found = findScheduleType(type);
    return found ? found->params : none;
}

} // namespace

TrainingSettings::TrainingSettings(QWidget* parent)
    : QWidget(parent)
    , m_column(flushColumn(this))
{
    addLearning();
    addSchedule();
    addStart();
    addRun();
    addStability();
    addMachine();
    addEarlyStop();
    addCheckpoints();
    m_column->addStretch(1);
}

SettingsRows* TrainingSettings::addSection(const QString& title)
{
    auto* section = new Section(title, this);
    auto* rows = new SettingsRows(section);
    section->setContent(rows);
    m_column->addWidget(section);
    m_groups.push_back(rows);
    section->keepFolded(QStringLiteral("inspector/folded/training%1").arg(m_groups.size()));
    return rows;
}

template <class T> const Field<T>& TrainingSettings::fieldOf(std::string_view key)
{
    const auto fields = fieldsOf<T>();
    return *std::ranges::find(fields, key, &Field<T>::key);
}

template <class T>
ParamRow* TrainingSettings::addField(SettingsRows* rows, const char* group, std::string_view key, const QString& label,
                                     std::function<T*(TrainingSection&)> part, ParamEditor* editor)
{
    const Field<T>& field = fieldOf<T>(key);
    const auto read = [part, member = field.member](const TrainingSection& training) {
        TrainingSection copy = training; // `part` is for writing; the sections are small
        const T* of = part(copy);
        const T value = of ? *of : T();
        return std::visit(
            [&]<class Value>(Value T::*pointer) -> ParamValue {
                if constexpr (std::is_same_v<Value, std::vector<std::string>>)
                    return std::string();
                else
                    return value.*pointer;
            },
            member);
    };
    const auto write = [part, member = field.member](TrainingSection& training, const ParamValue& value) {
        T* of = part(training);
        if (!of)
            return;
        std::visit(
            [&]<class Value>(Value T::*pointer) {
                if constexpr (!std::is_same_v<Value, std::vector<std::string>>) {
                    if (const Value* held = std::get_if<Value>(&value))
                        of->*pointer = *held;
                }
            },
            member);
    };
    return rows->addSetting(
        label, QLatin1String(group) + QLatin1Char('.') + QString::fromLatin1(key.data(), qsizetype(key.size())),
        paramOf(field), read, write, editor);
}

void TrainingSettings::setUpChoice(Kind& kind, const QString& label, const QString& name)
{
    kind.box = new ChoiceBox;
    kind.row = new ParamRow(label, kind.box, kind.rows);
    kind.row->setObjectName(name);
    kind.rows->add(kind.row);
    const auto choose = [this, &kind, label](const std::string& type) {
        if (!m_document || (m_document->project().training.*kind.member).type == type)
            return;
        m_document->change(tr("Choose %1").arg(label), [&](Edit& edit) {
            TrainingSection training = edit.project().training;
            Choice& choice = training.*kind.member;
            choice.type = type;
            // What the other one calls the same stays: a decay, a warm-up.
            const std::vector<Param>& records = paramsOfChoice(kind.member, type);
            std::erase_if(choice.params, [&records](const auto& given) {
                return std::ranges::none_of(records, [&](const Param& record) { return record.id == given.first; });
            });
            edit.setTraining(std::move(training));
        });
    };
    connect(kind.box, &QComboBox::activated, this,
            [&kind, choose](int index) { choose(kind.box->itemData(index).toString().toStdString()); });
    connect(kind.row, &ParamRow::resetAsked, this, [&kind, choose] { choose((TrainingSection().*kind.member).type); });
}

void TrainingSettings::addLearning()
{
    m_optimizer.rows = addSection(tr("Optimizer"));
    m_optimizer.member = &TrainingSection::optimizer;
    setUpChoice(m_optimizer, tr("Optimizer"), QStringLiteral("training.optimizer"));
    for (const OptimizerType& type : optimizerTypes())
        m_optimizer.box->addItem(translated(type.title), QString::fromStdString(type.id));
    m_live.push_back(addField<TrainingSection>(m_optimizer.rows, "training", "learning_rate", tr("Learning rate"),
                                               [](TrainingSection& training) { return &training; }));
    m_optimizer.fixedRows = m_optimizer.rows->count();
}

void TrainingSettings::addSchedule()
{
    m_schedule.rows = addSection(tr("Learning rate schedule"));
    m_schedule.member = &TrainingSection::schedule;
    setUpChoice(m_schedule, tr("Schedule"), QStringLiteral("training.schedule"));
    for (const ScheduleType& type : scheduleTypes())
        m_schedule.box->addItem(translated(type.title), QString::fromStdString(type.id));
    auto* place = new QWidget(this);
    m_plotPlace = new QVBoxLayout(place);
    m_plotPlace->setContentsMargins(12, 0, 12, 0);
    m_column->addWidget(place);
}

void TrainingSettings::setSchedulePlot(QWidget* plot)
{
    m_plotPlace->setContentsMargins(12, 0, 12, 8);
    m_plotPlace->addWidget(plot);
}

void TrainingSettings::addStart()
{
    m_weights = new FileEditor(paramOf(fieldOf<TrainingSection>("weights")),
                               tr("Weights (*.safetensors *.onnx);;All files (*)"), this);
    ParamRow* const row = addField<TrainingSection>(
        addSection(tr("Start")), "training", "weights", tr("Weights"),
        [](TrainingSection& training) { return &training; }, m_weights);
    m_weights->setPlaceholder(tr("random"));
    connect(m_weights, &FileEditor::refused, row, &ParamRow::setMistake);
}

void TrainingSettings::addRun()
{
    SettingsRows* rows = addSection(tr("Length"));
    const auto part = [](TrainingSection& training) { return &training; };
    m_live.push_back(addField<TrainingSection>(rows, "training", "epochs", tr("Epochs"), part));
    addField<TrainingSection>(rows, "training", "steps", tr("Steps at most"), part);
    addField<TrainingSection>(rows, "training", "batch_size", tr("Batch"), part);
    addField<TrainingSection>(rows, "training", "accumulation", tr("Accumulate"), part);
    addField<TrainingSection>(rows, "training", "validation_every", tr("Validate every"), part);
}

void TrainingSettings::addStability()
{
    SettingsRows* rows = addSection(tr("Stability"));
    const auto part = [](TrainingSection& training) { return &training; };
    addField<TrainingSection>(rows, "training", "clip_norm", tr("Clip norm"), part);
    addField<TrainingSection>(rows, "training", "clip_value", tr("Clip value"), part);
    addField<TrainingSection>(rows, "training", "ema", tr("Weight average"), part);
}

void TrainingSettings::addMachine()
{
    SettingsRows* rows = addSection(tr("Machine"));
    const auto part = [](TrainingSection& training) { return &training; };
    addField<TrainingSection>(rows, "training", "precision", tr("Precision"), part);
    addField<TrainingSection>(rows, "training", "device", tr("Device"), part);
    addField<TrainingSection>(rows, "training", "seed", tr("Seed"), part);
}

void TrainingSettings::addEarlyStop()
{
    SettingsRows* rows = addSection(tr("Early stop"));
    m_live.push_back(rows->addSetting(
        tr("Stop early"), QStringLiteral("training.early_stop"),
        toggle("early_stop", false, "Ends when a metric no longer improves."),
        [](const TrainingSection& training) { return ParamValue(training.earlyStop.has_value()); },
        [](TrainingSection& training, const ParamValue& value) {
            const bool* on = std::get_if<bool>(&value);
            if (on && *on && !training.earlyStop)
                training.earlyStop.emplace();
            else if (on && !*on)
                training.earlyStop.reset();
        }));
    m_earlyStop = new SettingsRows(rows);
    rows->add(m_earlyStop);
    m_earlyStop->layout()->setContentsMargins(0, 0, 0, 0);
    const auto part = [](TrainingSection& training) { return training.earlyStop ? &*training.earlyStop : nullptr; };
    const char* group = "training.early_stop";
    m_live.push_back(addField<EarlyStop>(m_earlyStop, group, "metric", tr("Metric"), part));
    m_live.push_back(addField<EarlyStop>(m_earlyStop, group, "patience", tr("Patience"), part));
    m_live.push_back(addField<EarlyStop>(m_earlyStop, group, "minimum_change", tr("Least change"), part));
    m_live.push_back(addField<EarlyStop>(m_earlyStop, group, "restore_best", tr("Restore best"), part));
    m_groups.push_back(m_earlyStop);
}

void TrainingSettings::setTraining(bool runs)
{
    for (ParamRow* const row : m_live)
        row->setBadge(runs ? QStringLiteral("play") : QString(),
                      tr("Reaches the running training at once, with a mark on its curves. Settings without this "
                         "sign count from the next training on."),
                      true);
}

void TrainingSettings::addCheckpoints()
{
    SettingsRows* rows = addSection(tr("Checkpoints"));
    const auto part = [](TrainingSection& training) { return &training.checkpoints; };
    const char* group = "training.checkpoints";
    addField<CheckpointPolicy>(rows, group, "every_seconds", tr("Every seconds"), part);
    addField<CheckpointPolicy>(rows, group, "every_steps", tr("Every steps"), part);
    addField<CheckpointPolicy>(rows, group, "keep", tr("Keep"), part);
    addField<CheckpointPolicy>(rows, group, "best_metric", tr("Best by"), part);
}

void TrainingSettings::setDocument(GraphDocument* document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    for (SettingsRows* rows : m_groups)
        rows->setDocument(document);
    if (document) {
        connect(document, &GraphDocument::changed, this, [this](const Change& change) {
            if (change.training || change.everything)
                refresh();
        });
        connect(document, &GraphDocument::checked, this, &TrainingSettings::refresh);
        connect(document, &GraphDocument::savedChanged, this, &TrainingSettings::refresh); // perhaps in another folder
    }
    refresh();
}

// Rows for the parameters of what is chosen now.
void TrainingSettings::followChoice(Kind& kind)
{
    const Choice& choice = m_document->project().training.*kind.member;
    const int index = kind.box->findData(QString::fromStdString(choice.type));
    kind.box->setPlaceholderText(QString::fromStdString(choice.type));
    kind.box->setCurrentIndex(index);
    kind.row->setChanged(choice.type != (TrainingSection().*kind.member).type);
    if (kind.member == &TrainingSection::optimizer) {
        const OptimizerType* type = findOptimizerType(choice.type);
        kind.row->setDoc(type ? translated(type->doc) : QString());
    } else {
        const ScheduleType* type = findScheduleType(choice.type);
        kind.row->setDoc(type ? translated(type->doc) : QString());
    }
    if (choice.type == kind.shown)
        return;
    kind.shown = choice.type;
    kind.rows->removeFrom(kind.fixedRows);
    const QString group = kind.member == &TrainingSection::optimizer ? QStringLiteral("training.optimizer.")
                                                                     : QStringLiteral("training.schedule.");
    for (const Param& param : paramsOfChoice(kind.member, choice.type)) {
        kind.rows->addSetting(
            nameOf(param.id), group + QString::fromStdString(param.id), param,
            [member = kind.member, param](const TrainingSection& training) {
                const Params& given = (training.*member).params;
                const auto found = given.find(param.id);
                return found == given.end() ? param.value : found->second;
            },
            [member = kind.member, param](TrainingSection& training, const ParamValue& value) {
                Params& given = (training.*member).params;
                if (value == param.value)
                    given.erase(param.id);
                else
                    given[param.id] = value;
            });
    }
}

void TrainingSettings::refresh()
{
    if (!m_document)
        return;
    followChoice(m_optimizer);
    followChoice(m_schedule);
    m_weights->setFolder(m_document->file().isEmpty() ? QString() : QFileInfo(m_document->file()).absolutePath());
    for (SettingsRows* rows : m_groups)
        rows->refresh();
    m_earlyStop->setVisible(m_document->project().training.earlyStop.has_value());
}

} // namespace weft
