import type { Gradient, GradientCall } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import type { Value } from "../graph.ts";
import { zeros } from "../ops/constant-of-shape.ts";
import { expandTo } from "../ops/expand.ts";
import { gather, gatherOp } from "../ops/gather.ts";
import { reshape } from "../ops/reshape.ts";
import { scatterElements } from "../ops/scatter-elements.ts";
import { elementsOf, tensor } from "../tensor.ts";

/** Adds each slice of the gradient to where it was taken from; ScatterND would lose additions on several threads. */
function scatterBack(call: GradientCall<{ readonly axis: number }>): Value {
  const shape = call.shape(0);
  const axis = call.settings.axis < 0 ? call.settings.axis + shape.length : call.settings.axis;
  const taken = shape.with(axis, elementsOf(call.shape(1)));
  const indices = reshape(
    call.input(1),
    taken.map((size, i) => (i === axis ? size : 1)),
  );
  return scatterElements(zeros(call.gradient.graph, shape), expandTo(indices, taken), reshape(call.gradient, taken), {
    axis,
    reduction: "add",
  });
}

export const gatherGradient: Gradient<{ readonly axis: number }> = {
  op: gatherOp,
  backward: (call) => [() => scatterBack(call), undefined],
  examples: [
    { inputs: [spread([3, 2]), tensor("int64", [2, 2], [2, 0, 2, 2])], build: (data, index) => gather(data, index) },
    { inputs: [spread([2, 3, 2]), tensor("int64", [4], [1, 1, 0, 2])], build: (data, index) => gather(data, index, 1) },
    { inputs: [spread([2, 3]), tensor("int64", [], [1])], build: (data, index) => gather(data, index, -1) },
    {
      inputs: [
        spread([50, 64]),
        tensor(
          "int64",
          [2048],
          Array.from({ length: 2048 }, (_, i) => (i * 7) % 50),
        ),
      ],
      build: (data, index) => gather(data, index),
      onlyThreads: true,
    },
  ],
};
