#include "engine/export/cpp/model_text.h"

#include <algorithm>
#include <set>

namespace weft {

namespace {

// Words of C++, macros of its headers and of compilers, and what the generated class calls its own.
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
    "NAN",      "INFINITY",  "errno",     "assert",   "linux",    "unix",     "std",          "samples",  "threads",
    "memory",   "n",         "answers",   "Model",    "Answer",   "Answers",  "first",        "together", "compute",
    "predict",  "bytes",     "scratch",   "begin",    "end",      "i",        "shift",        "scale"};

// "v12" and "i0" are values and counters of the generated function.
bool isCounted(const std::string& name)
{
    return name.size() > 1 && (name[0] == 'v' || name[0] == 'i')
        && std::all_of(name.begin() + 1, name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

PlainNames plainNames(const PlainProgram& program)
{
    std::set<std::string> used;
    const auto nameOf = [&](const std::string& node) {
        std::string name;
        for (const char c : node)
            name += c == '/' || c == '-' ? '_' : c;
        if (name.empty() || !(name[0] >= 'A') || name[0] == '_' || taken.contains(name) || isCounted(name))
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
