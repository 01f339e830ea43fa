#pragma once

#include "ui/panels/data/room/data_follower.h"

namespace weft {

class SplitBar;
class ValueList;

// What is learnt from, what tells how well, and what is kept for the end.
class SplitPanel : public DataFollower {
    Q_OBJECT
public:
    explicit SplitPanel(QWidget* parent = nullptr);

protected:
    void showData(const std::shared_ptr<const DataView>& view) override;

private:
    SplitBar* m_bar;
    ValueList* m_rows;
};

// The three parts as one bar, with their counts.
class SplitBar : public QWidget {
    Q_OBJECT
public:
    explicit SplitBar(QWidget* parent);
    void setCounts(int64_t train, int64_t validation, int64_t test);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int64_t m_counts[3] = {};
};

} // namespace weft
