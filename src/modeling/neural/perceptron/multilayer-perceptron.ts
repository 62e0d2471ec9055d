import { MillwrightError } from "../../../errors/index.ts";
import { random } from "../../../kernels/index.ts";
import type { Estimator, FitContext, FitProgress, Fitted } from "../../estimator.ts";
import { checkExamples } from "../../fitting/check-examples.ts";
import { checkChoice, checkNumber } from "../../fitting/check-settings.ts";
import { refuseAborted } from "../../fitting/stay-responsive.ts";
import type { TaskShape } from "../../tasks/task.ts";
import { activation } from "../layers/activation.ts";
import { batchNorm } from "../layers/batch-norm.ts";
import { dense } from "../layers/dense.ts";
import { dropout } from "../layers/dropout.ts";
import { binaryCrossEntropy } from "../losses/binary-cross-entropy.ts";
import { crossEntropy } from "../losses/cross-entropy.ts";
import { squaredError } from "../losses/squared-error.ts";
import { type Network, network } from "../network.ts";
import { adamW } from "../optimizers/adam-w.ts";
import { cosine } from "../schedule.ts";
import { trainNetwork } from "../train-network.ts";
import type { TrainingData } from "../training/columns.ts";
import type { TrainingProgress } from "../training/training-job.ts";
import { fittedPerceptron, type Member, PERCEPTRON } from "./fitted-perceptron.ts";
import { foldLayers } from "./fold-layers.ts";
import { type Scaling, scalingOf } from "./scaling.ts";
import { trainingRows } from "./training-rows.ts";

/** Settings of `multilayerPerceptron`. */
export interface MultilayerPerceptronSettings {
  /** Width of each hidden layer; [64, 32] unless told. */
  readonly hidden?: readonly number[];
  /** "relu" unless told. */
  readonly activation?: "relu" | "silu" | "tanh";
  /** "batch": each hidden layer is normalised over the batch; "none" unless told. */
  readonly normalization?: "none" | "batch";
  /** Share of each hidden layer that is dropped while it learns; 0.1 unless told. */
  readonly dropout?: number;
  /** Highest learning rate; 0.003 unless told. It falls along a cosine after a short warm-up. */
  readonly learningRate?: number;
  /** Weight decay of AdamW; 0.01 unless told. */
  readonly weightDecay?: number;
  /** Rows per step; 128 unless told. */
  readonly batchSize?: number;
  /** Most passes over the rows; 60 unless told. */
  readonly epochs?: number;
  /** Epochs without a better validation loss after which it stops; 12 unless told. */
  readonly patience?: number;
  /** Networks from different starts whose answers are averaged; 1 unless told. */
  readonly members?: number;
}

type Checked = Required<MultilayerPerceptronSettings>;

function checked(settings: MultilayerPerceptronSettings): Checked {
  const usual = {
    hidden: [64, 32],
    activation: "relu",
    normalization: "none",
    dropout: 0.1,
    learningRate: 0.003,
    weightDecay: 0.01,
  } as const;
  const all: Checked = { ...usual, batchSize: 128, epochs: 60, patience: 12, members: 1, ...settings };
  for (const width of all.hidden) checkNumber(PERCEPTRON, "hidden", width, { least: 1, most: 100_000, whole: true });
  checkChoice(PERCEPTRON, "activation", all.activation, ["relu", "silu", "tanh"]);
  checkChoice(PERCEPTRON, "normalization", all.normalization, ["none", "batch"]);
  checkNumber(PERCEPTRON, "dropout", all.dropout, { least: 0, most: 0.99 });
  checkNumber(PERCEPTRON, "learningRate", all.learningRate, { above: 0 });
  checkNumber(PERCEPTRON, "weightDecay", all.weightDecay, { least: 0 });
  for (const name of ["batchSize", "epochs", "patience", "members"] as const)
    checkNumber(PERCEPTRON, name, all[name], { least: 1, whole: true });
  return all;
}

/** Outputs of the last layer. */
function outputsOf({ kind, classes }: TaskShape): number {
  return kind === "multiclass" ? classes : 1;
}

