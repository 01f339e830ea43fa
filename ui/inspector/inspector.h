#pragma once

#include "ui/inspector/target.h"

#include <QPointer>
#include <QWidget>

class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace weft {

class BlockPage;
class BlockUse;
class EmptyState;
class LiveSections;
class NodeHeader;
class NodeTraining;
class ParamsSection;
class ProblemBox;
class SchedulePlot;
class Section;
class Selection;
class Session;
class TrainingSettings;
class ValueList;

// What is picked, to be read and changed: a node, several together, the inside of a block, or with nothing picked the
// project and its training. Made from the layers' records; holds nothing itself.
class Inspector : public QWidget {
    Q_OBJECT
public:
    Inspector(GraphDocument* document, Selection* selection, QWidget* parent = nullptr);
    void show(GraphDocument* document, Selection* selection);
    void watch(Session* session); // its observations of the picked node, its plan of the schedule
    using QWidget::show;

    // Below the others, shown while one node is picked (histograms, maps). Becomes its child.
    void addNodeSection(Section* section);
    TrainingSettings* trainingSettings() const { return m_training; }
    const Target& target() const { return m_target; }

    void showSetting(const QString& key); // of the project ("training.epochs"), with the keys in its field

    void startEditing(); // the keys go to the picked node's first field

public slots:
    void startRenaming();

signals:
    void documentationAsked();
    void keepAsked(const std::string& block); // to be saved there
    void targetChanged();

private:
    void makeNodePage();
    void makeProjectPage();
    Section* addSection(QVBoxLayout* column, const QString& title, const QString& key, QWidget* content);
    void follow(const Change& change);
    void retarget(); // another selection
    void refresh(); // the same, with other values
    void refreshSoon();
    void say(const QString& sentence);

    QPointer<GraphDocument> m_document;
    QPointer<Selection> m_selection;
    Target m_target;
    QPointer<Session> m_session;
    bool m_pending = false;

    QStackedWidget* m_pages;
    EmptyState* m_empty;
    QWidget* m_nodePage = nullptr;
    NodeHeader* m_header = nullptr;
    ProblemBox* m_problems = nullptr;
    ParamsSection* m_params = nullptr;
    NodeTraining* m_nodeTraining = nullptr;
    Section* m_nodeTrainingSection = nullptr;
    BlockUse* m_blockUse = nullptr;
    Section* m_blockSection = nullptr;
    ValueList* m_cost = nullptr;
    Section* m_costSection = nullptr;
    QVBoxLayout* m_nodeColumn = nullptr;
    LiveSections* m_live = nullptr;
    std::vector<Section*> m_extra;

    BlockPage* m_blockPage;
    QScrollArea* m_projectPage = nullptr;
    ProblemBox* m_projectProblems = nullptr;
    ValueList* m_numbers = nullptr;
    TrainingSettings* m_training = nullptr;
    SchedulePlot* m_schedule = nullptr;
};

} // namespace weft
