import type { GraphInput } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import type { Prediction, RuleAnswer } from "../../modeling/index.ts";
import { openGraph, type Tensor } from "../../onnx/index.ts";
import type { Manifest } from "../package/manifest.ts";
import { encodeRows } from "./encode-rows.ts";
import type { CheckedRow } from "./row-check.ts";

/** What predicts: a graph or a rule. */
export interface Predictor {
  /** Predicts rows that fit the signature and have their derived columns. */
  predict(rows: readonly CheckedRow[]): Promise<Prediction>;
  /** Predicts what is encoded already. */
  run?(feeds: Readonly<Record<string, Tensor>>, rows: number): Promise<Prediction>;
  close(): Promise<void>;
}

/** A rule of the system: a function of a row. */
export type Rule = (row: CheckedRow) => RuleAnswer;

function widen(tensor: Tensor | undefined): Float64Array | undefined {
  return tensor === undefined ? undefined : Float64Array.from(tensor.data as Float32Array);
}

/** Opens a package's graph. @throws ONNX_OPEN_FAILED */
export async function graphPredictor(
  bytes: Uint8Array,
  inputs: readonly GraphInput[],
  letters: (texts: readonly string[]) => Tensor,
  threads: number,
): Promise<Predictor> {
  const session = await openGraph(bytes, { threads });
  const run = async (feeds: Readonly<Record<string, Tensor>>, rows: number): Promise<Prediction> => {
    const outputs = await session.run(feeds);
    const values = widen(outputs["prediction"]) ?? new Float64Array(0);
    const low = widen(outputs["low"]);
    const high = widen(outputs["high"]);
    const width = rows === 0 ? 1 : values.length / rows;
    return low === undefined || high === undefined ? { rows, width, values } : { rows, width, values, low, high };
  };
  return {
    predict: (rows) => run(encodeRows(rows, inputs, letters), rows.length),
    run,
    close: () => session.close(),
  };
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
    const inRange = typeof answer === "number" && Number.isFinite(answer) && (task.kind === "regression" || (answer >= 0 && answer <= 1));
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
