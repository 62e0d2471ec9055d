import { checkNumber } from "../fitting/check-settings.ts";

/** How the learning rate changes: plain data, so that a checkpoint and a worker thread understand it. */
export interface Schedule {
  readonly kind: "constant" | "cosine" | "one_cycle" | "plateau";
  /** Highest learning rate. */
  readonly rate: number;
  /** Share of the steps in which the rate rises from 0 (one cycle: from rate/25) to `rate`. */
  readonly warmUp: number;
  /** Share of `rate` at which it ends; of a plateau: the least share. */
  readonly end: number;
  /** Plateau: epochs without a better validation loss before the rate is cut. */
  readonly patience: number;
  /** Plateau: what is left of the rate after a cut. */
  readonly factor: number;
}

/** Settings of every schedule. */
export interface ScheduleSettings {
  /** Share of all steps in which the rate rises, in [0, 1). */
  readonly warmUp?: number;
  /** Share of the rate at which it ends. */
  readonly end?: number;
}

function schedule(kind: Schedule["kind"], rate: number, settings: Partial<Schedule>): Schedule {
  const made = { kind, rate, warmUp: 0, end: 0, patience: 0, factor: 1, ...settings };
  checkNumber(kind, "rate", rate, { above: 0 });
  checkNumber(kind, "warmUp", made.warmUp, { least: 0, most: 0.99 });
  checkNumber(kind, "end", made.end, { least: 0, most: 1 });
  return made;
}

/** The same rate throughout, after the warm-up. @throws MODELING_SETTING_INVALID */
export function constantRate(rate: number, { warmUp = 0 }: Pick<ScheduleSettings, "warmUp"> = {}): Schedule {
  return schedule("constant", rate, { warmUp, end: 1 });
}

/**
 * Falls along half a cosine. @throws MODELING_SETTING_INVALID
 * @see Loshchilov and Hutter (2017), "SGDR: stochastic gradient descent with warm restarts".
 */
export function cosine(rate: number, { warmUp = 0, end = 0 }: ScheduleSettings = {}): Schedule {
  return schedule("cosine", rate, { warmUp, end });
}

/**
 * Rises from a 25th along half a cosine, then falls along another to almost nothing. @throws MODELING_SETTING_INVALID
 * @see Smith and Topin (2018), "Super-convergence".
 */
export function oneCycle(rate: number, { warmUp = 0.3, end = 1e-4 }: ScheduleSettings = {}): Schedule {
  return schedule("one_cycle", rate, { warmUp, end });
}

/** Settings of `onPlateau`. */
export interface PlateauSettings {
  readonly warmUp?: number;
  /** Epochs without a better validation loss before the rate is cut; 3 unless told. */
  readonly patience?: number;
  /** What is left of the rate after a cut; 0.5 unless told. */
  readonly factor?: number;
  /** Least share of the rate; 0.001 unless told. */
  readonly end?: number;
}

/** Is cut whenever the validation loss stops falling. @throws MODELING_SETTING_INVALID */
export function onPlateau(rate: number, { warmUp = 0, patience = 3, factor = 0.5, end = 0.001 }: PlateauSettings = {}): Schedule {
  checkNumber("plateau", "patience", patience, { least: 1, whole: true });
  checkNumber("plateau", "factor", factor, { above: 0, most: 0.99 });
  return schedule("plateau", rate, { warmUp, end, patience, factor });
}

/** From 1 to 0 along half a cosine, for a share in [0, 1]. */
function halfCosine(share: number): number {
  return (1 + Math.cos(Math.PI * share)) / 2;
}

/**
 * Learning rate of a step.
 * @param step - from 0; `steps` are there in all.
 * @param cuts - how often a plateau has cut it.
 */
export function rateAt(plan: Schedule, step: number, steps: number, cuts = 0): number {
  const { kind, rate, end } = plan;
  const rising = Math.round(plan.warmUp * steps);
  if (step < rising) {
    const share = (step + 1) / rising;
    return kind === "one_cycle" ? rate * (1 / 25 + (1 - 1 / 25) * (1 - halfCosine(share))) : rate * share;
  }
  if (kind === "constant") return rate;
  if (kind === "plateau") return rate * Math.max(end, plan.factor ** cuts);
  const share = (step - rising) / Math.max(1, steps - rising - 1);
  return rate * (end + (1 - end) * halfCosine(Math.min(1, share)));
}
