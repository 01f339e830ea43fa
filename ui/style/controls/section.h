#pragma once

#include <QWidget>

class QLabel;

namespace weft {

class SectionHeader;

// A folding group: a header of one row with an arrow and a title, a word at its right, and what is put inside.
class Section : public QWidget {
    Q_OBJECT
public:
    explicit Section(const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setNote(const QString& note); // at the header's right: "per image"
    void setContent(QWidget* content); // becomes its child, replaces what was there
    QWidget* content() const { return m_content; }
    void setFolded(bool folded);
    bool isFolded() const { return m_folded; }
    void keepFolded(const QString& setting); // whether it is: as it was left, in the program's settings

signals:
    void foldedChanged(bool folded); // by the user

protected:
    void paintEvent(QPaintEvent* event) override; // the line above

private:
    SectionHeader* m_header;
    QWidget* m_content = nullptr;
    bool m_folded = false;
};

} // namespace weft
