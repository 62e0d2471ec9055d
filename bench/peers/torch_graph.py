"""Runs a graph of ONNX nodes with PyTorch, so that its autograd can be compared with ours. Ops it does not know are an error."""
import base64

import numpy as np
import torch
import torch.nn.functional as F

TYPES = {"float32": np.float32, "float64": np.float64, "int32": np.int32, "int64": np.int64, "bool": np.bool_, "uint8": np.uint8}
CASTS = {1: torch.float32, 6: torch.int32, 7: torch.int64, 9: torch.bool, 11: torch.float64}


def tensor(stored):
    """A tensor from its JSON form: type, shape and base64 of its bytes."""
    data = np.frombuffer(base64.b64decode(stored["data"]), dtype=TYPES[stored["type"]])
    return torch.from_numpy(data.reshape(stored["shape"]).copy())


def ints(value):
    return [int(v) for v in value.reshape(-1)]


def reduce(fold):
    def run(attributes, x, axes):
        for axis in sorted((a % x.dim() for a in ints(axes)), reverse=True):
            x = fold(x, axis, attributes["keepdims"] == 1)
        return x

    return run


def reshape(attributes, x, shape):
    return x.reshape([x.shape[i] if size == 0 else size for i, size in enumerate(ints(shape))])


def slices(attributes, x, starts, ends, axes, steps=None):
    index = [slice(None)] * x.dim()
    for i, axis in enumerate(ints(axes)):
        index[axis] = slice(ints(starts)[i], ints(ends)[i], 1 if steps is None else ints(steps)[i])
    return x[tuple(index)]


def pad(attributes, x, pads):
    before, after = ints(pads)[: x.dim()], ints(pads)[x.dim() :]
    return F.pad(x, [count for axis in reversed(range(x.dim())) for count in (before[axis], after[axis])])


def gemm(attributes, a, b, c=None):
    product = (a.T if attributes.get("transA") else a) @ (b.T if attributes.get("transB") else b)
    return product if c is None else product + c


def gather(attributes, x, index):
    axis = attributes["axis"] % x.dim()
    shape = list(x.shape)
    return x.index_select(axis, index.reshape(-1)).reshape(shape[:axis] + list(index.shape) + shape[axis + 1 :])


def scatter(attributes, x, index, updates):
    if attributes["reduction"] == "add":
        return x.scatter_add(attributes["axis"], index, updates)
    return x.scatter(attributes["axis"], index, updates)


def split(attributes, x, sizes):
    return torch.split(x, ints(sizes), attributes["axis"])


