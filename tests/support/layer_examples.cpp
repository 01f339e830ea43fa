#include "tests/support/layer_examples.h"

#include "tests/support/small_projects.h"

namespace weft {

ParamValue whole(int64_t number)
{
    return number;
}

ParamValue list(std::vector<int64_t> numbers)
{
    return numbers;
}

Wire indices(const Shape& shape)
{
    return {shape, true};
}

const Wire none = {.shape = {}, .isWired = false};

const std::vector<LayerExample>& layerExamples()
{
    static const std::vector<LayerExample> all = [] {
        std::vector<LayerExample> table = {
            {"dense", {{"units", whole(10)}}, {{{4, 7}}}, "4×10"},
            {"dense", {{"units", whole(10)}}, {{{4, 5, 7}}}, "4×5×10"},
            {"embedding", {{"width", whole(6)}}, {indices({4, 5})}, "4×5×6"},
            {"unembedding", {{"vocabulary", whole(9)}}, {{{4, 5, 6}}}, "4×5×9"},
            {"position_embedding", {}, {{{4, 5, 6}}}, "4×5×6"},
            {"conv1d", {{"kernel", list({3})}}, {{{4, 3, 10}}}, "4×32×8"},
            {"conv2d", {}, {{{4, 3, 8, 10}}}, "4×32×6×8"},
            {"conv2d", {{"padding", "same"}, {"stride", list({2})}}, {{{4, 3, 7, 8}}}, "4×32×4×4"},
            {"conv2d", {{"padding", "same"}, {"dilation", list({3})}}, {{{4, 3, 7, 8}}}, "4×32×7×8"},
            {"conv2d",
             {{"padding", "explicit"}, {"pad", list({1, 2})}, {"groups", whole(3)}, {"filters", whole(6)}},
             {{{4, 3, 8, 8}}},
             "4×6×8×10"},
            {"conv2d", {{"padding", "explicit"}, {"pad", list({0, 0, 2, 1})}}, {{{4, 3, 8, 10}}}, "4×32×8×9"},
            {"conv3d", {}, {{{4, 3, 5, 6, 7}}}, "4×32×3×4×5"},
            {"depthwise_conv2d", {{"multiplier", whole(2)}}, {{{4, 3, 8, 8}}}, "4×6×6×6"},
            {"conv_transpose1d", {{"stride", list({2})}}, {{{4, 3, 5}}}, "4×32×11"},
            {"conv_transpose2d", {{"stride", list({2})}, {"padding", "same"}}, {{{4, 3, 5, 6}}}, "4×32×10×12"},
            {"conv_transpose2d",
             {{"stride", list({3})}, {"padding", "same"}, {"kernel", list({2})}},
             {{{4, 3, 5, 6}}},
             "4×32×15×18"},
            {"conv_transpose2d",
             {{"stride", list({2})}, {"padding", "explicit"}, {"pad", list({1})}, {"output_padding", list({1})}},
             {{{4, 3, 5, 6}}},
             "4×32×10×12"},
            {"conv_transpose3d", {}, {{{4, 3, 2, 3, 4}}}, "4×32×4×5×6"},
            {"max_pool1d", {}, {{{4, 3, 9}}}, "4×3×4"},
            {"max_pool2d",
             {{"kernel", list({3})}, {"stride", list({2})}, {"padding", "same"}},
             {{{4, 3, 7, 8}}},
             "4×3×4×4"},
            {"max_pool3d", {}, {{{4, 3, 4, 6, 8}}}, "4×3×2×3×4"},
            {"avg_pool1d", {{"stride", list({1})}}, {{{4, 3, 9}}}, "4×3×8"},
            {"avg_pool2d", {}, {{{4, 3, 8, 8}}}, "4×3×4×4"},
            {"avg_pool3d", {}, {{{4, 3, 4, 6, 8}}}, "4×3×2×3×4"},
            {"global_avg_pool", {}, {{{4, 3, 8, 8}}}, "4×3"},
            {"global_max_pool", {{"keep_axes", true}}, {{{4, 3, 8}}}, "4×3×1"},
            {"batch_norm", {}, {{{4, 3}}}, "4×3"},
            {"batch_norm", {{"affine", false}}, {{{4, 3, 5, 6}}}, "4×3×5×6"},
            {"batch_norm", {{"scale", false}}, {{{4, 3, 5, 6}}}, "4×3×5×6"},
            {"layer_norm", {{"axes", whole(2)}}, {{{4, 3, 5}}}, "4×3×5"},
            {"group_norm", {{"groups", whole(2)}}, {{{4, 6, 5, 5}}}, "4×6×5×5"},
            {"instance_norm", {{"affine", true}}, {{{4, 3, 5}}}, "4×3×5"},
            {"rms_norm", {}, {{{4, 3, 5}}}, "4×3×5"},
            {"prelu", {{"per_channel", true}}, {{{4, 3, 5}}}, "4×3×5"},
            {"softmax", {}, {{{4, 3}}}, "4×3"},
            {"dropout", {}, {{{4, 3}}}, "4×3"},
            {"spatial_dropout", {}, {{{4, 3, 5, 5}}}, "4×3×5×5"},
            {"drop_path", {}, {{{4, 3, 5}}}, "4×3×5"},
            {"gaussian_noise", {}, {{{4, 3, 5}}}, "4×3×5"},
            {"flatten", {}, {{{4, 3, 5, 5}}}, "4×75"},
            {"flatten", {{"axis", whole(2)}}, {{{4, 3, 5, 5}}}, "4×3×25"},
            {"flatten", {}, {indices({4})}, "4×1"},
            {"image", {}, {}, "4×1×28×28"},
            {"tokens", {}, {}, "4×128"},
            {"tensor", {{"sizes", list({})}}, {}, "4"},
            {"label", {}, {}, "4"},
            {"features", {}, {}, "4×4"},
            {"output", {{"kind", "classes"}}, {{{4, 10}}}, "4×10"},
            {"cross_entropy", {}, {{{4, 10}}, indices({4})}, "scalar"},
            {"accuracy", {}, {{{4, 10, 3, 3}}, indices({4, 3, 3})}, "scalar"},
            {"add", {}, {{{4, 3, 5}}, {{4, 3, 5}}, {{4, 1, 5}}}, "4×3×5"},
            {"multiply", {}, {{{4, 3, 5, 5}}, {{4, 3, 1, 1}}}, "4×3×5×5"},
            {"maximum", {}, {{{4, 3}}, {{4, 3}}}, "4×3"},
            {"subtract", {}, {{{4, 3}}, {{4, 3}}}, "4×3"},
            {"concat", {}, {{{4, 3, 5}}, {{4, 2, 5}}}, "4×5×5"},
            {"concat", {{"axis", whole(-1)}}, {{{4, 3, 5}}, {{4, 3, 6}}}, "4×3×11"},
            {"matmul", {}, {{{4, 3, 5}}, {{4, 5, 6}}}, "4×3×6"},
            {"matmul", {{"transpose_b", true}}, {{{4, 2, 3, 5}}, {{4, 2, 6, 5}}}, "4×2×3×6"},
            {"reshape", {{"sizes", list({3, -1})}}, {{{4, 6, 5}}}, "4×3×10"},
            {"reshape", {{"sizes", list({})}}, {{{4, 1}}}, "4"},
            {"permute", {{"order", list({3, 1, 2})}}, {{{4, 3, 5, 6}}}, "4×6×3×5"},
            {"slice", {{"start", whole(1)}, {"step", whole(2)}}, {{{4, 6, 5}}}, "4×3×5"},
            {"slice", {{"start", whole(-2)}, {"axis", whole(2)}}, {{{4, 6, 5}}}, "4×6×2"},
            {"pad", {{"before", list({1, 0})}, {"value", 2.5}}, {{{4, 3, 5, 6}}}, "4×3×7×7"},
            {"pad",
             {{"before", list({1, 0, 2})}, {"after", list({0, 0, 1})}, {"mode", "edge"}},
             {{{4, 3, 5, 6}}},
             "4×4×5×9"},
            {"pad", {{"mode", "reflect"}}, {{{4, 3, 5}}}, "4×3×7"},
            {"tile", {{"repeats", list({2, 1})}}, {{{4, 3, 5}}}, "4×6×5"},
            {"gather", {{"axis", whole(2)}}, {{{4, 3, 5, 6}}, {{4, 2, 7}}}, "4×3×2×7×6"},
            {"gather", {}, {{{4, 9}}, indices({4, 2})}, "4×2"},
            {"gather_along", {}, {{{4, 3, 5}}, {{4, 7, 2}}}, "4×7×2"},
            {"arg_max", {}, {{{4, 3, 5}}}, "4×3"},
            {"arg_max", {{"least", true}, {"last", true}, {"axis", whole(1)}}, {{{4, 3, 5}}}, "4×5"},
            {"cumulative_sum", {{"exclusive", true}}, {{{4, 3, 5}}}, "4×3×5"},
            {"local_response_norm", {{"size", whole(3)}}, {{{4, 6, 5, 5}}}, "4×6×5×5"},
            {"lstm_with_state", {{"units", whole(6)}}, {{{4, 7, 5}}, {{4, 6}}, {{4, 6}}}, "4×7×6"},
            {"parameter", {{"sizes", list({2, 3})}}, {}, "4×2×3"},
            {"squeeze", {}, {{{4, 3, 1}}}, "4×3"},
            {"unsqueeze", {{"axis", whole(-1)}}, {{{4, 3}}}, "4×3×1"},
            {"upsample2d", {{"factor", list({2, 3})}}, {{{4, 3, 5, 6}}}, "4×3×10×18"},
            {"stop_gradient", {}, {indices({4, 3})}, "4×3"},
            {"last_step", {}, {{{4, 7, 5}}}, "4×5"},
            {"reduce", {{"axes", list({1, -1})}}, {{{4, 3, 5, 6}}}, "4×5"},
            {"reduce", {{"operation", "maximum"}, {"keep_axes", true}}, {{{4, 3, 5}}}, "4×1×5"},
            {"reduce", {{"operation", "product"}, {"axes", list({2})}}, {{{4, 3, 5}}}, "4×3"},
            {"reduce", {{"operation", "minimum"}, {"axes", list({2})}}, {{{4, 3, 5}}}, "4×3"},
            {"constant", {{"sizes", list({2, 3})}}, {}, "4×2×3"},
            {"mse", {}, {{{4, 3}}, {{4, 3}}}, "scalar"},
            {"mae", {}, {{{4, 1}}, indices({4})}, "scalar"},
            {"huber", {}, {{{4, 3}}, {{4, 3}}}, "scalar"},
            {"binary_cross_entropy", {}, {{{4, 3}}, {{4, 3}}}, "scalar"},
            {"vae_kl", {}, {{{4, 3}}, {{4, 3}}}, "scalar"},
            {"gaussian_sample", {}, {{{4, 3}}, {{4, 3}}}, "4×3"},
            {"mean_absolute_error", {}, {{{4, 3}}, {{4, 3}}}, "scalar"},
            {"lstm", {{"units", whole(6)}}, {{{4, 7, 5}}}, "4×7×6"},
            {"lstm",
             {{"units", whole(6)}, {"bidirectional", true}, {"layers", whole(2)}, {"sequence", false}},
             {{{4, 7, 5}}},
             "4×12"},
            {"lstm", {{"units", whole(6)}, {"layers", whole(2)}, {"dropout", 0.5}}, {{{4, 1, 5}}}, "4×1×6"},
            {"gru", {{"units", whole(6)}}, {{{4, 7, 5}}}, "4×7×6"},
            {"gru", {{"units", whole(6)}, {"bidirectional", true}, {"sequence", false}}, {{{4, 1, 5}}}, "4×12"},
            {"r2", {}, {{{4, 3}}, {{4, 3}}}, "scalar"},
            {"mean_iou", {}, {{{4, 7, 5, 6}}, indices({4, 5, 6})}, "scalar"},
            {"resize", {{"size", list({2, 9})}}, {{{4, 3, 5, 6}}}, "4×3×2×9"},
            {"resize", {{"mode", "nearest"}}, {{{4, 3, 5, 6}}}, "4×3×32×32"},
            {"multi_head_attention", {{"causal", true}}, {{{4, 7, 16}}, none, none}, "4×7×16"},
            {"multi_head_attention", {{"heads", whole(2)}}, {{{4, 7, 16}}, {{4, 5, 6}}, none}, "4×7×16"},
            {"top_k_accuracy", {}, {{{4, 7, 10}}, indices({4, 7})}, "scalar"},
            {"confusion_matrix", {}, {{{4, 10, 5, 5}}, indices({4, 5, 5})}, "10×10"},
            {"expression", {}, {{{4, 3}}, none, none, none}, "4×3"},
            {"expression", {{"formula", "x * y + 1"}}, {{{4, 1, 5}}, {{4, 3, 1}}, none, none}, "4×3×5"},
            {"expression", {{"formula", "2 * pi"}}, {{{4, 3}}, none, none, none}, "4×3"},
        };
        for (const char* id : {"relu", "leaky_relu", "gelu", "sigmoid", "tanh", "softplus", "swish", "elu", "selu",
                               "relu6", "hard_sigmoid", "hard_swish", "mish", "log_softmax", "prelu"})
            table.push_back({id, {}, {{{4, 3, 5}}}, "4×3×5"}); // they keep any shape
        return table;
    }();
    return all;
}

Project projectAround(const LayerExample& example)
{
    const LayerType& type = *findLayerType(example.id);
    Project project;
    std::vector<std::string> inputs;
    for (size_t i = 0; i < example.wires.size(); ++i) {
        const Wire& wire = example.wires[i];
        if (!wire.isWired)
            continue;
        const std::string id = "in" + std::to_string(i);
        const std::vector<int64_t> sizes(wire.shape.begin() + 1, wire.shape.end());
        project.graph.nodes.push_back(wire.isIndices ? node(id, "label", {{"shape", sizes}, {"classes", int64_t(7)}})
                                                     : node(id, "tensor", {{"sizes", sizes}}));
        const Port& port = i < type.inputs.size() ? type.inputs[i] : type.inputs.back();
        inputs.push_back(port.id + "=" + id + ".y");
    }
    project.graph.nodes.push_back(node("layer", example.id, example.params, inputs));
    const bool judges = type.category == "loss" || type.category == "metric";
    for (const Port& port : type.outputs) {
        const std::string from = judges ? "in0.y" : "layer." + port.id;
        project.graph.nodes.push_back(
            node("answer_" + port.id, "output", {{"kind", std::string("values")}}, {"x=" + from}));
    }
    project.graph.nodes.push_back(node("count", "tensor")); // something must say how many samples there are
    project.graph.nodes.push_back(node("given", "output", {}, {"x=count.y"}));
    return project;
}

} // namespace weft
