#pragma once

#include "ui/panels/data/room/data_follower.h"

namespace weft {

class ValueList;

// How pictures are varied while training. Where none are, one click begins with random flips.
class AugmentationPanel : public DataFollower {
    Q_OBJECT
public:
    explicit AugmentationPanel(QWidget* parent = nullptr);

protected:
    void showData(const std::shared_ptr<const DataView>& view) override;

private:
    void add(const std::string& kind);
    void remove(const std::string& kind);

    ValueList* m_rows;
    QWidget* m_buttons;
};

} // namespace weft
