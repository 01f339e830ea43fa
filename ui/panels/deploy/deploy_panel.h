#pragma once

#include <QPointer>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QStackedLayout;

namespace weft {

class ChoiceBox;
class ExportForm;
class GraphDocument;
class RunLibrary;
class ServeForm;

// Where a trained network leaves for other programs: one run of the project, as a file or over HTTP.
class DeployPanel : public QWidget {
    Q_OBJECT
public:
    explicit DeployPanel(QWidget* parent = nullptr);

    void show(GraphDocument* document); // whose runs; or none (nullptr)
    using QWidget::show;
    ChoiceBox* runs() const { return m_runs; }
    ExportForm* exporting() const { return m_export; }
    ServeForm* serving() const { return m_serve; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void updateRuns();
    void updateForms();
    void restyle();

    QPointer<GraphDocument> m_document;
    QPointer<RunLibrary> m_library;
    QStackedLayout* m_stack;
    QLabel* m_label;
    ChoiceBox* m_runs;
    QBoxLayout* m_forms;
    ExportForm* m_export;
    ServeForm* m_serve;
};

} // namespace weft
