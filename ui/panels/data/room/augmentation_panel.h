#pragma once

#include "ui/panels/data/room/data_follower.h"

namespace weft {

class AugmentationRows;
class AugmentedPictures;
class ValueList;

// How pictures are varied while training: which steps, their values, and what becomes of one picture.
class AugmentationPanel : public DataFollower {
    Q_OBJECT
public:
    explicit AugmentationPanel(QWidget* parent = nullptr);

protected:
    void showData(const std::shared_ptr<const DataView>& view) override;
    bool needsPicked() const override { return true; }
    bool showMistakes() override;

private:
    void add(const std::string& kind);
    void remove(const std::string& kind);

    void showSteps();

    ValueList* m_none; // says that pictures are not varied
    AugmentationRows* m_rows;
    QWidget* m_buttons;
    AugmentedPictures* m_pictures;
};

} // namespace weft
