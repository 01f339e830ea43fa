#pragma once

#include <QLineEdit>

namespace weft {

// A line to search with: a lens, a cross when there is text, and the key that leads here when there is none. Escape
// empties it; Down and Up are passed on through moved(), so that a list below can follow.
class SearchField : public QLineEdit {
    Q_OBJECT
public:
    explicit SearchField(const QString& placeholder, QWidget* parent = nullptr);
    void setKey(const QString& key); // "Tab", shown as a key cap
    QSize sizeHint() const override;

signals:
    void moved(int rows); // +1 Down, -1 Up, ±10 Page keys
    void escaped(); // Escape while empty

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void layOut();

    QString m_key;
    QAction* m_clear;
};

} // namespace weft
