import { MillwrightError } from "../../../errors/index.ts";
import type { Value } from "../../../onnx/index.ts";
import type { Network } from "../network.ts";
import { NetworkScope } from "../network-scope.ts";

/** Values of a network's variables by name. */
export type Weights = ReadonlyMap<string, Float32Array>;

/**
 * Adds a trained network's nodes, its weights as constants.
 * @param inputs - of the shapes of the network's inputs, with an axis for the examples in front, which may be open.
 * @throws MODELING_WEIGHTS_DIFFER where a weight is missing or has another size
 */
export function emitNetwork(network: Network, weights: Weights, inputs: Readonly<Record<string, Value>>): Value {
  const [first] = Object.values(inputs);
  if (first === undefined) throw new MillwrightError("MODELING_NO_FEATURES", "a network was given no input.", "Give each of its inputs.");
  const { graph } = first;
  const scope = new NetworkScope(graph, ({ name, shape }) => {
    const data = weights.get(name);
    const size = shape.reduce((product, length) => product * length, 1);
    if (data?.length === size) return graph.constant(data, shape);
    const problem = `the weights for "${name}" are ${data === undefined ? "missing" : `${data.length} numbers`}; the layer has the shape [${shape.join(", ")}].`;
    throw new MillwrightError("MODELING_WEIGHTS_DIFFER", problem, "Give the weights of a network of the same layers.");
  });
  return network.build(inputs, scope);
}
