import { didYouMean, MillwrightError } from "../errors/index.ts";
import type { DataType } from "./graph.ts";
import type { Tensor } from "./tensor.ts";
import { elementsOf } from "./tensor.ts";

/** How a graph is run. */
export interface SessionSettings {
  /** Threads within one op; 1 unless told, which is fastest for small graphs. */
  readonly threads?: number;
}

/** An input or output of an open graph; open dimensions are names. */
export interface SessionValue {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

/** A graph that is ready to run. Equal feeds give equal bits. */
export interface GraphSession {
  readonly inputs: readonly SessionValue[];
  readonly outputs: readonly SessionValue[];
  /**
   * Runs the graph; blocks the event loop while it runs.
   * @param wanted - names of the outputs that are computed; all unless told.
   * @throws ONNX_FEED_INVALID, ONNX_RUN_FAILED
   */
  run(feeds: Readonly<Record<string, Tensor>>, wanted?: readonly string[]): Promise<Record<string, Tensor>>;
  /** Frees the memory of the runtime; the session cannot run afterwards. */
  close(): Promise<void>;
}

type Runtime = typeof import("onnxruntime-node");
type RuntimeSession = import("onnxruntime-node").InferenceSession;
type RuntimeTensor = import("onnxruntime-node").Tensor;

/** The runtime is loaded when the first graph is opened: `--help` and checks never pay for it. */
let loading: Promise<Runtime> | undefined;
function loadRuntime(): Promise<Runtime> {
  loading ??= import("onnxruntime-node");
  return loading;
}

function optionsFor(threads: number): import("onnxruntime-node").InferenceSession.SessionOptions {
  return {
    executionProviders: ["cpu"],
    graphOptimizationLevel: "all",
    executionMode: "sequential",
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
    // Spinning threads would take the processor from the server's other work.
    extra: { session: { intra_op: { allow_spinning: "0" }, inter_op: { allow_spinning: "0" } } },
  };
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}

function describe(metadata: RuntimeSession["inputMetadata"]): SessionValue[] {
  return metadata.map((value) => ({
    name: value.name,
    type: value.isTensor ? value.type : "not a tensor",
    shape: value.isTensor ? value.shape : [],
  }));
}

/** The runtime's tensor class; its constructor has one overload per element type, so the pair is checked before. */
type TensorClass = new (type: string, data: unknown, dims: readonly number[]) => RuntimeTensor;

/** True where the shape that was fed is one of those that the input allows; runs for every input of every request. */
function fitsShape(declared: SessionValue["shape"], fed: readonly number[]): boolean {
  if (fed.length !== declared.length) return false;
  for (let i = 0; i < fed.length; i++) {
    const size = declared[i];
    if (typeof size === "number" && size !== fed[i]) return false;
  }
  return true;
}

function refuseFeed(input: SessionValue, problem: string, fix: string): never {
  const declared = `${input.type} [${input.shape.join(", ")}]`;
  throw new MillwrightError("ONNX_FEED_INVALID", `input "${input.name}" (${declared}) ${problem}`, fix);
}

/** What is fed to an input. @throws ONNX_FEED_INVALID */
export function checkFeed(input: SessionValue, feeds: Readonly<Record<string, Tensor>>): Tensor {
  const fed = feeds[input.name];
  if (fed === undefined) return refuseFeed(input, "was not fed.", didYouMean(input.name, Object.keys(feeds)));
  if (fed.type !== input.type) return refuseFeed(input, `was fed ${fed.type}.`, `Feed ${input.type}.`);
  if (!fitsShape(input.shape, fed.shape)) {
    return refuseFeed(input, `was fed the shape [${fed.shape.join(", ")}].`, `Feed [${input.shape.join(", ")}].`);
  }
  if (elementsOf(fed.shape) !== fed.data.length) {
    const problem = `was fed ${fed.data.length} elements as [${fed.shape.join(", ")}].`;
    return refuseFeed(input, problem, "Make shape and contents agree.");
  }
  return fed;
}

class NodeSession implements GraphSession {
  readonly inputs: readonly SessionValue[];
  readonly outputs: readonly SessionValue[];
  readonly #Tensor: TensorClass;
  readonly #session: RuntimeSession;
  readonly #outputNames: readonly string[];

  constructor(runtime: Runtime, session: RuntimeSession) {
    this.#Tensor = runtime.Tensor as unknown as TensorClass;
    this.#session = session;
    this.inputs = describe(session.inputMetadata);
    this.outputs = describe(session.outputMetadata);
    this.#outputNames = this.outputs.map((output) => output.name);
  }

  async run(feeds: Readonly<Record<string, Tensor>>, wanted?: readonly string[]): Promise<Record<string, Tensor>> {
    const prepared: Record<string, RuntimeTensor> = {};
    for (const input of this.inputs) {
      const fed = checkFeed(input, feeds);
      prepared[input.name] = new this.#Tensor(fed.type, fed.data, fed.shape);
    }
    let results: Readonly<Record<string, RuntimeTensor>>;
    try {
      results = await (wanted === undefined ? this.#session.run(prepared) : this.#session.run(prepared, wanted));
    } catch (error) {
      const problem = `the graph failed: ${reasonOf(error)}.`;
      throw new MillwrightError("ONNX_RUN_FAILED", problem, "Check the shapes that were fed.", { cause: error });
    }
    const outputs: Record<string, Tensor> = {};
    for (const name of wanted ?? this.#outputNames) {
      const result = results[name];
      if (result === undefined) continue;
      outputs[name] = { type: result.type as DataType, shape: result.dims, data: result.data as Tensor["data"] };
    }
    return outputs;
  }

  async close(): Promise<void> {
    await this.#session.release();
  }
}

/**
 * Opens a model with ONNX Runtime.
 * @param bytes - an ONNX model.
 * @throws ONNX_OPEN_FAILED
 * @example
 * const session = await openGraph(graph.bytes());
 * const { y } = await session.run({ x: tensor("float32", [1, 1], [2]) });
 */
export async function openGraph(bytes: Uint8Array, settings: SessionSettings = {}): Promise<GraphSession> {
  const runtime = await loadRuntime();
  try {
    return new NodeSession(runtime, await runtime.InferenceSession.create(bytes, optionsFor(settings.threads ?? 1)));
  } catch (error) {
    throw new MillwrightError(
      "ONNX_OPEN_FAILED",
      `ONNX Runtime refused the model: ${reasonOf(error)}.`,
      "Build the model again with this version of Millwright.",
      { cause: error },
    );
  }
}
