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

class NodeSession implements GraphSession {
  readonly inputs: readonly SessionValue[];
  readonly outputs: readonly SessionValue[];
  readonly #runtime: Runtime;
  readonly #session: RuntimeSession;

  constructor(runtime: Runtime, session: RuntimeSession) {
    this.#runtime = runtime;
    this.#session = session;
    this.inputs = describe(session.inputMetadata);
    this.outputs = describe(session.outputMetadata);
  }

  async run(feeds: Readonly<Record<string, Tensor>>, wanted?: readonly string[]): Promise<Record<string, Tensor>> {
    const prepared: Record<string, RuntimeTensor> = {};
    for (const input of this.inputs) prepared[input.name] = this.#prepare(input, feeds[input.name], feeds);
    let results: Readonly<Record<string, RuntimeTensor>>;
    try {
      results = await (wanted === undefined ? this.#session.run(prepared) : this.#session.run(prepared, wanted));
    } catch (error) {
      throw new MillwrightError("ONNX_RUN_FAILED", `the graph failed: ${reasonOf(error)}.`, "Check the shapes that were fed.", {
        cause: error,
      });
    }
    const outputs: Record<string, Tensor> = {};
    for (const [name, result] of Object.entries(results)) {
      outputs[name] = { type: result.type as DataType, shape: result.dims, data: result.data as Tensor["data"] };
    }
    return outputs;
  }

  async close(): Promise<void> {
    await this.#session.release();
  }

  #prepare(input: SessionValue, fed: Tensor | undefined, feeds: Readonly<Record<string, Tensor>>): RuntimeTensor {
    if (fed === undefined) return this.#refuse(input, "was not fed.", didYouMean(input.name, Object.keys(feeds)));
    if (fed.type !== input.type) return this.#refuse(input, `was fed ${fed.type}.`, `Feed ${input.type}.`);
    const fits =
      fed.shape.length === input.shape.length &&
      fed.shape.every((size, i) => typeof input.shape[i] === "string" || input.shape[i] === size);
    if (!fits) return this.#refuse(input, `was fed the shape [${fed.shape.join(", ")}].`, `Feed [${input.shape.join(", ")}].`);
    if (elementsOf(fed.shape) !== fed.data.length) {
      return this.#refuse(input, `was fed ${fed.data.length} elements as [${fed.shape.join(", ")}].`, "Make shape and contents agree.");
    }
    // The runtime's constructor has one overload per element type; the checks above have made sure of the pair.
    const Tensor = this.#runtime.Tensor as unknown as new (type: string, data: unknown, dims: readonly number[]) => RuntimeTensor;
    return new Tensor(fed.type, fed.data, fed.shape);
  }

  #refuse(input: SessionValue, problem: string, fix: string): never {
    throw new MillwrightError("ONNX_FEED_INVALID", `input "${input.name}" (${input.type} [${input.shape.join(", ")}]) ${problem}`, fix);
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
