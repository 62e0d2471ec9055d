import type { TrainingProgram } from "../program/training-program.ts";
import type { Schedule } from "../schedule.ts";
import type { TrainingData } from "./columns.ts";

/** How long and how a network learns; plain data. */
export interface TrainingSettings {
  /** Passes over all rows. */
  readonly epochs: number;
  readonly schedule: Schedule;
  readonly seed: number;
  /** Epochs without a better validation loss after which it stops; never unless told. */
  readonly patience?: number;
  /** Threads within one op. */
  readonly threads: number;
  readonly checkpoint?: CheckpointSettings;
}

/** Where and how often a training leaves what it needs to go on after a crash. */
export interface CheckpointSettings {
  /** A safetensors file; it is replaced in one step. */
  readonly path: string;
  /** Steps between two of them; one epoch's unless told. */
  readonly everySteps?: number;
}

/** All that a training needs, as data that another thread can take. */
export interface TrainingJob {
  readonly program: TrainingProgram;
  /** Judges the validation rows after each epoch. */
  readonly evaluation?: Uint8Array;
  readonly variables: ReadonlyMap<string, Float32Array>;
  readonly data: TrainingData;
  readonly validation?: TrainingData;
  readonly settings: TrainingSettings;
}

/** Losses of one epoch: the mean over its steps, and that of the validation rows. */
export interface EpochRecord {
  readonly loss: number;
  readonly validationLoss?: number;
}

/** What a training has come to. */
export interface TrainingResult {
  /** Variables of the best epoch where there are validation rows, otherwise of the last one. */
  readonly variables: ReadonlyMap<string, Float32Array>;
  readonly epochs: readonly EpochRecord[];
  readonly steps: number;
  /** The epoch that the variables are of, from 0. */
  readonly epoch: number;
}

/** A moment of a training. */
export interface TrainingProgress {
  readonly step: number;
  readonly steps: number;
  /** Mean loss of the steps of the last call. */
  readonly loss: number;
  /** Of the last epoch that was judged. */
  readonly validationLoss?: number;
  readonly examplesPerSecond: number;
  /** Until all epochs are done, at this speed. */
  readonly secondsLeft: number;
}
