#pragma once

#include <QIcon>
#include <QWidget>

#include <vector>

class QButtonGroup;

namespace weft {

// A few choices side by side of which one holds ("Linear | Log"); arrow keys move between them.
class Segmented : public QWidget {
    Q_OBJECT
public:
    explicit Segmented(QWidget* parent = nullptr);
    explicit Segmented(const QStringList& texts, QWidget* parent = nullptr);

    int add(const QString& text, const QIcon& icon = {}, const QString& toolTip = {}); // its index
    int count() const;
    int current() const; // -1: none
    void setCurrent(int index); // tells nobody
    void setText(int index, const QString& text);
    void setSegmentEnabled(int index, bool enabled, const QString& why = {});
    void setLarge(bool large); // 32 high, as in the tool bar; 24 otherwise

signals:
    void currentChanged(int index); // by the user

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QButtonGroup* m_buttons;
    bool m_large = false;
};

} // namespace weft
