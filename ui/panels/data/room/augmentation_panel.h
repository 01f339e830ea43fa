#pragma once

#include "ui/panels/data/room/data_follower.h"

namespace weft {

class AugmentedPictures;
class ValueList;

// How pictures are varied while training, and what becomes of one of them. Where none are, one click begins with random
// flips.
class AugmentationPanel : public DataFollower {
    Q_OBJECT
public:
    explicit AugmentationPanel(QWidget* parent = nullptr);

protected:
    void showData(const std::shared_ptr<const DataView>& view) override;
    void sampleChosen(int64_t sample) override;

private:
    void add(const std::string& kind);
    void remove(const std::string& kind);

    ValueList* m_rows;
    QWidget* m_buttons;
    AugmentedPictures* m_pictures;
    int64_t m_sample = -1; // the one that was picked; −1: the first that is learnt from
};

} // namespace weft
