#pragma once

#include "ui/document/graph_document.h"
#include "ui/panels/data/data_reader.h"

#include <QPointer>
#include <QWidget>

class QStackedWidget;

namespace weft {

class EmptyState;
class Selection;

// A panel of the data room: it shows one side of the project's data, read once for all of them when one is in sight.
// Without data it says what would be here and how to begin.
class DataFollower : public QWidget {
    Q_OBJECT
public:
    DataFollower(const QString& icon, const QString& emptyText, QWidget* parent);

    using QWidget::show;
    void show(GraphDocument* document, Selection* selection);

signals:
    void fromDataAsked(); // by the button of the empty state

protected:
    virtual void showData(const std::shared_ptr<const DataView>& view) = 0; // never null
    virtual bool needsData() const { return true; } // false: what the document says is enough
    virtual bool needsPicked() const { return false; } // true: it looks again when a sample is picked
    // The data cannot be read: shows why at the place, if that is here; else false.
    virtual bool showMistakes() { return false; }
    GraphDocument* document() const { return m_document; }
    DataReader* reader() const { return m_reader; }
    void setContent(QWidget* content);
    EmptyState* empty() const { return m_empty; }
    void showEmpty(const QString& title, const QString& text, const QString& button = {});
    void update(); // looks again
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void read();

    QString m_emptyText;
    QPointer<GraphDocument> m_document;
    QPointer<DataReader> m_reader;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
};

} // namespace weft
