import type { EpochRecord, TrainingJob } from "./training-job.ts";

/** Where a training stands: what a checkpoint holds, and nothing else changes what comes next. */
export interface TrainingState {
  /** Steps done. */
  step: number;
  variables: Map<string, Float32Array>;
  epochs: EpochRecord[];
  /** Σ loss of the steps of this epoch. */
  lossSum: number;
  /** Least validation loss, with its epoch and variables. */
  best: { loss: number; epoch: number; variables: Map<string, Float32Array> } | undefined;
  /** Epochs since the best one. */
  stale: number;
  /** Epochs since the best one or the last cut of the learning rate. */
  sinceCut: number;
  /** How often the learning rate was cut. */
  cuts: number;
  stopped: boolean;
}

/** The state before the first step. */
export function initialState({ variables }: TrainingJob): TrainingState {
  return {
    step: 0,
    variables: new Map(variables),
    epochs: [],
    lossSum: 0,
    best: undefined,
    stale: 0,
    sinceCut: 0,
    cuts: 0,
    stopped: false,
  };
}

/** Takes an epoch's losses into the state: the best so far, and whether to cut the rate or to stop. */
export function endEpoch(state: TrainingState, record: EpochRecord, { settings, program }: TrainingJob): void {
  const epoch = state.epochs.length;
  state.epochs.push(record);
  state.lossSum = 0;
  if (record.validationLoss === undefined) return;
  if (state.best === undefined || record.validationLoss < state.best.loss) {
    const kept = program.variables.filter(({ role }) => role !== "optimizer").map(({ name }) => name);
    const variables = new Map([...state.variables].filter(([name]) => kept.includes(name)));
    state.best = { loss: record.validationLoss, epoch, variables };
    state.stale = 0;
    state.sinceCut = 0;
    return;
  }
  state.stale += 1;
  state.sinceCut += 1;
  if (settings.schedule.kind === "plateau" && state.sinceCut >= settings.schedule.patience) {
    state.cuts += 1;
    state.sinceCut = 0;
  }
  state.stopped = settings.patience !== undefined && state.stale >= settings.patience;
}
