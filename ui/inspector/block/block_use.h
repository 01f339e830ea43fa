#pragma once

#include "ui/inspector/sections/rows.h"
#include "ui/inspector/target.h"

class QPushButton;

namespace weft {

class NumberField;
class ParamRow;

// A node that is a block: how often it repeats, the way inside, and a copy of its own.
class BlockUse : public Rows {
    Q_OBJECT
public:
    explicit BlockUse(QWidget* parent = nullptr);
    void setTarget(const Target& target);
    void refresh();
    bool applies() const; // all picked nodes are blocks

signals:
    void enterAsked(const std::string& block, const std::string& node);
    void keepAsked(const std::string& block); // to be saved there
    void refused(const QString& sentence);

private:
    Target m_target;
    NumberField* m_repeat;
    ParamRow* m_repeatRow;
    QPushButton* m_enter;
    QPushButton* m_unique;
    QPushButton* m_unpack;
    QPushButton* m_save;
};

} // namespace weft