function networkOf(settings: Checked, columns: number, outputs: number): Network {
  const hidden = settings.hidden.flatMap((width) => [
    dense(width, { initializer: settings.activation === "tanh" ? "glorot_uniform" : "he_normal" }),
    ...(settings.normalization === "batch" ? [batchNorm()] : []),
    activation(settings.activation),
    dropout(settings.dropout),
  ]);
  return network({ input: [columns], layers: [...hidden, dense(outputs)] });
}

function progressOf(
  { step, steps, loss, validationLoss, examplesPerSecond, secondsLeft }: TrainingProgress,
  member: number,
  members: number,
): FitProgress {
  const judged = validationLoss === undefined ? {} : { validation_loss: validationLoss };
  const values = { loss, ...judged, examples_per_second: examplesPerSecond, seconds_left: secondsLeft };
  return { step: member * steps + step, steps: members * steps, values };
}

/** What all members need to train. */
interface Lesson {
  readonly settings: Checked;
  readonly task: TaskShape;
  readonly data: TrainingData;
  readonly validation: TrainingData | undefined;
  readonly scaling: Scaling;
}

async function trainMember({ settings, task, data, validation, scaling }: Lesson, member: number, context: FitContext): Promise<Member> {
  const columns = scaling.mean.length;
  const outputs = outputsOf(task);
  const losses = { binary: binaryCrossEntropy, multiclass: crossEntropy, regression: squaredError } as const;
  const { signal, onProgress } = context;
  const trained = await trainNetwork(
    {
      network: networkOf(settings, columns, outputs),
      loss: losses[task.kind === "ranking" ? "regression" : task.kind](),
      optimizer: adamW({ weightDecay: settings.weightDecay }),
      schedule: cosine(settings.learningRate, { warmUp: 0.05 }),
      batchSize: settings.batchSize,
      epochs: settings.epochs,
      clipNorm: 5,
      ...(validation === undefined ? {} : { patience: settings.patience }),
    },
    data,
    {
      seed: random(context.seed)
        .fork(`member ${member}`)
        .integer(2 ** 31),
      ...(validation === undefined ? {} : { validation }),
      ...(signal === undefined ? {} : { signal }),
      onProgress: (progress) => onProgress?.(progressOf(progress, member, settings.members)),
    },
  );
  const widths = [columns, ...settings.hidden, outputs];
  return { layers: foldLayers(trained.weights, widths, scaling, settings.activation), epochs: trained.epoch + 1 };
}

/**
 * A perceptron with hidden layers on the dense columns, which it scales itself. It learns by AdamW in a worker thread, and stops
 * where the validation loss no longer falls.
 * @throws MODELING_SETTING_INVALID
 * @see Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating errors", Nature 323.
 * @example multilayerPerceptron({ hidden: [128, 64], dropout: 0.2, members: 3 })
 */
export function multilayerPerceptron(settings: MultilayerPerceptronSettings = {}): Estimator<Fitted> {
  const all = checked(settings);
  const learner = { name: PERCEPTRON, tasks: ["binary", "multiclass", "regression"], accepts: ["dense"] } as const;
  return {
    ...learner,
    settings: { ...all },
    async fit(examples, context) {
      checkExamples(learner, examples, context);
      refuseAborted(PERCEPTRON, context);
      const { task } = context;
      const { dense } = examples.features;
      if (dense === undefined || dense.columns === 0) {
        throw new MillwrightError("MODELING_FEATURES_REFUSED", `${PERCEPTRON} was given no dense columns.`, "Add a dense feature.");
      }
      const { columns, rows, values } = dense;
      const scaling = scalingOf(rows, columns, (row, j) => values[row * columns + j] ?? 0, examples.weight);
      const unscaled = { mean: Float64Array.of(0), scale: Float64Array.of(1) };
      const target = task.kind === "regression" ? scalingOf(rows, 1, (row) => examples.truth[row] ?? 0, examples.weight) : unscaled;
      const data = trainingRows(examples, task.kind, scaling, target);
      const validation = context.validation === undefined ? undefined : trainingRows(context.validation, task.kind, scaling, target);
      const lesson = { settings: all, task, data, validation, scaling };
      const members: Member[] = [];
      for (let member = 0; member < all.members; member++) members.push(await trainMember(lesson, member, context));
      return fittedPerceptron(members, { kind: task.kind, outputs: outputsOf(task), target }, columns);
    },
  };
}
