import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { zeros } from "../ops/constant-of-shape.ts";
import { gatherElements, gatherElementsOp } from "../ops/gather-elements.ts";
import { scatterElements } from "../ops/scatter-elements.ts";
import { tensor } from "../tensor.ts";

export const gatherElementsGradient: Gradient<{ readonly axis: number }> = {
  op: gatherElementsOp,
  backward: (call) => {
    const { axis } = call.settings;
    const { graph } = call.gradient;
    return [() => scatterElements(zeros(graph, call.shape(0)), call.input(1), call.gradient, { axis, reduction: "add" }), undefined];
  },
  examples: [{ inputs: [spread([2, 3]), tensor("int64", [2, 2], [2, 2, 0, 1])], build: (data, index) => gatherElements(data, index, 1) }],
};
