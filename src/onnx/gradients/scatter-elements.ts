import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { zeros } from "../ops/constant-of-shape.ts";
import { gatherElements } from "../ops/gather-elements.ts";
import { type ScatterElementsSettings, scatterElements, scatterElementsOp } from "../ops/scatter-elements.ts";
import { tensor } from "../tensor.ts";

export const scatterElementsGradient: Gradient<ScatterElementsSettings> = {
  op: scatterElementsOp,
  backward: (call) => {
    const { axis, reduction } = call.settings;
    const none = () => zeros(call.gradient.graph, call.shape(2));
    return [
      // What was overwritten has no influence.
      () => (reduction === "add" ? call.gradient : scatterElements(call.gradient, call.input(1), none(), { axis, reduction: "none" })),
      undefined,
      () => gatherElements(call.gradient, call.input(1), axis),
    ];
  },
  examples: [
    {
      inputs: [spread([2, 3], 1), tensor("int64", [2, 2], [2, 2, 0, 1]), spread([2, 2], 2)],
      build: (data, index, updates) => scatterElements(data, index, updates, { axis: 1, reduction: "add" }),
    },
    {
      inputs: [spread([2, 3], 1), tensor("int64", [2, 2], [2, 1, 0, 1]), spread([2, 2], 2)],
      build: (data, index, updates) => scatterElements(data, index, updates, { axis: 1, reduction: "none" }),
    },
  ],
};
