#pragma once

#include "ui/panels/data/room/data_follower.h"

class QTableView;

namespace weft {

class ColumnsModel;

// What each column holds, what it misses, and what the network is fed of it.
class ColumnsPanel : public DataFollower {
    Q_OBJECT
public:
    explicit ColumnsPanel(QWidget* parent = nullptr);

protected:
    void showData(const std::shared_ptr<const DataView>& view) override;

private:
    QTableView* m_table;
    ColumnsModel* m_columns;
};

} // namespace weft
