#!/usr/bin/python3
"""Writes tests/golden/layers/*.json: what PyTorch's layers compute, for tests/engine/tst_golden_layers.cpp.

Each file is one layer with its parameters, inputs and weights under our names, PyTorch's outputs, and the gradients of
sum(outputs * upstream) to inputs and weights, all in double precision. The drawn numbers are multiples of 1/4096, so
single precision holds them exactly. Run by hand when a case is added: /usr/bin/python3 tests/golden/make_layers.py
(Debian 12's python3-torch, 1.13.1).
"""

import json
import pathlib

import torch
import torch.nn.functional as F

FOLDER = pathlib.Path(__file__).parent / "layers"
torch.set_default_dtype(torch.float64)


def draw(*shape, scale=1.0):
    return torch.round(torch.randn(*shape) * scale * 4096) / 4096


def tensor(value):
    numbers = value.detach().reshape(-1).tolist()
    return {
        "shape": list(value.shape),
        "type": "i32" if value.dtype in (torch.int64, torch.int32) else "float",
        "values": [number if isinstance(number, int) else float(f"{number:.12g}") for number in numbers],
    }


def write(name, layer, params, inputs, weights, run, training=True, statistics=None, after=None):
    """inputs: {port: tensor or None}; weights: {our name: tensor in our layout}; run(inputs, weights) gives the
    outputs by port, written with those very tensors so that their gradients are ours. statistics: {our name: tensor}
    before the step, after() gives them after it."""
    leaves = {}
    for key, value in list(inputs.items()) + list(weights.items()):
        if value is not None and value.is_floating_point():
            value.requires_grad_(True)
            leaves[key] = value
    outputs = run(inputs, weights)
    upstream = {port: draw(*value.shape) if value.dim() else torch.tensor(1.0) for port, value in outputs.items()}
    loss = sum((outputs[port] * upstream[port]).sum() for port in outputs)
    if loss.requires_grad:
        loss.backward()
    document = {
        "layer": layer,
        "params": params,
        "training": training,
        "inputs": {port: None if value is None else tensor(value) for port, value in inputs.items()},
        "weights": {key: tensor(value) for key, value in weights.items()},
        "statistics": {key: tensor(value) for key, value in (statistics or {}).items()},
        "upstream": {port: tensor(value) for port, value in upstream.items()},
        "outputs": {port: tensor(value) for port, value in outputs.items()},
        "gradients": {key: tensor(value.grad) for key, value in leaves.items() if value.grad is not None},
        "statistics_after": {key: tensor(value) for key, value in (after() if after else {}).items()},
    }
    lines = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in document.items()]
    (FOLDER / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


def one(function):
    return lambda inputs, weights: {"y": function(inputs["x"], weights)}


def activations():
    x = draw(3, 4, 5, scale=3)
    for name, params, function in [
        ("relu", {}, F.relu),
        ("leaky_relu", {"slope": 0.2}, lambda v: F.leaky_relu(v, 0.2)),
        ("gelu", {}, F.gelu),
        ("gelu", {"form": "tanh"}, lambda v: F.gelu(v, approximate="tanh")),
        ("sigmoid", {}, torch.sigmoid),
        ("tanh", {}, torch.tanh),
        ("softplus", {}, F.softplus),
        ("softplus", {"sharpness": 2.5}, lambda v: F.softplus(v, beta=2.5, threshold=1e9)),
        ("swish", {}, F.silu),
        ("elu", {"alpha": 0.75}, lambda v: F.elu(v, 0.75)),
        ("selu", {}, F.selu),
        ("relu6", {}, F.relu6),
        ("hard_sigmoid", {}, F.hardsigmoid),
        ("hard_swish", {}, F.hardswish),
        ("mish", {}, F.mish),
        ("softmax", {"axis": 1}, lambda v: torch.softmax(v, 1)),
        ("log_softmax", {}, lambda v: torch.log_softmax(v, -1)),
    ]:
        label = "_".join([name] + [str(value).replace(".", "") for value in params.values()])
        write(label, name, params, {"x": x.clone()}, {}, one(lambda v, _, f=function: f(v)))
    at_zero = torch.zeros(2, 2)
    write("softplus_at_zero", "softplus", {}, {"x": at_zero}, {}, one(lambda v, _: F.softplus(v)))
    write("prelu_per_channel", "prelu", {"per_channel": True}, {"x": x.clone()}, {"slope": draw(4)},
          one(lambda v, w: F.prelu(v, w["slope"])))
    write("expression", "expression", {"formula": "x * sigmoid(1.7 * x) - max(x, y)^2 / (1 + exp(-abs(y)))"},
          {"x": draw(3, 4), "y": draw(3, 4), "z": None, "w": None}, {},
          lambda i, _: {"result": i["x"] * torch.sigmoid(1.7 * i["x"])
                        - torch.maximum(i["x"], i["y"]) ** 2 / (1 + torch.exp(-torch.abs(i["y"])))})


def convolutions():
    functions = {1: (F.conv1d, F.conv_transpose1d), 2: (F.conv2d, F.conv_transpose2d),
                 3: (F.conv3d, F.conv_transpose3d)}
    cases = [
        ("conv1d_stride", 1, dict(stride=2), (2, 3, 9), 4, (3,), {"stride": [2]}),
        ("conv2d", 2, {}, (2, 3, 5, 6), 4, (3, 3), {}),
        ("conv2d_stride_pad", 2, dict(stride=(2, 1), padding=(1, 2)), (2, 3, 6, 5), 4, (3, 2),
         {"stride": [2, 1], "padding": "explicit", "pad": [1, 2], "kernel": [3, 2]}),
        ("conv2d_same", 2, dict(padding="same"), (2, 2, 5, 4), 3, (2, 4), {"padding": "same", "kernel": [2, 4]}),
        ("conv2d_dilation_groups", 2, dict(dilation=2, groups=2), (2, 4, 7, 6), 6, (3, 2),
         {"dilation": [2], "groups": 2, "kernel": [3, 2]}),
        ("conv3d", 3, dict(stride=(1, 2, 1), padding=1), (2, 2, 3, 4, 3), 3, (2, 3, 2),
         {"stride": [1, 2, 1], "padding": "explicit", "pad": [1], "kernel": [2, 3, 2]}),
    ]
    for name, spatial, how, shape, filters, kernel, params in cases:
        weights = {"weight": draw(filters, shape[1] // how.get("groups", 1), *kernel), "bias": draw(filters)}
        write(name, f"conv{spatial}d", {"filters": filters, "kernel": list(kernel), **params}, {"x": draw(*shape)},
              weights, one(lambda v, w, s=spatial, h=how: functions[s][0](v, w["weight"], w["bias"], **h)))
    write("conv2d_no_bias", "conv2d", {"filters": 2, "bias": False}, {"x": draw(1, 2, 4, 4)},
          {"weight": draw(2, 2, 3, 3)}, one(lambda v, w: F.conv2d(v, w["weight"])))
    write("depthwise_conv2d", "depthwise_conv2d", {"multiplier": 2, "padding": "explicit", "pad": [1]},
          {"x": draw(2, 3, 4, 5)}, {"weight": draw(6, 1, 3, 3), "bias": draw(6)},
          one(lambda v, w: F.conv2d(v, w["weight"], w["bias"], padding=1, groups=3)))
    cases = [
        ("conv_transpose1d", 1, dict(stride=3), (2, 3, 4), 2, (2,), {"stride": [3]}),
        ("conv_transpose2d_output_padding", 2, dict(stride=2, padding=1, output_padding=1), (2, 3, 3, 4), 2, (3, 3),
         {"stride": [2], "padding": "explicit", "pad": [1], "output_padding": [1]}),
        ("conv_transpose2d_groups", 2, dict(stride=(1, 2), dilation=(2, 1), groups=2), (2, 4, 3, 3), 6, (2, 3),
         {"stride": [1, 2], "dilation": [2, 1], "groups": 2}),
        ("conv_transpose3d", 3, dict(stride=2), (1, 2, 2, 2, 3), 2, (2, 2, 2), {"stride": [2]}),
    ]
    for name, spatial, how, shape, filters, kernel, params in cases:
        weights = {"weight": draw(shape[1], filters // how.get("groups", 1), *kernel), "bias": draw(filters)}
        write(name, f"conv_transpose{spatial}d", {"filters": filters, "kernel": list(kernel), **params},
              {"x": draw(*shape)}, weights,
              one(lambda v, w, s=spatial, h=how: functions[s][1](v, w["weight"], w["bias"], **h)))


def pooling():
    write("max_pool1d", "max_pool1d", {"kernel": [3], "stride": [2]}, {"x": draw(2, 3, 8)}, {},
          one(lambda v, _: F.max_pool1d(v, 3, 2)))
    write("max_pool2d", "max_pool2d", {"kernel": [3, 2], "stride": [2], "padding": "explicit", "pad": [1]},
          {"x": draw(2, 3, 6, 5)}, {}, one(lambda v, _: F.max_pool2d(v, (3, 2), 2, 1)))
    write("max_pool3d", "max_pool3d", {}, {"x": draw(2, 2, 4, 2, 5)}, {}, one(lambda v, _: F.max_pool3d(v, 2)))
    write("avg_pool1d", "avg_pool1d", {"kernel": [3], "stride": [1]}, {"x": draw(2, 3, 8)}, {},
          one(lambda v, _: F.avg_pool1d(v, 3, 1)))
    for counted in (True, False):
        write(f"avg_pool2d_count_{counted}".lower(), "avg_pool2d",
              {"kernel": [3], "stride": [2], "padding": "explicit", "pad": [1], "count_padding": counted},
              {"x": draw(2, 3, 6, 5)}, {},
              one(lambda v, _, c=counted: F.avg_pool2d(v, 3, 2, 1, count_include_pad=c)))
    write("avg_pool3d", "avg_pool3d", {}, {"x": draw(2, 2, 4, 2, 5)}, {}, one(lambda v, _: F.avg_pool3d(v, 2)))
    write("global_avg_pool", "global_avg_pool", {}, {"x": draw(2, 3, 4, 5)}, {},
          one(lambda v, _: F.adaptive_avg_pool2d(v, 1).flatten(1)))
    write("global_max_pool", "global_max_pool", {"keep_axes": True}, {"x": draw(2, 3, 4, 5)}, {},
          one(lambda v, _: F.adaptive_max_pool2d(v, 1)))


def normalization():
    for name, shape in [("batch_norm_rows", (6, 3)), ("batch_norm_images", (3, 4, 2, 3))]:
        for training in (True, False):
            channels = shape[1]
            mean, variance = draw(channels), draw(channels).abs() + 0.5
            moved = (mean.clone(), variance.clone())
            write(f"{name}_{'training' if training else 'inference'}", "batch_norm",
                  {"momentum": 0.3, "epsilon": 0.001}, {"x": draw(*shape)},
                  {"scale": draw(channels), "bias": draw(channels)},
                  one(lambda v, w, m=moved, t=training: F.batch_norm(v, m[0], m[1], w["scale"], w["bias"], t, 0.3,
                                                                     0.001)),
                  training, {"mean": mean, "variance": variance},
                  lambda m=moved: {"mean": m[0], "variance": m[1]})
    write("layer_norm", "layer_norm", {}, {"x": draw(2, 3, 5)}, {"scale": draw(5), "bias": draw(5)},
          one(lambda v, w: F.layer_norm(v, (5,), w["scale"], w["bias"])))
    write("layer_norm_two_axes", "layer_norm", {"axes": 2, "affine": False}, {"x": draw(2, 3, 5)}, {},
          one(lambda v, _: F.layer_norm(v, (3, 5))))
    write("group_norm", "group_norm", {"groups": 2}, {"x": draw(2, 4, 3, 2)}, {"scale": draw(4), "bias": draw(4)},
          one(lambda v, w: F.group_norm(v, 2, w["scale"], w["bias"])))
    write("instance_norm", "instance_norm", {"affine": True}, {"x": draw(2, 3, 7)},
          {"scale": draw(3), "bias": draw(3)},
          one(lambda v, w: F.instance_norm(v, weight=w["scale"], bias=w["bias"])))
    write("rms_norm", "rms_norm", {}, {"x": draw(2, 3, 5)}, {"scale": draw(5)},
          one(lambda v, w: v / torch.sqrt((v ** 2).mean(-1, keepdim=True) + 1e-6) * w["scale"]))


def linear_and_shape():
    write("dense", "dense", {"units": 4}, {"x": draw(3, 5)}, {"weight": draw(5, 4), "bias": draw(4)},
          one(lambda v, w: F.linear(v, w["weight"].t(), w["bias"])))
    write("dense_sequence", "dense", {"units": 4, "bias": False}, {"x": draw(2, 3, 5)}, {"weight": draw(5, 4)},
          one(lambda v, w: F.linear(v, w["weight"].t())))
    write("embedding", "embedding", {"vocabulary": 6, "width": 3}, {"x": torch.randint(0, 6, (2, 4))},
          {"weight": draw(6, 3)}, one(lambda v, w: F.embedding(v, w["weight"])))
    write("unembedding", "unembedding", {"vocabulary": 6}, {"x": draw(2, 4, 3)}, {"weight": draw(6, 3)},
          one(lambda v, w: v @ w["weight"].t()))
    write("position_embedding", "position_embedding", {"length": 6}, {"x": draw(2, 4, 3)}, {"weight": draw(6, 3)},
          one(lambda v, w: v + w["weight"][:4]))
    write("flatten", "flatten", {"axis": 2}, {"x": draw(2, 3, 2, 2)}, {}, one(lambda v, _: v.flatten(2)))
    write("reshape", "reshape", {"sizes": [-1, 2]}, {"x": draw(2, 3, 4)}, {}, one(lambda v, _: v.reshape(2, 6, 2)))
    write("permute", "permute", {"order": [3, 1, 2]}, {"x": draw(2, 3, 4, 2)}, {},
          one(lambda v, _: v.permute(0, 3, 1, 2)))
    write("slice", "slice", {"start": -5, "count": 2, "step": 3}, {"x": draw(2, 6, 2)}, {},
          one(lambda v, _: v[:, 1:5:3]))
    write("pad", "pad", {"before": [1, 0], "after": [2, 1], "value": 1.5}, {"x": draw(2, 2, 2, 3)}, {},
          one(lambda v, _: F.pad(v, (0, 1, 1, 2), value=1.5)))
    write("upsample2d", "upsample2d", {"factor": [2, 3]}, {"x": draw(2, 2, 2, 3)}, {},
          one(lambda v, _: F.interpolate(v, scale_factor=(2, 3), mode="nearest")))
    write("last_step", "last_step", {}, {"x": draw(2, 4, 3)}, {}, one(lambda v, _: v[:, -1]))
    for operation, function in [("mean", torch.mean), ("sum", torch.sum), ("maximum", torch.amax)]:
        write(f"reduce_{operation}", "reduce", {"operation": operation, "axes": [1, -1]}, {"x": draw(2, 3, 4, 2)}, {},
              one(lambda v, _, f=function: f(v, (1, 3))))
    write("matmul", "matmul", {"transpose_b": True}, {"a": draw(2, 2, 3, 4), "b": draw(2, 2, 5, 4)}, {},
          lambda i, _: {"y": i["a"] @ i["b"].transpose(-1, -2)})
    write("subtract", "subtract", {}, {"x": draw(2, 3), "y": draw(2, 1)}, {},
          lambda i, _: {"difference": i["x"] - i["y"]})


def recurrent_and_attention():
    features, units, layers = 3, 4, 2
    for both in (False, True):
        weights = {}
        for layer in range(layers):
            width = features if layer == 0 else units * (2 if both else 1)
            for suffix in ("", "_backwards") if both else ("",):
                weights[f"weight_{layer}{suffix}"] = draw(width, 4 * units, scale=0.5)
                weights[f"recurrent_{layer}{suffix}"] = draw(units, 4 * units, scale=0.5)
                weights[f"bias_{layer}{suffix}"] = draw(4 * units, scale=0.5)

        def read(x, w, last):
            flat, zeros = [], torch.zeros(4 * units)
            for name in w:
                flat.append(zeros if name.startswith("bias") else w[name].t())
                if name.startswith("bias"):
                    flat.insert(-1, w[name])
            start = torch.zeros(layers * (2 if both else 1), x.shape[0], units)
            steps, h, _ = torch._VF.lstm(x, (start, start), flat, True, layers, 0.0, True, both, True)
            return torch.cat(list(h[-2:]), 1) if last and both else h[-1] if last else steps

        for last in (False, True):
            write("lstm" + ("_bidirectional" if both else "") + ("_last" if last else ""), "lstm",
                  {"units": units, "layers": layers, "bidirectional": both, "sequence": not last},
                  {"x": draw(2, 5, features)}, {key: value.clone() for key, value in weights.items()},
                  one(lambda v, w, l=last: read(v, w, l)))

    width, heads = 6, 2

    def attend(query, key, value, w, causal):
        mask = torch.triu(torch.ones(query.shape[1], key.shape[1], dtype=torch.bool), 1) if causal else None
        swap = lambda v: v.transpose(0, 1)
        separate = {} if "input_weight" in w else {
            "use_separate_proj_weight": True, "q_proj_weight": w["query_weight"].t(),
            "k_proj_weight": w["key_weight"].t(), "v_proj_weight": w["value_weight"].t()}
        bias = w["input_bias"] if "input_bias" in w else torch.cat([w[f"{n}_bias"] for n in ("query", "key", "value")])
        y, _ = F.multi_head_attention_forward(
            swap(query), swap(key), swap(value), width, heads, w["input_weight"].t() if not separate else None, bias,
            None, None, False, 0.0, w["output_weight"].t(), w["output_bias"], attn_mask=mask, **separate)
        return {"y": swap(y)}

    for causal in (False, True):
        write("attention_self" + ("_causal" if causal else ""), "multi_head_attention",
              {"heads": heads, "causal": causal}, {"query": draw(2, 4, width), "key": None, "value": None},
              {"input_weight": draw(width, 3 * width, scale=0.5), "input_bias": draw(3 * width),
               "output_weight": draw(width, width, scale=0.5), "output_bias": draw(width)},
              lambda i, w, c=causal: attend(i["query"], i["query"], i["query"], w, c))
    write("attention_cross", "multi_head_attention", {"heads": heads},
          {"query": draw(2, 4, width), "key": draw(2, 3, 5), "value": draw(2, 3, 4)},
          {"query_weight": draw(width, width, scale=0.5), "query_bias": draw(width), "key_weight": draw(5, width, scale=0.5),
           "key_bias": draw(width), "value_weight": draw(4, width, scale=0.5), "value_bias": draw(width),
           "output_weight": draw(width, width, scale=0.5), "output_bias": draw(width)},
          lambda i, w: attend(i["query"], i["key"], i["value"], w, False))


def losses():
    def loss(function):
        return lambda i, _: {"loss": function(i["x"], i["target"])}

    write("mse", "mse", {}, {"x": draw(3, 4), "target": draw(3, 4)}, {}, loss(F.mse_loss))
    write("mse_by_sample", "mse", {"reduction": "sample"}, {"x": draw(3, 4), "target": draw(3, 4)}, {},
          loss(lambda x, t: F.mse_loss(x, t, reduction="sum") / 3))
    write("mae", "mae", {}, {"x": draw(3, 4), "target": draw(3, 4)}, {}, loss(F.l1_loss))
    write("huber", "huber", {"delta": 0.5}, {"x": draw(3, 4), "target": draw(3, 4)}, {},
          loss(lambda x, t: F.huber_loss(x, t, delta=0.5)))
    target = (torch.rand(3, 4) < 0.5).double()
    write("binary_cross_entropy", "binary_cross_entropy", {}, {"x": draw(3, 4, scale=20), "target": target.clone()},
          {}, lambda i, _: {"loss": F.binary_cross_entropy_with_logits(i["x"], i["target"])})
    write("binary_cross_entropy_weighted", "binary_cross_entropy", {"positive_weight": 3},
          {"x": draw(3, 4), "target": target.clone()}, {},
          lambda i, _: {"loss": F.binary_cross_entropy_with_logits(i["x"], i["target"],
                                                                   pos_weight=torch.tensor(3.0))})
    labels = torch.tensor([2, 0, -100, 1])
    write("cross_entropy_smoothed", "cross_entropy", {"label_smoothing": 0.1}, {"x": draw(4, 3), "target": labels}, {},
          loss(lambda x, t: F.cross_entropy(x, t, label_smoothing=0.1)))
    write("cross_entropy_sequence", "cross_entropy", {}, {"x": draw(2, 4, 3), "target": torch.randint(0, 3, (2, 4))},
          {}, loss(lambda x, t: F.cross_entropy(x.transpose(1, 2), t)))
    write("cross_entropy_map", "cross_entropy", {}, {"x": draw(2, 3, 2, 2), "target": torch.randint(0, 3, (2, 2, 2))},
          {}, loss(F.cross_entropy))
    write("vae_kl", "vae_kl", {}, {"mean": draw(3, 4), "log_variance": draw(3, 4)}, {},
          lambda i, _: {"loss": -0.5 * (1 + i["log_variance"] - i["mean"] ** 2 - i["log_variance"].exp()).sum() / 3})
    scores, labels = draw(5, 4), torch.tensor([3, 1, 0, -100, 1])
    counted = labels >= 0

    def top(k):
        hits = (scores.topk(k, 1).indices == labels[:, None]).any(1)
        return (hits & counted).sum().double() / counted.sum()

    def confusion():
        matrix = torch.zeros(4, 4)
        for truth, chosen in zip(labels[counted], scores.argmax(1)[counted]):
            matrix[truth, chosen] += 1
        return matrix

    write("accuracy", "accuracy", {}, {"x": scores.clone(), "target": labels}, {},
          lambda i, _: {"accuracy": top(1)})
    write("top_k_accuracy", "top_k_accuracy", {"k": 2}, {"x": scores.clone(), "target": labels}, {},
          lambda i, _: {"accuracy": top(2)})
    write("confusion_matrix", "confusion_matrix", {}, {"x": scores.clone(), "target": labels}, {},
          lambda i, _: {"counts": confusion()})


def gated_units():
    features, units, layers = 3, 4, 2
    for both in (False, True):
        names = [f"_{layer}{suffix}" for layer in range(layers) for suffix in (("", "_backwards") if both else ("",))]
        weights = {}
        for name in names:
            width = features if name.startswith("_0") else units * (2 if both else 1)
            weights["weight" + name] = draw(width, 3 * units, scale=0.5)
            weights["recurrent" + name] = draw(units, 3 * units, scale=0.5)
            weights["bias" + name] = draw(3 * units, scale=0.5)
            weights["recurrent_bias" + name] = draw(1, units, scale=0.5)

        def read(x, w, last):  # PyTorch's biases of the recurrence are 0, but for the last gate's: there it is ours
            flat = []
            for name in names:
                bias = torch.cat([torch.zeros(2 * units), w["recurrent_bias" + name][0]])
                flat += [w["weight" + name].t(), w["recurrent" + name].t(), w["bias" + name], bias]
            start = torch.zeros(layers * (2 if both else 1), x.shape[0], units)
            steps, h = torch._VF.gru(x, start, flat, True, layers, 0.0, True, both, True)
            return torch.cat(list(h[-2:]), 1) if last and both else h[-1] if last else steps

        for last in (False, True):
            write("gru" + ("_bidirectional" if both else "") + ("_last" if last else ""), "gru",
                  {"units": units, "layers": layers, "bidirectional": both, "sequence": not last},
                  {"x": draw(2, 5, features)}, {key: value.clone() for key, value in weights.items()},
                  one(lambda v, w, l=last: read(v, w, l)))


def resizing():
    for mode, more in [("nearest", {}), ("bilinear", {"align_corners": False})]:
        for name, size in [("larger", (7, 8)), ("smaller", (2, 3)), ("mixed", (4, 11))]:
            write(f"resize_{mode}_{name}", "resize", {"size": list(size), "mode": mode}, {"x": draw(2, 2, 4, 5)}, {},
                  one(lambda v, _, m=mode, s=size, k=more: F.interpolate(v, size=s, mode=m, **k)))


def measures():
    scores, labels = draw(7, 5), torch.tensor([3, 1, 0, -100, 1, 3, 0])
    for row in (0, 1, 2, 3, 6):
        scores[row, labels[row].clamp(0)] += 4  # found

    def mean_iou():  # as torchmetrics counts it: classes that neither occur nor are chosen are left out
        counted = labels >= 0
        chosen, truth = scores.argmax(1)[counted], labels[counted]
        ious = []
        for kind in range(5):
            either = ((chosen == kind) | (truth == kind)).sum()
            if either > 0:
                ious.append(((chosen == kind) & (truth == kind)).sum() / either)
        return torch.stack(ious).mean().double()

    write("mean_iou", "mean_iou", {}, {"x": scores.clone(), "target": labels}, {}, lambda i, _: {"mean_iou": mean_iou()})
    write("r2", "r2", {}, {"x": draw(5, 2), "target": draw(5, 2)}, {},
          lambda i, _: {"r2": 1 - ((i["target"] - i["x"]) ** 2).sum()
                        / ((i["target"] - i["target"].mean()) ** 2).sum()})


def layers_of_imported_models():
    write("tile", "tile", {"repeats": [2, 3]}, {"x": draw(2, 3, 4)}, {}, one(lambda v, _: v.repeat(1, 2, 3)))
    places = torch.tensor([[1, -1], [3, 0]])
    write("gather", "gather", {"axis": 2}, {"x": draw(2, 3, 4, 2), "index": places.double()}, {},
          lambda i, _: {"y": torch.stack([v.index_select(1, k % 4) for v, k in zip(i["x"], places)])})
    along = torch.randint(-4, 4, (2, 3, 5))
    write("gather_along", "gather_along", {"axis": -1}, {"x": draw(2, 3, 4), "index": along.double()}, {},
          lambda i, _: {"y": i["x"].gather(2, along % 4)})
    write("arg_max", "arg_max", {"axis": 1}, {"x": draw(2, 5, 3)}, {}, one(lambda v, _: v.argmax(1).double()))
    even = torch.tensor([[1.0, 0.0, 1.0, 0.0]])
    write("arg_max_least_last", "arg_max", {"least": True, "last": True}, {"x": even}, {},
          one(lambda v, _: torch.tensor([3.0])))
    for exclusive in (False, True):
        for reverse in (False, True):
            write(f"cumulative_sum_{exclusive}_{reverse}".lower(), "cumulative_sum",
                  {"axis": 2, "exclusive": exclusive, "reverse": reverse}, {"x": draw(2, 3, 7)}, {},
                  one(lambda v, _, e=exclusive, r=reverse: sums(v, e, r)))
    write("local_response_norm", "local_response_norm", {"size": 3, "alpha": 0.5, "beta": 0.75, "bias": 2.0},
          {"x": draw(2, 5, 3, 2)}, {}, one(lambda v, _: F.local_response_norm(v, 3, 0.5, 0.75, 2.0)))
    weights = {"weight_0": draw(3, 16, scale=0.5), "recurrent_0": draw(4, 16, scale=0.5), "bias_0": draw(16)}

    def read(i, w):
        flat = [w["weight_0"].t(), w["recurrent_0"].t(), w["bias_0"], torch.zeros(16)]
        steps, h, c = torch._VF.lstm(i["x"], (i["state"][None], i["cells"][None]), flat, True, 1, 0.0, True, False, True)
        return {"y": steps, "state": h[0], "cells": c[0]}

    write("lstm_with_state", "lstm_with_state", {"units": 4},
          {"x": draw(2, 5, 3), "state": draw(2, 4), "cells": draw(2, 4)}, weights, read)
    write("parameter", "parameter", {"sizes": [2, 3]}, {}, {"weight": draw(2, 3)},
          lambda _, w: {"y": w["weight"][None] * 1})
    for mode, name in [("reflect", "reflect"), ("edge", "replicate")]:
        write(f"pad_{mode}", "pad", {"before": [2, 0], "after": [1, 2], "mode": mode}, {"x": draw(2, 2, 3, 4)}, {},
              one(lambda v, _, m=name: F.pad(v, (0, 2, 2, 1), mode=m)))
    write("pad_channels", "pad", {"before": [1, 0, 1], "after": [2, 0, 0]}, {"x": draw(2, 2, 2, 3)}, {},
          one(lambda v, _: F.pad(v, (1, 0, 0, 0, 1, 2))))
    write("reduce_minimum", "reduce", {"operation": "minimum", "axes": [1, -1]}, {"x": draw(2, 3, 4, 2)}, {},
          one(lambda v, _: torch.amin(v, (1, 3))))
    write("reduce_product", "reduce", {"operation": "product", "axes": [2, 1]}, {"x": draw(2, 3, 5, 2)}, {},
          one(lambda v, _: v.prod(1).prod(1)))
    write("conv2d_uneven_pad", "conv2d", {"filters": 2, "padding": "explicit", "pad": [0, 1, 2, 0]},
          {"x": draw(2, 2, 4, 5)}, {"weight": draw(2, 2, 3, 3), "bias": draw(2)},
          one(lambda v, w: F.conv2d(F.pad(v, (1, 0, 0, 2)), w["weight"], w["bias"])))
    write("max_pool2d_uneven_pad", "max_pool2d", {"kernel": [3], "stride": [2], "padding": "explicit",
                                                  "pad": [0, 0, 1, 1]},
          {"x": draw(2, 2, 6, 6)}, {}, one(lambda v, _: F.max_pool2d(v, 3, 2, ceil_mode=True)))
    inside = torch.round((torch.rand(3, 4) * 1.9 - 0.95) * 4096) / 4096
    write("expression_arcs", "expression", {"formula": "asin(x) + acos(y) * atan(z)"},
          {"x": inside.clone(), "y": inside.clone() / 2, "z": draw(3, 4, scale=3), "w": None}, {},
          lambda i, _: {"result": torch.asin(i["x"]) + torch.acos(i["y"]) * torch.atan(i["z"])})
    write("expression_areas", "expression", {"formula": "asinh(z) + atanh(x) * acosh(w)"},
          {"x": inside.clone(), "y": None, "z": draw(3, 4, scale=3), "w": draw(3, 4).abs() + 1.5}, {},
          lambda i, _: {"result": torch.asinh(i["z"]) + torch.atanh(i["x"]) * torch.acosh(i["w"])})
    write("expression_hyperbolic", "expression", {"formula": "sinh(x) - cosh(y) * atan(100 * z)"},
          {"x": draw(3, 4), "y": draw(3, 4), "z": draw(3, 4), "w": None}, {},
          lambda i, _: {"result": torch.sinh(i["x"]) - torch.cosh(i["y"]) * torch.atan(100 * i["z"])})


def sums(x, exclusive, reverse):
    x = x.flip(2) if reverse else x
    y = x.cumsum(2) - x if exclusive else x.cumsum(2)
    return y.flip(2) if reverse else y


FOLDER.mkdir(exist_ok=True)
for old in FOLDER.glob("*.json"):
    old.unlink()
for group in (activations, convolutions, pooling, normalization, linear_and_shape, recurrent_and_attention, losses,
              gated_units, resizing, measures, layers_of_imported_models):
    torch.manual_seed(2026)  # a case added to one group leaves the files of the others as they are
    group()
