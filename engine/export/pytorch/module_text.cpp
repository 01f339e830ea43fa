#include "engine/export/pytorch/module_text.h"

#include "engine/export/model/source_names.h"
#include "engine/support/json.h"

#include <algorithm>
#include <cmath>

namespace weft {

namespace {

const char* const readWeights = R"py(

def read_safetensors(path):
    """Tensors by name: 8 bytes with the length of a JSON header, the header, then the numbers."""
    data = bytearray(Path(path).read_bytes())
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    header.pop("__metadata__", None)
    numbers = {"F32": torch.float32, "I32": torch.int32}
    return {name: torch.frombuffer(data, dtype=numbers[tensor["dtype"]], offset=start + tensor["data_offsets"][0],
                                   count=math.prod(tensor["shape"])).reshape(tensor["shape"])
            for name, tensor in header.items()}


)py";

std::string listed(const std::vector<std::string>& items)
{
    std::string all;
    for (size_t i = 0; i < items.size(); ++i)
        all += (i > 0 ? ", " : "") + items[i];
    return all;
}

std::string texts(const std::vector<std::string>& items)
{
    std::string all;
    for (size_t i = 0; i < items.size(); ++i)
        all += (i > 0 ? ", " : "") + pythonText(items[i]);
    return "[" + all + "]";
}

std::string typeOf(DType type)
{
    return type == DType::u8 ? "uint8" : type == DType::i32 ? "int32" : type == DType::f64 ? "float64" : "float32";
}

std::string sampleText(const Shape& sample)
{
    return "samples" + (sample.rank() == 0 ? "" : " × " + toString(sample));
}

// (x − shift) / scale loses in f32 what a shift much larger than the scale takes away; Weft computes it in f64.
bool needsDoubles(const Affine& affine)
{
    for (size_t i = 0; i < affine.shift.size(); ++i) {
        if (std::abs(affine.shift[i]) > 8 * std::abs(affine.scale[i]))
            return true;
    }
    return false;
}

// One number for the whole sample, for each channel of an image or for each element, to meet the sample's axes.
std::string aligned(const std::vector<double>& numbers, const Shape& sample, const std::string& variable)
{
    if (std::ranges::all_of(numbers, [&](double one) { return one == numbers[0]; }))
        return pythonNumber(numbers[0]);
    std::vector<std::string> items, sizes;
    for (const double number : numbers)
        items.push_back(pythonNumber(number));
    const bool each = std::ssize(numbers) == sample.elements();
    for (int axis = 0; axis < sample.rank(); ++axis)
        sizes.push_back(std::to_string(each ? sample[axis] : axis == 0 ? std::ssize(numbers) : 1));
    return variable + ".new_tensor([" + listed(items) + "])"
        + (sample.rank() == 1 ? "" : ".reshape" + pythonTuple(sizes));
}

std::string prepared(const ModuleWriter& writer, size_t i)
{
    const ExportedModel& model = writer.network().model;
    const ModelInput& input = model.inputs[i];
    const std::string& x = writer.arguments()[i];
    const ValueInfo& wanted = model.code.program.values[size_t(input.value)];
    const std::string margin = "        ";
    std::string text = margin + x + " = torch.as_tensor(" + x + ")\n";
    const Affine& affine = input.affine;
    DType type = input.storedType;
    if (!affine.isIdentity()) {
        const bool wide = needsDoubles(affine) || type == DType::f64;
        type = wide ? DType::f64 : DType::f32;
        text += margin + x + " = " + x + (wide ? ".double()" : ".float()") + "\n";
        const bool shifts = std::ranges::any_of(affine.shift, [](double one) { return one != 0; });
        const bool scales = std::ranges::any_of(affine.scale, [](double one) { return one != 1; });
        std::string line = x;
        if (shifts)
            line = "(" + line + " - " + aligned(affine.shift, input.storedShape, x) + ")";
        if (scales)
            line += " / " + aligned(affine.scale, input.storedShape, x);
        text += margin + x + " = " + line + "\n";
    }
    if (isFloat(type) && !isFloat(wanted.dtype))
        text += margin + x + " = " + x + ".round()\n";
    if (type != wanted.dtype)
        text += margin + x + " = " + x + (isFloat(wanted.dtype) ? ".float()" : ".int()") + "\n";
    Shape sample = wanted.shape;
    sample.erase(0);
    if (sample != input.storedShape) {
        std::vector<std::string> sizes = {"-1"};
        for (const int64_t size : sample)
            sizes.push_back(std::to_string(size));
        text += margin + x + " = " + x + ".reshape" + pythonTuple(sizes) + "\n";
    }
    return text;
}

std::string classesText(const ExportedModel& model)
{
    std::string text;
    std::vector<std::string> entries;
    for (const ModelOutput& output : model.outputs) {
        if (!output.classes.empty())
            entries.push_back(pythonText(output.node) + ": " + texts(output.classes));
    }
    if (entries.empty())
        return "";
    return model.outputs.size() == 1 ? "\nCLASSES = " + texts(model.outputs[0].classes) + "\n"
                                     : "\nCLASSES = {" + listed(entries) + "}\n";
}

std::string heading(const ExportedModel& model, const std::string& weightsFile)
{
    const std::string name = weightsFile.substr(0, weightsFile.rfind('.'));
    std::string losses;
    for (const GraphNode& node : model.project.graph.nodes) {
        const LayerType* const type = findLayerType(node.type);
        if (type != nullptr && type->category == "loss")
            losses += (losses.empty() ? " with " : ", ") + type->title;
    }
    const std::string title = commentText(model.project.name), file = commentText(weightsFile);
    return "\"\"\"" + (title.empty() ? "A network" : title) + ", trained by Weft" + losses + " ("
        + std::to_string(model.step)
        + " updates), for PyTorch 1.13 and later.\n\n    model = load()  # with the weights of " + file
        + ", which lies beside this file\n    answer = model.predict(samples)  # of the data, as it stores them\n"
          "    scores = model(model.prepare(samples))  # to train on: model.train(), a loss of the scores\n\"\"\"\n";
}

std::string about(const ModuleWriter& writer, const char* begin)
{
    std::string text = begin;
    const ExportedModel& model = writer.network().model;
    for (size_t i = 0; i < model.inputs.size(); ++i) {
        const ModelInput& input = model.inputs[i];
        text += (i > 0 ? "; " : " ") + writer.arguments()[i] + ": " + typeOf(input.storedType) + ", "
            + sampleText(input.storedShape);
    }
    return "        \"\"\"" + text + ".\"\"\"\n";
}

} // namespace

