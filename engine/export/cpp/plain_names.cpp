#include "engine/export/cpp/model_text.h"

#include "engine/export/model/source_names.h"

#include <algorithm>
#include <set>

namespace weft {

namespace {

// Words of C++, macros of its headers and of compilers, and what predict() of the generated class calls its own.
const std::set<std::string> taken = {
    "alignas",  "alignof",   "and",       "and_eq",   "asm",      "auto",     "bitand",       "bitor",    "bool",
    "break",    "case",      "catch",     "char",     "class",    "compl",    "const",        "continue", "decltype",
    "default",  "delete",    "do",        "double",   "else",     "enum",     "explicit",     "export",   "extern",
    "false",    "float",     "for",       "friend",   "goto",     "if",       "inline",       "int",      "long",
    "mutable",  "namespace", "new",       "noexcept", "not",      "not_eq",   "nullptr",      "operator", "or",
    "or_eq",    "private",   "protected", "public",   "register", "requires", "return",       "short",    "signed",
    "sizeof",   "static",    "struct",    "switch",   "template", "this",     "thread_local", "throw",    "true",
    "try",      "typedef",   "typeid",    "typename", "union",    "unsigned", "using",        "virtual",  "void",
    "volatile", "wchar_t",   "while",     "xor",      "xor_eq",   "concept",  "constexpr",    "NULL",     "EOF",
    "NAN",      "INFINITY",  "errno",     "assert",   "linux",    "unix",     "std",          "samples",  "answers",
    "Model",    "Answer",    "Answers",   "first",    "together", "compute",  "predict",      "bytes",    "size_t",
    "uint8_t",  "int32_t",   "int64_t",   "stdin",    "stdout",   "stderr"};

} // namespace

PlainNames plainNames(const PlainProgram& program)
{
    std::set<std::string> used;
    const auto nameOf = [&](const std::string& node) {
        std::string name = identifierText(node);
        if (name.empty() || !(name[0] >= 'A') || name[0] == '_' || taken.contains(name))
            name = "node_" + name;
        std::string free = name;
        for (int i = 2; !used.insert(free).second; ++i)
            free = name + "_" + std::to_string(i);
        return free;
    };
    PlainNames names;
    for (const ModelInput& input : program.inputs)
        names.inputs.push_back(nameOf(input.node));
    used.clear();
    for (const ModelOutput& output : program.outputs)
        names.outputs.push_back(nameOf(output.node));
    return names;
}

} // namespace weft
