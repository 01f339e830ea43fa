#pragma once

#include <QMenuBar>
#include <QWidget>

namespace weft {

class CommandField;

// The window's first row: the menus, the document's name in the middle, and where commands are searched.
class TitleBar : public QWidget {
    Q_OBJECT
public:
    explicit TitleBar(QWidget* parent);
    QMenuBar* menus() const { return m_menus; }
    CommandField* field() const { return m_field; }
    void setTitle(const QString& name, bool changed);
    QString shownTitle() const; // what of it has room

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QMenuBar* m_menus;
    CommandField* m_field;
    QWidget* m_line; // below all of it
    QString m_name;
    bool m_changed = false;

    struct Shown {
        QString name; // with the mark of what is not saved
        QString rest;
    };
    Shown shown() const;
    int left() const; // where it may begin, and where it must end
    int right() const;
    void place();
};

// Looks like a search field; a click opens the command palette.
class CommandField : public QWidget {
    Q_OBJECT
public:
    explicit CommandField(QWidget* parent);
    void setKey(const QKeySequence& key);

signals:
    void clicked();

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString m_key;
};

} // namespace weft
