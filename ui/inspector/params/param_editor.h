#pragma once

#include "engine/graph/param.h"

#include <QWidget>

#include <optional>

namespace weft {

// Edits one parameter, whatever holds it. It shows what it is given and tells what the user wants; it changes nothing
// by itself, so the one who listens gives it the value that has come of it.
class ParamEditor : public QWidget {
    Q_OBJECT
public:
    static ParamEditor* make(const Param& param, QWidget* parent);

    const Param& param() const { return m_param; }
    virtual void showValue(const std::optional<ParamValue>& value) = 0; // none: several nodes, several values
    virtual void showMistake(int position) { Q_UNUSED(position) } // character of a formula; -1: none

signals:
    void edited(const weft::ParamValue& value); // also while dragging or typing
    void finished(); // of a drag, a text: what comes next is another step

protected:
    ParamEditor(const Param& param, QWidget* parent);
    void hold(QWidget* field); // fills the editor, takes its focus

private:
    Param m_param;
};

} // namespace weft
