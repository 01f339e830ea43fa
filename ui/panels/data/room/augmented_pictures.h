#pragma once

#include "ui/panels/data/data_reader.h"

#include <QImage>
#include <QWidget>

namespace weft {

// A picture as it is stored, and as the first epochs of the training will see it. Made in the background; until then
// what was shown before stays.
class AugmentedPictures : public QWidget {
    Q_OBJECT
public:
    explicit AugmentedPictures(QWidget* parent = nullptr);

    using QWidget::show;
    // `sample`: of the data; one that is no training sample is shown as if it were. `seed`: of the training.
    void show(const std::shared_ptr<const DataView>& view, int64_t sample, uint64_t seed);
    const std::vector<QImage>& pictures() const { return m_pictures; } // the stored one first
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Wish {
        std::weak_ptr<const DataView> view; // what nobody else looks at is not kept for this
        int64_t sample = -1;
        uint64_t seed = 0;
        bool operator==(const Wish& other) const
        {
            return !view.owner_before(other.view) && !other.view.owner_before(view) && sample == other.sample
                && seed == other.seed;
        }
    };
    void take(std::vector<QImage> pictures);

    Wish m_wish; // the newest
    std::vector<QImage> m_pictures;
};

} // namespace weft
