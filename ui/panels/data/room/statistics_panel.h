#pragma once

#include "ui/panels/data/room/data_follower.h"

namespace weft {

class ClassBalance;
class ValueList;

// Class balance, how values are spread, and what the numbers say of the column that is shown.
class StatisticsPanel : public DataFollower {
    Q_OBJECT
public:
    explicit StatisticsPanel(QWidget* parent = nullptr);

protected:
    void showData(const std::shared_ptr<const DataView>& view) override;

private:
    ClassBalance* m_balance;
    ValueList* m_rows;
    std::shared_ptr<const DataView> m_view;
};

} // namespace weft
