#pragma once

#include "ui/inspector/params/param_editor.h"

class QLineEdit;

namespace weft {

class UnitEdit;

// "3 × 3": numbers with a sign between them, each of which may be an expression; Up and Down change the one at the
// caret. One number for all axes is shown as often as there are axes.
class SizesEditor : public ParamEditor {
    Q_OBJECT
public:
    SizesEditor(const Param& param, QWidget* parent);
    void showValue(const std::optional<ParamValue>& value) override;

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
    std::optional<std::vector<int64_t>> typed() const; // nothing: cannot be read, or the count or a size does not fit
    void take();
    void step(int by);
    QString rangeSentence() const;
    bool standsForAll() const; // a single number means the same on every axis

    UnitEdit* m_edit;
    std::optional<std::vector<int64_t>> m_shown;
};

} // namespace weft
