import { MillwrightError } from "../../../errors/index.ts";
import { type GraphSession, openGraph, type Tensor } from "../../../onnx/index.ts";
import { AVERAGE } from "../program/training-program.ts";
import { rateAt } from "../schedule.ts";
import { batchesOf, epochOrder, stepsPerEpoch } from "./batches.ts";
import { identityOf, readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { feedsOf, type TrainingData } from "./columns.ts";
import type { TrainingJob, TrainingProgress, TrainingResult } from "./training-job.ts";
import { endEpoch, initialState, type TrainingState } from "./training-state.ts";

/** What a training tells while it runs, and asks between two calls of the runtime. */
export interface TrainingHooks {
  onProgress(progress: TrainingProgress): void;
  /** true: it ends before the next step. */
  isAborted(): boolean;
}

/** A call of the runtime shorter than this does twice the steps next time. */
const SHORT_CALL_MS = 100;
/** Most steps in one call. */
const MOST_STEPS = 64;

const numbers = (values: readonly number[], type: "float32" | "int32"): Tensor => ({
  type,
  shape: [values.length],
  data: type === "float32" ? Float32Array.from(values) : Int32Array.from(values),
});

/** One training on one session of the runtime. */
class Training {
  readonly #job: TrainingJob;
  readonly #hooks: TrainingHooks;
  readonly #state: TrainingState;
  readonly #session: GraphSession;
  readonly #evaluation: GraphSession | undefined;
  readonly #feeds: Record<string, Tensor>;
  readonly #perEpoch: number;
  readonly #steps: number;
  readonly #began = performance.now();
  readonly #firstStep: number;
  #order: { epoch: number; rows: Int32Array } = { epoch: -1, rows: new Int32Array(0) };
  #stepsPerCall = 1;

  constructor(job: TrainingJob, hooks: TrainingHooks, state: TrainingState, session: GraphSession, evaluation: GraphSession | undefined) {
    this.#job = job;
    this.#hooks = hooks;
    this.#state = state;
    this.#session = session;
    this.#evaluation = evaluation;
    this.#feeds = feedsOf(job.data);
    this.#perEpoch = stepsPerEpoch(job.data.rows, job.program.batchSize);
    this.#steps = this.#perEpoch * job.settings.epochs;
    this.#firstStep = state.step;
  }

  /** Runs to the end; `save` is called where a checkpoint is due. @throws MODELING_ABORTED, MODELING_DIVERGED */
  async run(save: () => Promise<void>): Promise<void> {
    const saveEvery = this.#job.settings.checkpoint?.everySteps ?? this.#perEpoch;
    const state = this.#state;
    while (state.step < this.#steps && !state.stopped) {
      if (this.#hooks.isAborted())
        throw new MillwrightError("MODELING_ABORTED", "a training was stopped.", "Start it again to have a model.");
      const within = state.step % this.#perEpoch;
      const untilSave = saveEvery - (state.step % saveEvery);
      const losses = await this.#call(Math.min(this.#stepsPerCall, this.#perEpoch - within, untilSave));
      if (state.step % this.#perEpoch === 0) await this.#endEpoch();
      this.#report(losses);
      if (state.step % saveEvery === 0 || state.stopped) await save();
    }
  }

  /** Does some steps in one call of the runtime. */
  async #call(count: number): Promise<Float32Array> {
    const state = this.#state;
    const started = performance.now();
    const feeds = this.#stepFeeds(count);
    for (const { name, shape } of this.#job.program.variables) {
      feeds[`start/${name}`] = { type: "float32", shape, data: state.variables.get(name) ?? new Float32Array(0) };
    }
    const results = await this.#session.run(feeds);
    for (const { name } of this.#job.program.variables) state.variables.set(name, results[`end/${name}`]?.data as Float32Array);
    const losses = results["all/loss"]?.data as Float32Array;
    const bad = losses.findIndex((loss) => !Number.isFinite(loss));
    if (bad >= 0) {
      const problem = `the loss of step ${state.step + bad + 1} is ${losses[bad]}.`;
      throw new MillwrightError("MODELING_DIVERGED", problem, "Lower the learning rate, clip the gradient, or look for extreme features.");
    }
    state.step += count;
    // One by one: how many steps a call takes depends on the clock, and must not change a bit of the sum.
    for (const loss of losses) state.lossSum += loss;
    if (performance.now() - started < SHORT_CALL_MS) this.#stepsPerCall = Math.min(MOST_STEPS, this.#stepsPerCall * 2);
    return losses;
  }

  #stepFeeds(count: number): Record<string, Tensor> {
    const { program, settings, data } = this.#job;
    const { step, cuts } = this.#state;
    const epoch = Math.floor(step / this.#perEpoch);
    if (this.#order.epoch !== epoch) this.#order = { epoch, rows: epochOrder(data.rows, settings.seed, epoch) };
    const { index, real } = batchesOf(this.#order.rows, program.batchSize, step % this.#perEpoch, count);
    const steps = Array.from({ length: count }, (_, i) => step + i);
    return {
      ...this.#feeds,
      turns: { type: "int64", shape: [], data: BigInt64Array.of(BigInt(count)) },
      "each/index": { type: "int64", shape: [count, program.batchSize], data: index },
      "each/real": { type: "float32", shape: [count, program.batchSize], data: real },
      "each/counter": numbers(
        steps.map((at) => Math.imul(settings.seed, 0x9e3779b1) + at),
        "int32",
      ),
      "each/rate": numbers(
        steps.map((at) => rateAt(settings.schedule, at, this.#steps, cuts)),
        "float32",
      ),
      "each/time": numbers(
        steps.map((at) => at + 1),
        "float32",
      ),
    };
  }

  async #endEpoch(): Promise<void> {
    const { validation } = this.#job;
    const loss = this.#state.lossSum / this.#perEpoch;
    const validationLoss = validation === undefined ? undefined : await this.#judge(validation);
    endEpoch(this.#state, validationLoss === undefined ? { loss } : { loss, validationLoss }, this.#job);
  }

  /** Mean loss of the validation rows, by the moving averages where they are kept. */
  async #judge(validation: TrainingData): Promise<number> {
    const { program } = this.#job;
    const order = Int32Array.from({ length: validation.rows }, (_, row) => row);
    const feeds: Record<string, Tensor> = feedsOf(validation);
    for (const { name, shape } of program.network) {
      const data = this.#state.variables.get(`${name}${AVERAGE}`) ?? this.#state.variables.get(name) ?? new Float32Array(0);
      feeds[name] = { type: "float32", shape, data };
    }
    let sum = 0;
    let total = 0;
    for (let step = 0; step < stepsPerEpoch(validation.rows, program.batchSize); step++) {
      const { index, real } = batchesOf(order, program.batchSize, step, 1);
      feeds["index"] = { type: "int64", shape: [program.batchSize], data: index };
      feeds["real"] = { type: "float32", shape: [program.batchSize], data: real };
      const results = await this.#evaluation?.run(feeds);
      sum += Number(results?.["sum"]?.data[0]);
      total += Number(results?.["total"]?.data[0]);
    }
    return sum / total;
  }

  #report(losses: Float32Array): void {
    const done = this.#state.step - this.#firstStep;
    const seconds = (performance.now() - this.#began) / 1000;
    const validationLoss = this.#state.epochs.at(-1)?.validationLoss;
    this.#hooks.onProgress({
      step: this.#state.step,
      steps: this.#steps,
      loss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
      ...(validationLoss === undefined ? {} : { validationLoss }),
      examplesPerSecond: (done * this.#job.program.batchSize) / seconds,
      secondsLeft: (seconds / done) * (this.#steps - this.#state.step),
    });
  }
}

/**
 * Runs a training in this thread, from its checkpoint where there is one: what comes out has the same bits whether it was
 * interrupted or not.
 * @throws MODELING_ABORTED, MODELING_DIVERGED, MODELING_CHECKPOINT_FOREIGN
 */
export async function runTraining(job: TrainingJob, hooks: TrainingHooks): Promise<TrainingResult> {
  const { checkpoint, threads } = job.settings;
  const identity = checkpoint === undefined ? "" : identityOf(job);
  const kept = checkpoint === undefined ? undefined : await readCheckpoint(checkpoint.path, identity);
  const state = kept ?? initialState(job);
  const session = await openGraph(job.program.bytes, { threads });
  const evaluation = job.evaluation === undefined ? undefined : await openGraph(job.evaluation, { threads });
  try {
    const training = new Training(job, hooks, state, session, evaluation);
    await training.run(async () => {
      if (checkpoint !== undefined) await writeCheckpoint(checkpoint.path, identity, state);
    });
  } finally {
    await session.close();
    await evaluation?.close();
  }
  const { best } = state;
  return {
    variables: best?.variables ?? state.variables,
    epochs: state.epochs,
    steps: state.step,
    epoch: best?.epoch ?? state.epochs.length - 1,
  };
}
