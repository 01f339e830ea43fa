#pragma once

#include "ui/panels/data/room/data_follower.h"

class QLabel;

namespace weft {

class ValueList;

// The sample that was picked among the others, in full: its picture, its class, all its values.
class SamplePanel : public DataFollower {
    Q_OBJECT
public:
    explicit SamplePanel(QWidget* parent = nullptr);
    int64_t sample() const; // −1: none

protected:
    void showData(const std::shared_ptr<const DataView>& view) override;
    bool needsPicked() const override { return true; }

private:
    QLabel* m_picture;
    ValueList* m_rows;
};

} // namespace weft
