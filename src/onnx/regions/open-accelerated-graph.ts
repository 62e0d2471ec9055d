import { MillwrightError } from "../../errors/index.ts";
import { describeModel } from "../format/describe-model.ts";
import { checkFeed, type GraphSession, openGraph, type SessionSettings, type SessionValue } from "../session.ts";
import type { Tensor } from "../tensor.ts";
import type { Accelerator, RegionKernel } from "./accelerator.ts";
import { ModelGraph } from "./model-graph.ts";
import { type Plan, planSteps, type Step } from "./plan-steps.ts";
import { readRegion } from "./read-region.ts";
import { readRegions, type StoredRegion } from "./stored-region.ts";

/** Edges by name. */
type Edges = Record<string, Tensor>;

/** A step that is ready to run: adds edges. */
interface ReadyStep {
  run(edges: Edges): void | Promise<void>;
  close(): void | Promise<void>;
}

/** A session some of whose regions are evaluated by kernels. */
export interface AcceleratedSession extends GraphSession {
  /** Kinds of these regions, in the order in which they are evaluated. */
  readonly accelerated: readonly string[];
}

function edgeOf(edges: Edges, name: string, { kind, inputs }: StoredRegion): Tensor {
  const found = edges[name];
  const declared = inputs.find((input) => input.name === name);
  if (found !== undefined && found.type === declared?.type && found.shape.length === declared.shape.length) return found;
  throw new MillwrightError(
    "ONNX_RUN_FAILED",
    `region "${kind}" got ${found === undefined ? "nothing" : `${found.type} [${found.shape.join(", ")}]`} as "${name}".`,
    "Check the shapes that were fed.",
  );
}

function kernelStep(kernel: RegionKernel, stored: StoredRegion): ReadyStep {
  return {
    run: (edges) => {
      const outputs = kernel.run(stored.inputs.map(({ name }) => edgeOf(edges, name, stored)));
      stored.outputs.forEach((name, at) => {
        const output = outputs[at];
        if (output !== undefined) edges[name] = output;
      });
    },
    close: () => kernel.close(),
  };
}

async function graphStep(model: Uint8Array, settings: SessionSettings): Promise<ReadyStep> {
  const session = await openGraph(model, settings);
  return {
    run: async (edges) => {
      Object.assign(edges, await session.run(edges));
    },
    close: () => session.close(),
  };
}

async function ready(step: Step, settings: SessionSettings): Promise<ReadyStep> {
  if (step.type === "graph") return graphStep(step.model, settings);
  return kernelStep(step.region.read.start(), step.region.stored);
}

class PlannedSession implements AcceleratedSession {
  readonly inputs: readonly SessionValue[];
  readonly outputs: readonly SessionValue[];
  readonly accelerated: readonly string[];
  readonly #plan: Plan;
  readonly #steps: readonly ReadyStep[];

  constructor(bytes: Uint8Array, plan: Plan, steps: readonly ReadyStep[]) {
    const { inputs, outputs } = describeModel(bytes);
    this.inputs = inputs;
    this.outputs = outputs;
    this.accelerated = plan.steps.flatMap((step) => (step.type === "region" ? [step.region.stored.kind] : []));
    this.#plan = plan;
    this.#steps = steps;
  }

  async run(feeds: Readonly<Record<string, Tensor>>, wanted?: readonly string[]): Promise<Record<string, Tensor>> {
    const edges: Edges = {};
    for (const input of this.inputs) edges[input.name] = checkFeed(input, feeds);
    for (const step of this.#steps) await step.run(edges);
    const outputs: Record<string, Tensor> = {};
    for (const name of wanted ?? this.#plan.outputs.keys()) {
      const edge = edges[this.#plan.outputs.get(name) ?? name];
      if (edge !== undefined) outputs[name] = edge;
    }
    return outputs;
  }

  async close(): Promise<void> {
    for (const step of this.#steps) await step.close();
  }
}

/** Opens the steps; those that are open already are closed when one fails. */
async function readySteps(plan: Plan, settings: SessionSettings): Promise<ReadyStep[]> {
  const opened: ReadyStep[] = [];
  try {
    for (const step of plan.steps) opened.push(await ready(step, settings));
    return opened;
  } catch (error) {
    for (const step of opened) await step.close();
    throw error;
  }
}

/**
 * Opens a model so that kernels evaluate those of its regions that an accelerator knows, and the runtime everything else.
 * A model without such regions is opened as `openGraph` opens it.
 * @param bytes - an ONNX model.
 * @throws ONNX_REGION_INVALID when a region does not hold the nodes that its kind stands for; ONNX_MODEL_INVALID, ONNX_OPEN_FAILED
 * @example const session = await openAcceleratedGraph(bytes, [letterScoresAccelerator]);
 */
export async function openAcceleratedGraph(
  bytes: Uint8Array,
  accelerators: readonly Accelerator[],
  settings: SessionSettings = {},
): Promise<AcceleratedSession> {
  if (accelerators.length === 0) return Object.assign(await openGraph(bytes, settings), { accelerated: [] });
  const model = new ModelGraph(bytes);
  const verified = readRegions(model.model).flatMap((stored) => {
    const accelerator = accelerators.find(({ kind }) => kind === stored.kind);
    return accelerator === undefined ? [] : [readRegion(stored, model, accelerator)];
  });
  if (verified.length === 0) return Object.assign(await openGraph(bytes, settings), { accelerated: [] });
  const plan = planSteps(model, verified);
  return new PlannedSession(bytes, plan, await readySteps(plan, settings));
}
