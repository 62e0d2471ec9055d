import { random } from "../../src/kernels/index.ts";
import { crossEntropy } from "../../src/modeling/neural/losses/cross-entropy.ts";
import { adamW } from "../../src/modeling/neural/optimizers/adam-w.ts";
import { initialVariables } from "../../src/modeling/neural/program/initial-variables.ts";
import { trainingProgram } from "../../src/modeling/neural/program/training-program.ts";
import { type GraphSession, openGraph, type Tensor } from "../../src/onnx/index.ts";
import type { TimedModel } from "./models.ts";

const ROWS = 512;

/** One model's training step on random rows, ready to be timed. */
export class StepTimer {
  readonly #model: TimedModel;
  readonly #session: GraphSession;
  readonly #feeds: Record<string, Tensor>;
  readonly #carried: readonly string[];
  #time = 0;

  private constructor(model: TimedModel, session: GraphSession, feeds: Record<string, Tensor>, carried: readonly string[]) {
    this.#model = model;
    this.#session = session;
    this.#feeds = feeds;
    this.#carried = carried;
  }

  static async open(model: TimedModel, threads: number): Promise<StepTimer> {
    const { network, batchSize, classes, target } = model;
    const program = trainingProgram({ network, loss: crossEntropy(), targetShape: target, optimizer: adamW(), batchSize });
    const stream = random(1);
    const feeds: Record<string, Tensor> = {};
    for (const [name, { type, shape }] of Object.entries(program.columns)) {
      const length = shape.reduce((product, size) => product * size, ROWS);
      const data =
        type === "int64"
          ? BigInt64Array.from({ length }, () => BigInt(stream.integer(classes)))
          : Float32Array.from({ length }, () => stream.normal());
      feeds[`data.${name}`] = { type, shape: [ROWS, ...shape], data };
    }
    feeds["data.weight"] = { type: "float32", shape: [ROWS], data: new Float32Array(ROWS).fill(1) };
    const start = initialVariables(program, 1);
    for (const { name, shape } of program.variables) {
      feeds[`start/${name}`] = { type: "float32", shape, data: start.get(name) ?? new Float32Array(0) };
    }
    const carried = program.variables.map(({ name }) => name);
    return new StepTimer(model, await openGraph(program.bytes, { threads }), feeds, carried);
  }

  /** Milliseconds per step of `count` steps in one call, the copies of the weights in and out included. */
  async steps(count: number): Promise<number> {
    const { batchSize } = this.#model;
    const feeds = this.#feeds;
    const vector = (type: "float32" | "int32", data: Float32Array | Int32Array): Tensor => ({ type, shape: [count], data });
    feeds["turns"] = { type: "int64", shape: [], data: BigInt64Array.of(BigInt(count)) };
    feeds["each/index"] = {
      type: "int64",
      shape: [count, batchSize],
      data: BigInt64Array.from({ length: count * batchSize }, (_, i) => BigInt(i % ROWS)),
    };
    feeds["each/real"] = { type: "float32", shape: [count, batchSize], data: new Float32Array(count * batchSize).fill(1) };
    feeds["each/counter"] = vector("int32", new Int32Array(count));
    feeds["each/rate"] = vector("float32", new Float32Array(count).fill(1e-3));
    feeds["each/time"] = vector(
      "float32",
      Float32Array.from({ length: count }, (_, i) => this.#time + i + 1),
    );
    const started = performance.now();
    const results = await this.#session.run(feeds);
    const milliseconds = (performance.now() - started) / count;
    for (const name of this.#carried) feeds[`start/${name}`] = results[`end/${name}`] as Tensor;
    this.#time += count;
    return milliseconds;
  }

  close(): Promise<void> {
    return this.#session.close();
  }
}
