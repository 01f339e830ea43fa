// Prints what the catalogue of layers, optimizers, schedules and data formats tells a person, as C++ that lupdate
// reads: the engine has no Qt, so its texts are marked for translation here. Run by resources/translations/update.

#include "engine/data/formats/format.h"
#include "engine/data/steps/step.h"
#include "engine/graph/field.h"
#include "engine/layers/layer_type.h"
#include "engine/train/optimizer_type.h"
#include "engine/train/schedule.h"

#include <cctype>
#include <cstdio>
#include <set>
#include <string>

using namespace weft;

namespace {

std::set<std::string> seen;

void tell(const std::string& text)
{
    if (text.empty() || !seen.insert(text).second)
        return;
    std::string quoted;
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c == '\n' ? "\\n" : std::string(1, c);
    }
    std::printf("QT_TRANSLATE_NOOP(\"weft::layers\", \"%s\");\n", quoted.c_str());
}

// As the window shows an id: "kernel_size" is "Kernel size".
void tellId(std::string id)
{
    for (char& c : id)
        c = c == '_' ? ' ' : c;
    if (!id.empty())
        id[0] = char(std::toupper(static_cast<unsigned char>(id[0])));
    tell(id);
}

void tell(const std::vector<Param>& params)
{
    for (const Param& param : params) {
        tellId(param.id);
        tell(param.doc);
        tell(param.unit);
        for (const std::string& choice : param.choices)
            tellId(choice);
    }
}

void tell(const std::vector<Port>& ports)
{
    for (const Port& port : ports) {
        tellId(port.id);
        tell(port.doc);
    }
}

} // namespace

int main()
{
    for (const LayerType& type : layerTypes()) {
        tell(type.title);
        tell(type.doc);
        tell(type.inputs);
        tell(type.outputs);
        tell(type.params);
    }
    const auto tellAll = [](const auto& types) {
        for (const auto& type : types) {
            tell(type.title);
            tell(type.doc);
            tell(type.params);
        }
    };
    tellAll(optimizerTypes());
    tellAll(scheduleTypes());
    tellAll(formats());
    tellAll(cleaningSteps());
    tellAll(transformSteps());
    for (const Field<DataSplit>& field : fieldsOf<DataSplit>())
        for (const std::string_view choice : field.choices)
            tellId(std::string(choice));
}
