#include "engine/export/pytorch/python_text.h"

#include "engine/export/model/source_names.h"
#include "engine/support/json.h"

#include <charconv>
#include <cmath>

namespace weft {

std::string pythonNumber(double value)
{
    if (!std::isfinite(value))
        return std::isnan(value) ? "float(\"nan\")" : value > 0 ? "float(\"inf\")" : "float(\"-inf\")";
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

std::string pythonText(std::string_view text)
{
    return Json(text).dump(); // JSON's escapes are Python's too
}

std::string pythonTuple(const std::vector<std::string>& items)
{
    std::string all = "(";
    for (size_t i = 0; i < items.size(); ++i)
        all += (i > 0 ? ", " : "") + items[i];
    return all + (items.size() == 1 ? ",)" : ")");
}

std::string pythonSizes(const Shape& sizes)
{
    std::vector<std::string> items;
    bool equal = sizes.rank() > 0;
    for (const int64_t size : sizes) {
        items.push_back(std::to_string(size));
        equal = equal && size == sizes[0];
    }
    return equal ? items[0] : pythonTuple(items);
}

PythonNames::PythonNames()
    : m_taken {"False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
               "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
               "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", "match",
               "case", "type", "print", "super", "tuple", "slice", "F", "nn", "torch", "json", "Path", "self", "n",
               "mode", "training", "bool", "list", "dict",
               // of this file
               "Model", "load", "prepare", "predict", "CLASSES", "read_safetensors", "answers",
               // of nn.Module
               "add_module", "apply", "bfloat16", "buffers", "children", "compile", "cpu", "cuda", "double", "eval",
               "extra_repr", "float", "forward", "half", "ipu", "modules", "named_buffers", "named_children",
               "named_modules", "named_parameters", "parameters", "get_buffer", "get_parameter", "get_submodule",
               "get_extra_state", "set_extra_state", "set_submodule", "register_buffer", "register_module",
               "register_parameter", "register_forward_hook", "register_forward_pre_hook", "register_backward_hook",
               "register_full_backward_hook", "register_full_backward_pre_hook", "register_load_state_dict_post_hook",
               "register_load_state_dict_pre_hook", "register_state_dict_post_hook", "register_state_dict_pre_hook",
               "requires_grad_", "share_memory", "state_dict", "load_state_dict", "to", "to_empty", "train",
               "dump_patches", "call_super_init", "T_destination", "xpu", "mtia", "zero_grad"}
{
}

std::string PythonNames::take(std::string_view wanted)
{
    std::string name = identifierText(wanted);
    if (name.empty() || (name[0] >= '0' && name[0] <= '9') || name[0] == '_')
        name = "node" + std::string(name.starts_with('_') ? "" : "_") + name;
    std::string free = name;
    for (int number = 2; !m_taken.insert(free).second; ++number)
        free = name + "_" + std::to_string(number);
    return free;
}

} // namespace weft
