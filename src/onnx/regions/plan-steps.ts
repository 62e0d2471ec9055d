import type { ValueType } from "../graph.ts";
import type { ModelGraph } from "./model-graph.ts";
import type { VerifiedRegion } from "./read-region.ts";
import { regionFault } from "./stored-region.ts";

/** One step of running a model: a kernel evaluates a region, or the runtime a model that was cut out. */
export type Step =
  | { readonly type: "region"; readonly region: VerifiedRegion }
  | { readonly type: "graph"; readonly model: Uint8Array; readonly outputs: readonly string[] };

/** Steps in order, and for each output of the model the edge that has its value. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly outputs: ReadonlyMap<string, string>;
}

class Planner {
  readonly #model: ModelGraph;
  readonly #regionOf = new Map<string, VerifiedRegion>();
  /** Edges that steps give, with their types; regions only, since the type of an edge between nodes stands nowhere. */
  readonly #given = new Map<string, ValueType>();
  readonly #steps: Step[] = [];
  readonly #visiting = new Set<VerifiedRegion>();

  constructor(model: ModelGraph, regions: readonly VerifiedRegion[]) {
    this.#model = model;
    for (const region of regions) for (const output of region.stored.outputs) this.#regionOf.set(output, region);
  }

  plan(): Plan {
    const { outputs } = this.#model;
    const sources = outputs.map((output) => this.#withoutIdentities(output));
    this.#compute(sources);
    return { steps: this.#steps, outputs: new Map(outputs.map((output, at) => [output, sources[at] ?? output])) };
  }

  /** Where a value comes from when nothing but its name changes. */
  #withoutIdentities(name: string): string {
    let source = name;
    for (;;) {
      if (this.#regionOf.has(source)) return source;
      const maker = this.#model.makerOf(source);
      if (maker?.type !== "Identity" || maker.domain !== "") return source;
      source = maker.inputs[0] ?? source;
    }
  }

  /** Adds the steps that give some edges. A cut computes what it needs from inputs and regions anew, even where an earlier one did. */
  #compute(wanted: readonly string[]): void {
    const { ends } = this.#model.needed(wanted, new Set(this.#regionOf.keys()));
    for (const end of ends) {
      const region = this.#regionOf.get(end);
      if (region !== undefined) this.#evaluate(region);
    }
    const outputs = [...new Set(wanted)].filter((name) => !this.#given.has(name) && !this.#model.inputs.has(name));
    if (outputs.length > 0) this.#steps.push({ type: "graph", model: this.#model.cut(outputs, this.#given), outputs });
  }

  #evaluate(region: VerifiedRegion): void {
    const { kind, inputs, outputs } = region.stored;
    if (this.#given.has(outputs[0] ?? "")) return;
    if (this.#visiting.has(region)) throw regionFault(kind, "needs its own output.");
    this.#visiting.add(region);
    this.#compute(inputs.map(({ name }) => name));
    outputs.forEach((output, at) => {
      const type = region.outputs[at];
      if (type !== undefined) this.#given.set(output, type);
    });
    this.#steps.push({ type: "region", region });
  }
}

/** The order in which kernels and the runtime compute a model's outputs; regions that no output needs are left out. */
export function planSteps(model: ModelGraph, regions: readonly VerifiedRegion[]): Plan {
  return new Planner(model, regions).plan();
}
