#pragma once

#include "ui/inspector/fixes.h"

#include <QAbstractTableModel>
#include <QPointer>

namespace weft {

// What is wrong, errors first: sentence, node, place, and the first fix.
class ProblemsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Show { all, errors, thisNode };
    enum Column { sentence, node, place, fix, columns };

    explicit ProblemsModel(QObject* parent = nullptr);
    void show(GraphDocument* document, Show which, const Scope& scope, const std::set<std::string>& picked);

    const Diagnostic& problemAt(int row) const { return m_problems[size_t(row)].problem; }
    NodeKey keyAt(int row) const { return m_problems[size_t(row)].key; }
    const std::vector<Fix>& fixesAt(int row) const { return m_problems[size_t(row)].fixes; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& = {}) const override { return columns; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        Diagnostic problem;
        NodeKey key;
        std::vector<Fix> fixes;
    };
    std::vector<Row> m_problems;
};

} // namespace weft
