#pragma once

#include <QAbstractButton>

namespace weft {

// A wide button with an icon, a title and a line that tells more.
class StartBox : public QAbstractButton {
    Q_OBJECT
public:
    StartBox(const QString& icon, const QString& title, const QString& says, QWidget* parent);
    void setSays(const QString& says);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QString m_icon, m_says;
};

// Where a folder of pictures or a table is dropped.
class DropBox : public QWidget {
    Q_OBJECT
public:
    explicit DropBox(QWidget* parent);
    void setBusy(const QString& sentence); // empty: not busy
    QSize sizeHint() const override;

signals:
    void dropped(const QString& path);
    void folderAsked();
    void fileAsked();

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* m_folder;
    QWidget* m_file;
    QString m_busy;
    bool m_over = false;

    QRect textRect() const;
};

} // namespace weft
