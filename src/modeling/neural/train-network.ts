import { availableParallelism } from "node:os";
import type { Value } from "../../onnx/index.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import type { Loss } from "./losses/loss.ts";
import type { Network } from "./network.ts";
import type { Optimizer } from "./optimizers/optimizer.ts";
import { emitNetwork, type Weights } from "./program/emit-network.ts";
import { evaluationProgram } from "./program/evaluation-program.ts";
import { initialVariables } from "./program/initial-variables.ts";
import { AVERAGE, type TrainingProgram, trainingProgram } from "./program/training-program.ts";
import type { Schedule } from "./schedule.ts";
import { summarizeNetwork } from "./summary/network-summary.ts";
import { checkData } from "./training/check-data.ts";
import type { TrainingData } from "./training/columns.ts";
import { trainInWorker } from "./training/train-in-worker.ts";
import type { CheckpointSettings, EpochRecord, TrainingProgress } from "./training/training-job.ts";

/** How a network is trained. */
export interface TrainNetworkSettings {
  readonly network: Network;
  readonly loss: Loss;
  /** Shape of the target of one example; [] (a class code or one number) unless told. */
  readonly targetShape?: readonly number[];
  readonly optimizer: Optimizer;
  readonly schedule: Schedule;
  /** Rows per step; all rows where there are fewer. */
  readonly batchSize: number;
  /** Passes over the rows. */
  readonly epochs: number;
  /** Longest gradient of all parameters together. */
  readonly clipNorm?: number;
  /** Share of the old moving average of the parameters that each step keeps, such as 0.999; the average is what comes out. */
  readonly average?: number;
  /** Epochs without a better validation loss after which training stops. */
  readonly patience?: number;
  /** Threads within one op, up to 8; 1 for small networks, otherwise up to 4, unless told. The bits are the same on any number. */
  readonly threads?: number;
  readonly checkpoint?: CheckpointSettings;
}

/** What training may use beside its rows. */
export interface TrainNetworkContext {
  readonly seed: number;
  readonly validation?: TrainingData;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TrainingProgress) => void;
}

/** A trained network. */
export interface TrainedNetwork {
  readonly weights: Weights;
  readonly epochs: readonly EpochRecord[];
  /** The epoch that the weights are of, from 0: the best one by the validation rows, or the last. */
  readonly epoch: number;
  readonly steps: number;
  /** Adds the network as it serves to a graph; `inputs` may have an open first axis. */
  emit(inputs: Readonly<Record<string, Value>>): Value;
}

/** Floating-point operations of one step below which threads cost more than they save. */
const WORTH_THREADS = 1e8;
const MOST_THREADS = 4;

function threadsFor(network: Network, batchSize: number): number {
  // Backwards is about twice the work of forwards.
  const work = 3 * batchSize * summarizeNetwork(network).flops;
  return work < WORTH_THREADS ? 1 : Math.min(MOST_THREADS, availableParallelism());
}

/** The network's own weights: moving averages where they are kept. */
function weightsOf(program: TrainingProgram, variables: Weights): Weights {
  return new Map(
    program.network.map(({ name }) => [name, variables.get(`${name}${AVERAGE}`) ?? variables.get(name) ?? new Float32Array(0)]),
  );
}

function check({ batchSize, epochs, clipNorm, average, patience, threads }: TrainNetworkSettings): void {
  const whole = { least: 1, whole: true };
  checkNumber("trainNetwork", "batchSize", batchSize, whole);
  checkNumber("trainNetwork", "epochs", epochs, whole);
  if (clipNorm !== undefined) checkNumber("trainNetwork", "clipNorm", clipNorm, { above: 0 });
  if (average !== undefined) checkNumber("trainNetwork", "average", average, { least: 0, most: 0.999_999 });
  if (patience !== undefined) checkNumber("trainNetwork", "patience", patience, whole);
  if (threads !== undefined) checkNumber("trainNetwork", "threads", threads, { ...whole, most: 8 });
}

/**
 * Trains a network in a worker thread: forward, loss, backward and optimiser are one ONNX graph. Equal rows, settings and seed give
 * equal bits, on any number of threads, and whether the training was interrupted or not.
 * @param data - the rows: the network's inputs' columns, and "target".
 * @throws MODELING_SETTING_INVALID, MODELING_ABORTED, MODELING_DIVERGED, MODELING_CHECKPOINT_FOREIGN, ONNX_SHAPE_MISMATCH, and the
 * codes of rows that cannot be learned from
 * @example
 * const trained = await trainNetwork(
 *   { network: net, loss: crossEntropy(), optimizer: adamW(), schedule: oneCycle(0.002), batchSize: 64, epochs: 10 },
 *   data,
 *   { seed: 1, onProgress: ({ step, steps, loss }) => console.log(step, steps, loss) },
 * );
 */
export async function trainNetwork(
  settings: TrainNetworkSettings,
  data: TrainingData,
  context: TrainNetworkContext,
): Promise<TrainedNetwork> {
  check(settings);
  const { network, loss, optimizer, targetShape = [], schedule, epochs, clipNorm, average, patience, checkpoint } = settings;
  const batchSize = Math.max(1, Math.min(settings.batchSize, data.rows));
  const plan = { network, loss, optimizer, targetShape, batchSize };
  const program = trainingProgram({
    ...plan,
    ...(clipNorm === undefined ? {} : { clipNorm }),
    ...(average === undefined ? {} : { average }),
  });
  const { seed, validation, signal, onProgress } = context;
  checkData(program, data, "training");
  if (validation !== undefined) checkData(program, validation, "validation");
  const threads = settings.threads ?? threadsFor(network, batchSize);
  const job = {
    program,
    variables: initialVariables(program, seed),
    data,
    ...(validation === undefined ? {} : { validation, evaluation: evaluationProgram(plan) }),
    settings: {
      epochs,
      schedule,
      seed,
      threads,
      ...(patience === undefined ? {} : { patience }),
      ...(checkpoint === undefined ? {} : { checkpoint }),
    },
  };
  const result = await trainInWorker(job, (progress) => onProgress?.(progress), signal);
  const weights = weightsOf(program, result.variables);
  return {
    weights,
    epochs: result.epochs,
    epoch: result.epoch,
    steps: result.steps,
    emit: (inputs) => emitNetwork(network, weights, inputs),
  };
}
