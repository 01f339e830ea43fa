#pragma once

#include "ui/panels/data/room/data_follower.h"

class QVBoxLayout;

namespace weft {

// Where the data comes from, what is done to it in which order, and which input of the network each column feeds.
class SourcesPanel : public DataFollower {
    Q_OBJECT
public:
    explicit SourcesPanel(QWidget* parent = nullptr);

protected:
    void showData(const std::shared_ptr<const DataView>& view) override;
    bool needsData() const override { return false; }

private:
    QWidget* m_inside;
    QVBoxLayout* m_column;
};

} // namespace weft
