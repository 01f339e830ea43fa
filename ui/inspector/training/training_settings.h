#pragma once

#include "engine/graph/field.h"
#include "ui/document/graph_document.h"

#include <QPointer>
#include <QWidget>

#include <map>

class QVBoxLayout;

namespace weft {

class ChoiceBox;
class FileEditor;
class ParamEditor;
class ParamRow;
class Section;
class SettingsRows;

// All of TrainingSection: optimizer, schedule, how long, what keeps it stable, where it runs, when it ends early, its
// checkpoints. Optimizers and schedules come from their registries, with the parameters that each has.
class TrainingSettings : public QWidget {
    Q_OBJECT
public:
    explicit TrainingSettings(QWidget* parent = nullptr);
    void setDocument(GraphDocument* document);
    void setSchedulePlot(QWidget* plot); // below the schedule's rows; becomes its child
    void setTraining(bool runs); // marks what reaches the running training

private:
    struct Kind { // of the two choices whose parameters follow them
        ChoiceBox* box;
        ParamRow* row;
        SettingsRows* rows;
        Choice TrainingSection::*member;
        int fixedRows = 0;
        std::string shown;
    };
    SettingsRows* addSection(const QString& title);
    template <class T> static const Field<T>& fieldOf(std::string_view key); // one of those there are
    template <class T> // `editor`: another one than the field's kind has
    ParamRow* addField(SettingsRows* rows, const char* group, std::string_view key, const QString& label,
                       std::function<T*(TrainingSection&)> part, ParamEditor* editor = nullptr);
    void addLearning();
    void addSchedule();
    void addStart();
    void addRun();
    void addStability();
    void addMachine();
    void addEarlyStop();
    void addCheckpoints();
    void setUpChoice(Kind& kind, const QString& label, const QString& name);
    void followChoice(Kind& kind);
    void refresh();

    QPointer<GraphDocument> m_document;
    QVBoxLayout* m_column;
    std::vector<SettingsRows*> m_groups;
    Kind m_optimizer {};
    Kind m_schedule {};
    FileEditor* m_weights = nullptr; // that it begins with
    SettingsRows* m_earlyStop = nullptr;
    QVBoxLayout* m_plotPlace = nullptr;
    std::vector<ParamRow*> m_live; // of what a running training takes
};

} // namespace weft
