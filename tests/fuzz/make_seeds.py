#!/usr/bin/python3
"""Writes tests/fuzz/seeds/FORMAT/*: small files that are read whole, from which the fuzz targets make broken ones.

Run by hand when a seed is added: /usr/bin/python3 tests/fuzz/make_seeds.py (needs Debian's python3-numpy and python3-pil).
Files that another program has to write, or that once broke something, are put there by hand and left alone.
"""

import gzip
import io
import json
import pathlib
import struct

import numpy
from PIL import Image

FOLDER = pathlib.Path(__file__).parent / "seeds"


def put(kind, name, content):
    (FOLDER / kind).mkdir(parents=True, exist_ok=True)
    (FOLDER / kind / name).write_bytes(content)


def idx(kind, sizes, values):
    return bytes([0, 0, kind, len(sizes)]) + b"".join(struct.pack(">I", size) for size in sizes) + values


pictures = idx(8, [3, 4, 5], bytes(range(60)))
put("idx", "pictures", pictures)
put("idx", "pictures.gz", gzip.compress(pictures, mtime=0))
put("idx", "labels", idx(8, [4], bytes([0, 1, 2, 1])))
put("idx", "floats", idx(13, [2, 3], struct.pack(">6f", *range(6))))
put("idx", "doubles", idx(14, [2], struct.pack(">2d", 0.5, -1)))
put("idx", "shorts", idx(11, [2, 2], struct.pack(">4h", 1, -2, 3, -4)))

put("cifar10", "two", b"".join(bytes([label]) + bytes((label + i) % 256 for i in range(3072)) for label in (0, 9)))

put("csv", "header", b"length,width,kind\n1.5,2,setosa\n3e-2,,\"ver,si\"\"colour\"\n-4,5.25,setosa\n")
put("csv", "semicolon", "größe;preis;ort\r\n1,5;2,75;Köln\r\n3;4;\"a\nb\"\r\n".encode())
put("csv", "tabs", b"1\t2\t3\n4\t5\t6\n7\tNA\t9\n")
put("csv", "blanks", b"  1   2.5 a\n 22  3.5 b\n")
put("csv", "packed.gz", gzip.compress(b"a|b\n1|2\n3|4\n", mtime=0))
put("csv", "marked", b"\xef\xbb\xbfa,b\n1,2\n")


def saved(array):
    file = io.BytesIO()
    numpy.save(file, array)
    return file.getvalue()


put("npy", "pictures.npy", saved(numpy.arange(48, dtype=numpy.uint8).reshape(3, 4, 4)))
put("npy", "floats.npy", saved(numpy.arange(6, dtype=">f4").reshape(3, 2)))
put("npy", "columns.npy", saved(numpy.asfortranarray(numpy.arange(6, dtype=numpy.float64).reshape(3, 2))))
put("npy", "half.npy", saved(numpy.arange(4, dtype=numpy.float16)))
put("npy", "labels.npy", saved(numpy.array([2, 0, 1], dtype=numpy.int64)))
put("npy", "yes.npy", saved(numpy.array([True, False])))
for name, save in (("stored.npz", numpy.savez), ("packed.npz", numpy.savez_compressed)):
    file = io.BytesIO()
    save(file, x=numpy.zeros((2, 3), dtype=numpy.float32), label=numpy.array([1, 0]))
    put("npy", name, file.getvalue())


def picture(mode, kind, **how):
    colours = numpy.arange(7 * 9 * 4, dtype=numpy.uint8).reshape(7, 9, 4)
    image = Image.fromarray(colours, "RGBA").convert(mode)
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


for mode in ("L", "RGB", "RGBA", "P", "1"):
    put("image_folder", f"{mode}.png", picture(mode, "PNG"))
put("image_folder", "small.png", picture("RGB", "PNG", optimize=True))
put("image_folder", "RGB.jpg", picture("RGB", "JPEG"))
put("image_folder", "L.jpg", picture("L", "JPEG"))
put("image_folder", "CMYK.jpg", picture("CMYK", "JPEG"))
put("image_folder", "steps.jpg", picture("RGB", "JPEG", progressive=True, quality=60))


def safetensors(header, data):
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


put("safetensors", "two", safetensors(
    {"__metadata__": {"made": "by hand"},
     "weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
     "step": {"dtype": "I64", "shape": [], "data_offsets": [24, 32]}}, bytes(32)))