def spatial(attributes):
    pads = attributes["pads"]
    return attributes["strides"], pads[: len(pads) // 2], attributes["dilations"]


def conv(attributes, x, weight, bias=None):
    strides, padding, dilations = spatial(attributes)
    run = F.conv1d if x.dim() == 3 else F.conv2d
    return run(x, weight, bias, strides, padding, dilations, attributes["group"])


def conv_transpose(attributes, x, weight):
    strides, padding, dilations = spatial(attributes)
    run = F.conv_transpose1d if x.dim() == 3 else F.conv_transpose2d
    return run(x, weight, None, strides, padding, attributes["output_padding"], attributes["group"], dilations)


def max_pool(attributes, x):
    strides, padding, dilations = spatial(attributes)
    run = F.max_pool1d if x.dim() == 3 else F.max_pool2d
    return (run(x, attributes["kernel_shape"], strides, padding, dilations, False, False),)


def average_pool(attributes, x):
    strides, padding, _ = spatial(attributes)
    run = F.avg_pool1d if x.dim() == 3 else F.avg_pool2d
    return run(x, attributes["kernel_shape"], strides, padding)


def layer_norm(attributes, x, scale, shift):
    return (F.layer_norm(x, x.shape[-1:], scale, shift, attributes["epsilon"]),)


OPS = {
    "Abs": lambda a, x: x.abs(),
    "Add": lambda a, x, y: x + y,
    "AveragePool": average_pool,
    "BitwiseXor": lambda a, x, y: x ^ y,
    "Cast": lambda a, x: x.to(CASTS[a["to"]]),
    "Clip": lambda a, x, low, high: torch.clamp(x, low, high),
    "Concat": lambda a, *xs: torch.cat(xs, a["axis"]),
    "ConstantOfShape": lambda a, shape: torch.zeros(ints(shape)),
    "Conv": conv,
    "ConvTranspose": conv_transpose,
    "Cos": lambda a, x: x.cos(),
    "Div": lambda a, x, y: x / y,
    "Equal": lambda a, x, y: x == y,
    "Erf": lambda a, x: x.erf(),
    "Exp": lambda a, x: x.exp(),
    "Expand": lambda a, x, shape: x.expand(torch.broadcast_shapes(x.shape, tuple(ints(shape)))),
    "Gather": gather,
    "GatherElements": lambda a, x, index: torch.gather(x, a["axis"], index),
    "Gelu": lambda a, x: F.gelu(x),
    "Gemm": gemm,
    "Greater": lambda a, x, y: x > y,
    "GreaterOrEqual": lambda a, x, y: x >= y,
    "Identity": lambda a, x: x,
    "LayerNormalization": layer_norm,
    "LessOrEqual": lambda a, x, y: x <= y,
    "Log": lambda a, x: x.log(),
    "LogSoftmax": lambda a, x: F.log_softmax(x, a["axis"]),
    "MatMul": lambda a, x, y: x @ y,
    "Max": lambda a, x, y: torch.maximum(x, y),
    "MaxPool": max_pool,
    "Min": lambda a, x, y: torch.minimum(x, y),
    "Mul": lambda a, x, y: x * y,
    "Neg": lambda a, x: -x,
    "Pad": pad,
    "Pow": lambda a, x, y: x**y,
    "ReduceMax": reduce(lambda x, axis, keep: x.max(axis, keep).values),
    "ReduceMean": reduce(lambda x, axis, keep: x.mean(axis, keep)),
    "ReduceMin": reduce(lambda x, axis, keep: x.min(axis, keep).values),
    "ReduceSum": reduce(lambda x, axis, keep: x.sum(axis, keep)),
    "Relu": lambda a, x: x.relu(),
    "Reshape": reshape,
    "ScatterElements": scatter,
    "Sigmoid": lambda a, x: x.sigmoid(),
    "Sign": lambda a, x: x.sign(),
    "Sin": lambda a, x: x.sin(),
    "Slice": slices,
    "Softmax": lambda a, x: x.softmax(a["axis"]),
    "Softplus": lambda a, x: F.softplus(x, threshold=80),
    "Split": split,
    "Sqrt": lambda a, x: x.sqrt(),
    "Squeeze": lambda a, x, axes: x.squeeze(tuple(ints(axes))),
    "Sub": lambda a, x, y: x - y,
    "Tanh": lambda a, x: x.tanh(),
    "Transpose": lambda a, x: x.permute(a["perm"]),
    "Unsqueeze": lambda a, x, axes: unsqueeze(x, ints(axes)),
    "Where": lambda a, c, x, y: torch.where(c, x, y),
}


def unsqueeze(x, axes):
    for axis in sorted(a % (x.dim() + len(axes)) for a in axes):
        x = x.unsqueeze(axis)
    return x


def gradients(question):
    """Gradients of the sum of weights times the result with respect to each float32 input, as lists."""
    values = {name: tensor(stored) for name, stored in question["constants"].items()}
    inputs = {name: tensor(stored) for name, stored in question["inputs"].items()}
    for value in inputs.values():
        value.requires_grad_(value.dtype == torch.float32)
    values.update(inputs)
    for node in question["nodes"]:
        results = OPS[node["type"]](node["attributes"], *(values[name] for name in node["inputs"]))
        results = results if isinstance(results, tuple) else (results,)
        values.update(zip(node["outputs"], results))
    (values["result"] * tensor(question["weights"])).sum().backward()
    return {name: value.grad.reshape(-1).tolist() for name, value in inputs.items() if value.requires_grad}
