import type { GraphInput } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import { hasClasses, type Prediction, type RuleAnswer } from "../../modeling/index.ts";
import { openAcceleratedGraph, type Tensor } from "../../onnx/index.ts";
import type { Manifest } from "../package/manifest.ts";
import { accelerators } from "./accelerators.ts";
import { encodeRows, runsByLength, sequenceColumns } from "./encode-rows.ts";
import type { CheckedRow } from "./row-check.ts";

/** What predicts: a graph or a rule. */
export interface Predictor {
  /** Predicts rows that fit the signature and have their derived columns. */
  predict(rows: readonly CheckedRow[]): Promise<Prediction>;
  /** Predicts what is encoded already; absent where rows must be divided first, or are not encoded at all. */
  run?(feeds: Readonly<Record<string, Tensor>>, rows: number): Promise<Prediction>;
  /** Kinds of the graph's regions that kernels evaluate. */
  readonly accelerated: readonly string[];
  close(): Promise<void>;
}

/** A rule of the system: a function of a row. */
export type Rule = (row: CheckedRow) => RuleAnswer;

function widen(tensor: Tensor | undefined): Float64Array | undefined {
  return tensor === undefined ? undefined : Float64Array.from(tensor.data as Float32Array);
}

/** Puts the predictions of runs back into the order of their rows. */
function reassemble(runs: readonly (readonly number[])[], parts: readonly Prediction[], rows: number): Prediction {
  const width = parts[0]?.width ?? 1;
  const interval = parts[0]?.low !== undefined;
  const whole = {
    rows,
    width,
    values: new Float64Array(rows * width),
    low: new Float64Array(interval ? rows : 0),
    high: new Float64Array(interval ? rows : 0),
  };
  runs.forEach((places, run) => {
    const part = parts[run];
    places.forEach((place, at) => {
      for (let k = 0; k < width; k++) whole.values[place * width + k] = part?.values[at * width + k] ?? Number.NaN;
      if (!interval) return;
      whole.low[place] = part?.low?.[at] ?? Number.NaN;
      whole.high[place] = part?.high?.[at] ?? Number.NaN;
    });
  });
  return interval ? whole : { rows, width, values: whole.values };
}

/** How a package's graph is run. */
export interface GraphPredictorSettings {
  /** Threads within one op. */
  readonly threads: number;
  /** Whether kernels evaluate the regions that they know. */
  readonly accelerate: boolean;
}

/** Opens a package's graph. @throws ONNX_OPEN_FAILED, ONNX_REGION_INVALID */
export async function graphPredictor(
  bytes: Uint8Array,
  inputs: readonly GraphInput[],
  { threads, accelerate }: GraphPredictorSettings,
): Promise<Predictor> {
  const session = await openAcceleratedGraph(bytes, accelerate ? accelerators : [], { threads });
  const run = async (feeds: Readonly<Record<string, Tensor>>, rows: number): Promise<Prediction> => {
    const outputs = await session.run(feeds);
    const values = widen(outputs["prediction"]) ?? new Float64Array(0);
    const low = widen(outputs["low"]);
    const high = widen(outputs["high"]);
    const width = rows === 0 ? 1 : values.length / rows;
    return low === undefined || high === undefined ? { rows, width, values } : { rows, width, values, low, high };
  };
  const sequences = sequenceColumns(inputs);
  const predict = async (rows: readonly CheckedRow[]): Promise<Prediction> => {
    if (sequences.length === 0 || rows.length < 2) return run(encodeRows(rows, inputs), rows.length);
    const runs = runsByLength(rows, sequences);
    const parts: Prediction[] = [];
    for (const places of runs) {
      const chosen = places.map((place) => rows[place] ?? {});
      parts.push(await run(encodeRows(chosen, inputs), chosen.length));
    }
    return reassemble(runs, parts, rows.length);
  };
  const { accelerated } = session;
  return { predict, ...(sequences.length === 0 ? { run } : {}), accelerated, close: () => session.close() };
}

function ruleFault(answer: unknown, allowed: string): MillwrightError {
  return new MillwrightError(
    "SERVING_RULE_FAILED",
    `the rule answered ${JSON.stringify(answer) ?? String(answer)}.`,
    `A rule of this task answers with ${allowed}.`,
  );
}

/** Writes a rule's answer about one row into a prediction. */
function place(answer: RuleAnswer, { task }: Pick<Manifest, "task">, values: Float64Array, from: number): void {
  if (task.kind !== "multiclass") {
    const inRange = typeof answer === "number" && Number.isFinite(answer) && (!hasClasses(task.kind) || (answer >= 0 && answer <= 1));
    if (!inRange) throw ruleFault(answer, task.kind === "binary" ? "P(positive), a number in [0, 1]" : "a finite number");
    values[from] = answer;
    return;
  }
  const shares: Readonly<Record<string, number>> = typeof answer === "string" ? { [answer]: 1 } : typeof answer === "object" ? answer : {};
  const entries = Object.entries(shares);
  for (const [name, share] of entries) {
    const code = task.classes.indexOf(name);
    if (code < 0 || !Number.isFinite(share))
      throw ruleFault(answer, `a class (${task.classes.slice(0, 10).join(", ")}) or probabilities by class`);
    values[from + code] = share;
  }
  if (entries.length === 0) throw ruleFault(answer, "a class or probabilities by class");
}

/** A rule as a predictor. */
export function rulePredictor(rule: Rule, manifest: Pick<Manifest, "task">): Predictor {
  const width = manifest.task.kind === "multiclass" ? manifest.task.classes.length : 1;
  return {
    accelerated: [],
    predict: async (rows) => {
      const values = new Float64Array(rows.length * width);
      for (let i = 0; i < rows.length; i++) {
        let answer: RuleAnswer;
        try {
          answer = rule(rows[i] ?? {});
        } catch (cause) {
          throw new MillwrightError(
            "SERVING_RULE_FAILED",
            `the rule threw: ${cause instanceof Error ? cause.message : String(cause)}.`,
            "Make the rule answer for every row that fits the schema.",
            { cause },
          );
        }
        place(answer, manifest, values, i * width);
      }
      return { rows: rows.length, width, values };
    },
    close: async () => undefined,
  };
}
