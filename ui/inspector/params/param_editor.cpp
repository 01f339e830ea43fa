#include "ui/inspector/params/param_editor.h"

#include "ui/inspector/params/choice_editor.h"
#include "ui/inspector/params/number_editor.h"
#include "ui/inspector/params/sizes_editor.h"
#include "ui/inspector/params/text_editor.h"
#include "ui/inspector/params/toggle_editor.h"

#include <QHBoxLayout>

namespace weft {

ParamEditor* ParamEditor::make(const Param& param, QWidget* parent)
{
    switch (param.kind) {
    case Param::Kind::integer:
    case Param::Kind::real:
        return new NumberEditor(param, parent);
    case Param::Kind::toggle:
        return new ToggleEditor(param, parent);
    case Param::Kind::choice:
        return new ChoiceEditor(param, parent);
    case Param::Kind::sizes:
        return new SizesEditor(param, parent);
    case Param::Kind::text:
        return new TextEditor(param, parent);
    }
    return nullptr;
}

ParamEditor::ParamEditor(const Param& param, QWidget* parent)
    : QWidget(parent)
    , m_param(param)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
}

void ParamEditor::hold(QWidget* field)
{
    layout()->addWidget(field);
    setFocusProxy(field);
}

} // namespace weft
