#pragma once

#include "ui/inspector/target.h"

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace weft {

// The top of the inspector: the category's strip and icon, the node's name (double-click or F2: rename), what it is,
// and switches for frozen, bypassed and muted.
class NodeHeader : public QWidget {
    Q_OBJECT
public:
    explicit NodeHeader(QWidget* parent = nullptr);
    void setTarget(const Target& target);
    void refresh();
    void startRenaming();
    QSize sizeHint() const override;

signals:
    void refused(const QString& sentence);
    void documentationAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QToolButton* addTool(const QString& icon, const QString& toolTip, bool checkable);
    void layOut();
    QRect nameRect() const;
    QRect whatRect() const;
    void fit();
    void finishRenaming(bool keep);

    Target m_target;
    QString m_name;
    bool m_isUsual = false; // m_what ends with "trainable"
    QString m_what;
    QString m_shownName, m_shownWhat; // as there is room
    std::string m_category;
    QLineEdit* m_edit;
    QToolButton* m_frozen;
    QToolButton* m_bypassed;
    QToolButton* m_muted;
    QToolButton* m_book;
};

} // namespace weft
