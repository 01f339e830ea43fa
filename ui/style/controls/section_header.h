#pragma once

#include <QAbstractButton>

namespace weft {

// The row of a Section that folds it: Space, Enter, Left and Right work on it too.
class SectionHeader : public QAbstractButton {
    Q_OBJECT
public:
    explicit SectionHeader(QWidget* parent);
    void setFolded(bool folded);
    void setNote(const QString& note);
    QSize sizeHint() const override;

signals:
    void foldAsked(bool folded);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString m_note;
    bool m_folded = false;
};

} // namespace weft
