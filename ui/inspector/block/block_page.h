#pragma once

#include "ui/document/graph_document.h"

#include <QPointer>
#include <QWidget>

class QLineEdit;

namespace weft {

class Rows;
class ValueList;

// The inside of a block with nothing picked: its name, what its parameters are on the outside, its ports.
class BlockPage : public QWidget {
    Q_OBJECT
public:
    explicit BlockPage(QWidget* parent = nullptr);
    void show(GraphDocument* document, const Scope& block);
    void refresh();
    using QWidget::show;

signals:
    void refused(const QString& sentence);
    void nodeAsked(const QString& id);

private:
    QWidget* promotedRow(int index, const PromotedParam& promoted, int count);
    QWidget* portRow(int index, const BlockPort& port, bool output, int count);

    QPointer<GraphDocument> m_document;
    Scope m_block;
    QLineEdit* m_name;
    Rows* m_promoted;
    Rows* m_ports;
    ValueList* m_numbers;
};

} // namespace weft
