#pragma once

#include <QLayout>

namespace weft {

// Things side by side, as many as there is room for, and the others in further lines below.
class Flow : public QLayout {
public:
    explicit Flow(QWidget* parent = nullptr);
    ~Flow() override;

    void addItem(QLayoutItem* item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return place({0, 0, width, 0}, false); }
    QSize sizeHint() const override; // all in one line
    QSize minimumSize() const override; // the widest alone
    Qt::Orientations expandingDirections() const override { return {}; }
    void setGeometry(const QRect& rect) override;

private:
    int place(const QRect& rect, bool forReal) const; // the height

    QList<QLayoutItem*> m_items;
};

} // namespace weft
