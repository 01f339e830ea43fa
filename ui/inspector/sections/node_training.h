#pragma once

#include "ui/inspector/sections/rows.h"
#include "ui/inspector/target.h"

namespace weft {

class ChoiceBox;
class NumberField;
class ParamRow;
class Toggle;

// How the weights of the picked nodes are trained: their own learning rate, whether they move at all, whose they are.
class NodeTraining : public Rows {
    Q_OBJECT
public:
    explicit NodeTraining(QWidget* parent = nullptr);
    void setTarget(const Target& target);
    void refresh();
    bool applies() const; // one of the nodes has weights

signals:
    void refused(const QString& sentence);

private:
    Target m_target;
    NumberField* m_scale;
    Toggle* m_frozen;
    NumberField* m_thaw; // after so many epochs
    ChoiceBox* m_shares;
    ParamRow* m_scaleRow;
    ParamRow* m_frozenRow;
    ParamRow* m_thawRow;
    ParamRow* m_sharesRow;
};

} // namespace weft
