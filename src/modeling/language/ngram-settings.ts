import { MillwrightError } from "../../errors/index.ts";

/** How an n-gram model is built. */
export interface NgramSettings {
  /** Most words of an n-gram, from 1 to 8; 3 unless told. */
  readonly order?: number;
  /** Whether sentences end: their end is then predicted and counted. True unless told. */
  readonly endings?: boolean;
  /** Whether words outside of the vocabulary can be predicted, as `<unk>`. True unless told. */
  readonly open?: boolean;
  /** Least adjusted count for each length; the last holds for all longer ones. [1] unless told: nothing is left out. */
  readonly minimumCounts?: readonly number[];
  /** Different writers that an n-gram of two words and more needs; 1 unless told. */
  readonly minimumWriters?: number;
  /** Probabilities in 8 bits each; false unless told. */
  readonly quantize?: boolean;
  /** Bound on what counting holds in memory; 512 unless told. What does not fit is sorted on disk. */
  readonly memoryMb?: number;
  /** Where counts are sorted that do not fit; the system's folder for passing files unless told. */
  readonly folder?: string;
  readonly signal?: AbortSignal;
}

const LONGEST = 8;

function refuse(name: string, value: unknown, allowed: string): never {
  throw new MillwrightError("MODELING_SETTING_INVALID", `${name} is ${String(value)}.`, `Give ${allowed}.`);
}

/** Settings with their defaults. @throws MODELING_SETTING_INVALID */
export function checkNgramSettings(settings: NgramSettings): Required<Omit<NgramSettings, "folder" | "signal">> {
  const { order = 3, endings = true, open = true, minimumCounts = [1], minimumWriters = 1, quantize = false, memoryMb = 512 } = settings;
  if (!Number.isInteger(order) || order < 1 || order > LONGEST) refuse("order", order, `a whole number from 1 to ${LONGEST}`);
  if (minimumCounts.length === 0 || minimumCounts.some((count) => !Number.isInteger(count) || count < 1)) {
    refuse("minimumCounts", `[${minimumCounts.join(", ")}]`, "whole numbers from 1");
  }
  if (!Number.isInteger(minimumWriters) || minimumWriters < 1) refuse("minimumWriters", minimumWriters, "a whole number from 1");
  if (!(memoryMb > 0)) refuse("memoryMb", memoryMb, "megabytes above 0");
  return { order, endings, open, minimumCounts, minimumWriters, quantize, memoryMb };
}