std::string moduleText(const ModuleWriter& writer, const std::vector<std::string>& outputs,
                       const std::string& weightsFile)
{
    const ExportedModel& model = writer.network().model;
    const std::string arguments = listed(writer.arguments());
    std::string text = heading(model, weightsFile)
        + "import json\nimport math\nfrom pathlib import Path\n\nimport torch\nimport torch.nn.functional as F\nfrom "
          "torch import nn\n"
        + classesText(model);
    for (const auto& [name, definition] : writer.definitions())
        text += "\n\n" + definition;
    text += "\n\nclass Model(nn.Module):\n    def __init__(self):\n        super().__init__()\n";
    for (const std::string& line : writer.constructor())
        text += "        " + line + "\n";
    text += "\n    def forward(self, " + arguments;
    for (const auto& [idle, info] : writer.idleArguments())
        text += ", " + idle + "=None";
    text += "):\n        \"\"\"Of samples that prepare() has made; gives scores where predict() gives "
            "probabilities.\"\"\"\n";
    if (writer.countsSamples() || !writer.idleArguments().empty())
        text += "        n = " + writer.arguments().at(0) + ".shape[0]\n";
    for (const auto& [idle, info] : writer.idleArguments()) {
        std::vector<std::string> sizes = {"n"};
        for (int axis = 1; axis < info.shape.rank(); ++axis)
            sizes.push_back(std::to_string(info.shape[axis]));
        text += "        if " + idle + " is None:  # no answer hangs on it\n            " + idle + " = "
            + writer.arguments()[0] + ".new_zeros(" + pythonTuple(sizes) + ", dtype=torch." + typeOf(info.dtype)
            + ")\n";
    }
    for (const std::string& line : writer.forward())
        text += "        " + line + "\n";
    text += "        return " + listed(outputs) + "\n";

    text += "\n    def prepare(self, " + arguments + "):\n"
        + about(writer, "From samples as the data stores them to what the network takes.");
    for (size_t i = 0; i < model.inputs.size(); ++i)
        text += prepared(writer, i);
    text += "        return " + arguments + "\n";

    std::vector<std::string> answers;
    for (size_t i = 0; i < model.outputs.size(); ++i) {
        const ModelOutput& output = model.outputs[i];
        const std::string raw = model.outputs.size() == 1 ? "answer" : "answers[" + std::to_string(i) + "]";
        answers.push_back(raw + (output.classAxis < 0 ? "" : ".softmax(dim=" + std::to_string(output.classAxis) + ")")
                          + (model.outputs.size() == 1 ? "" : "  # " + commentText(output.node)));
    }
    text += "\n    @torch.no_grad()\n    def predict(self, " + arguments + "):\n"
        + about(writer, "What Weft answers: probabilities where there are classes.")
        + "        was_training = self.training\n        self.eval()\n        "
        + (answers.size() == 1 ? "answer" : "answers") + " = self(" + (model.inputs.size() > 1 ? "*" : "")
        + "self.prepare(" + arguments + "))\n        self.train(was_training)\n";
    if (answers.size() == 1) {
        text += "        return " + answers[0] + "\n";
    } else {
        text += "        return (\n";
        for (const std::string& answer : answers) {
            const size_t comment = answer.find("  #");
            text += "            " + answer.substr(0, comment) + "," + answer.substr(comment) + "\n";
        }
        text += "        )\n";
    }
    if (!writer.still().empty()) {
        text += "\n    def train(self, mode=True):\n        super().train(mode)\n        for frozen in "
            + pythonTuple(writer.still()) + ":\n            frozen.eval()\n        return self\n";
    }
    text += readWeights;
    text += "def load(path=Path(__file__).with_name(" + pythonText(weightsFile)
        + ")):\n    model = Model()\n    model.load_state_dict(read_safetensors(path))\n    return model\n";
    return text;
}

} // namespace weft
