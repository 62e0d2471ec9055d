import { newGraph, type Step } from "../../../onnx/index.ts";
import { declareInputs, type Network } from "../network.ts";
import { NetworkScope } from "../network-scope.ts";
import { stepBytes, stepFlops } from "./step-work.ts";

/** One layer of a network, for one example. */
export interface LayerSummary {
  /** "convolution1" */
  readonly name: string;
  /** Shape of what it gives, without the axis of the examples. */
  readonly shape: readonly number[];
  readonly parameters: number;
  /** Floating-point operations forwards. */
  readonly flops: number;
  /** Bytes of what its nodes give; training keeps them until the way back. */
  readonly activationBytes: number;
}

/** A network layer by layer, for one example. */
export interface NetworkSummary {
  readonly layers: readonly LayerSummary[];
  readonly parameters: number;
  readonly flops: number;
  readonly activationBytes: number;
  /** Bytes of the parameters as float32; an optimiser keeps one to three times that beside them. */
  readonly parameterBytes: number;
}

/** "/convolution1/…" → "convolution1" */
function layerOf(name: string): string {
  return name.split("/").find((part) => part !== "") ?? "";
}

function summarizeLayer(name: string, steps: readonly Step[], parameters: number): LayerSummary {
  const shape = steps.at(-1)?.outputs[0]?.shape.slice(1).map(Number) ?? [];
  const sum = (count: (step: Step) => number): number => steps.reduce((total, step) => total + count(step), 0);
  return { name, shape, parameters, flops: sum(stepFlops), activationBytes: sum(stepBytes) };
}

/**
 * Shapes, parameters, work and memory of a network for one example.
 * @throws ONNX_SHAPE_MISMATCH where layers do not fit
 */
export function summarizeNetwork(network: Network): NetworkSummary {
  const graph = newGraph("summary");
  const scope = new NetworkScope(graph, ({ name, shape }) => graph.input(name, "float32", shape));
  network.build(declareInputs(graph, network, 1), scope);
  const steps = Map.groupBy(graph.steps(), ({ outputs }) => layerOf(outputs[0]?.name ?? ""));
  const parametersOf = (layer: string): number =>
    scope.variables
      .filter(({ variable }) => variable.learned && layerOf(variable.name) === layer)
      .reduce((sum, { variable }) => sum + variable.shape.reduce((product, size) => product * size, 1), 0);
  const layers = [...steps].map(([name, own]) => summarizeLayer(name, own, parametersOf(name)));
  const total = (count: (layer: LayerSummary) => number): number => layers.reduce((sum, layer) => sum + count(layer), 0);
  const parameters = total((layer) => layer.parameters);
  return {
    layers,
    parameters,
    flops: total((layer) => layer.flops),
    activationBytes: total((layer) => layer.activationBytes),
    parameterBytes: 4 * parameters,
  };
}

function short(value: number): string {
  const units = ["", "k", "M", "G", "T"];
  const power = value < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  return `${Number((value / 1000 ** power).toPrecision(3))}${units[power]}`;
}

/** The summary as aligned lines of text. */
export function summaryText(summary: NetworkSummary): string {
  const row = (name: string, shape: string, { parameters, flops, activationBytes }: Omit<LayerSummary, "name" | "shape">): string[] => [
    name,
    shape,
    short(parameters),
    short(flops),
    `${short(activationBytes)}B`,
  ];
  const lines = [
    ["layer", "gives", "parameters", "flops", "activations"],
    ...summary.layers.map((layer) => row(layer.name, layer.shape.join(" × "), layer)),
    row("total", "", summary),
  ];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