put("safetensors", "types", safetensors(
    {"a": {"dtype": "F64", "shape": [1], "data_offsets": [0, 8]},
     "b": {"dtype": "BF16", "shape": [2], "data_offsets": [8, 12]},
     "c": {"dtype": "U8", "shape": [4], "data_offsets": [12, 16]}}, bytes(16)))
put("safetensors", "nothing", safetensors({}, b""))


def onnx_models():
    import onnx
    from onnx import helper, numpy_helper

    floats = onnx.TensorProto.FLOAT
    whole = onnx.TensorProto.INT64

    def weight(name, *shape):
        size = int(numpy.prod(shape))
        return numpy_helper.from_array((numpy.arange(size).reshape(shape) / size).astype(numpy.float32), name)

    def numbers(name, *values):
        return numpy_helper.from_array(numpy.array(values, numpy.int64), name)

    def model(name, nodes, inputs, outputs, weights, opset=13):
        graph = helper.make_graph(nodes, name, inputs, outputs, weights)
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], producer_name="seed")
        onnx.checker.check_model(made)
        put("onnx", name + ".onnx", made.SerializeToString())

    node = helper.make_node
    tensor = helper.make_tensor_value_info
    model("images", [
        node("Conv", ["x", "w", "b"], ["c"], pads=[1, 0, 1, 2], strides=[2, 1], name="first"),
        node("BatchNormalization", ["c", "s", "o", "m", "v"], ["n"]),
        node("Relu", ["n"], ["r"]),
        node("MaxPool", ["r"], ["p"], kernel_shape=[2, 2], ceil_mode=1),
        node("Shape", ["p"], ["shape"]),
        node("Gather", ["shape", "zero"], ["batch"]),
        node("Concat", ["batch", "rest"], ["to"], axis=0),
        node("Reshape", ["p", "to"], ["f"]),
        node("Gemm", ["f", "g", "h"], ["y"], transB=1, alpha=0.5),
        node("Softmax", ["y"], ["z"]),
    ], [tensor("x", floats, ["N", 2, 6, 5])], [tensor("z", floats, ["N", 3])],
        [weight("w", 3, 2, 3, 3), weight("b", 3), weight("s", 3), weight("o", 3), weight("m", 3), weight("v", 3),
         numbers("zero", 0), numbers("rest", -1), weight("g", 3, 24), weight("h", 3)])
    model("words", [
        node("Gather", ["table", "tokens"], ["e"]),
        node("Transpose", ["e"], ["t"], perm=[1, 0, 2]),
        node("LSTM", ["t", "w", "r", "b"], ["y", "", ""], hidden_size=4, direction="bidirectional"),
        node("Transpose", ["y"], ["u"], perm=[2, 0, 1, 3]),
        node("Slice", ["u", "first", "last", "axes"], ["l"]),
        node("Squeeze", ["l", "axes"], ["q"]),
        node("ReduceMean", ["q"], ["v"], axes=[-1], keepdims=0),
        node("Cast", ["v"], ["z"], to=floats),
    ], [tensor("tokens", whole, ["N", 5])], [tensor("z", floats, ["N"])],
        [weight("table", 7, 3), weight("w", 2, 16, 3), weight("r", 2, 16, 4), weight("b", 2, 32),
         numbers("first", -1), numbers("last", 9223372036854775807), numbers("axes", 1)])
    yes = helper.make_graph([node("Mul", ["x", "x"], ["a"])], "yes", [], [tensor("a", floats, [2, 4, 3])])
    no = helper.make_graph([node("Neg", ["x"], ["b"])], "no", [], [tensor("b", floats, [2, 4, 3])])
    model("branches", [
        node("Constant", [], ["one"], value_int=1),
        node("Cast", ["one"], ["truth"], to=onnx.TensorProto.BOOL),
        node("If", ["truth"], ["i"], then_branch=yes, else_branch=no),
        node("Split", ["i", "parts"], ["s", "t"], axis=1),
        node("Concat", ["t", "s"], ["c"], axis=1),
        node("Pad", ["c", "pads"], ["p"], mode="reflect"),
        node("Expand", ["k", "shape"], ["e"]),
        node("Add", ["p", "e"], ["z"]),
    ], [tensor("x", floats, [2, 4, 3])], [tensor("z", floats, [2, 5, 6])],
        [numbers("parts", 1, 3), numbers("pads", 0, 1, 2, 0, 0, 1), weight("k", 5, 1), numbers("shape", 5, 6)])


onnx_models()
