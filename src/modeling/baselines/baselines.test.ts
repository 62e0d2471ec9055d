import { describe, expect, it } from "vitest";
import { Table } from "../../data/index.ts";
import { type Examples, type FitContext, judgeHeuristic, judgeHumans, majority, mean, median, prior, randomGuess } from "../index.ts";

const binaryTask: FitContext = { task: { kind: "binary", classes: 2 }, seed: 1 };
const threeClasses: FitContext = { task: { kind: "multiclass", classes: 3 }, seed: 1 };
const quantity: FitContext = { task: { kind: "regression", classes: 0 }, seed: 1 };

function examples(truth: readonly number[], weight?: readonly number[]): Examples {
  return {
    features: { rows: truth.length },
    truth: Float64Array.from(truth),
    ...(weight === undefined ? {} : { weight: Float64Array.from(weight) }),
  };
}

const two = { rows: 2 };

describe("constant baselines", () => {
  it("prior gives the share of each class, by weight", async () => {
    expect([...(await prior().fit(examples([0, 0, 0, 1]), binaryTask)).predict(two).values]).toEqual([0.25, 0.25]);
    expect([...(await prior().fit(examples([0, 1], [1, 3]), binaryTask)).predict(two).values]).toEqual([0.75, 0.75]);
    expect([...(await prior().fit(examples([0, 2, 2, 2]), threeClasses)).predict(two).values]).toEqual([0.25, 0, 0.75, 0.25, 0, 0.75]);
  });

  it("majority is certain of the most frequent class", async () => {
    expect([...(await majority().fit(examples([0, 1, 1]), binaryTask)).predict(two).values]).toEqual([1, 1]);
    expect([...(await majority().fit(examples([0, 2, 2]), threeClasses)).predict(two).values]).toEqual([0, 0, 1, 0, 0, 1]);
  });

  it("mean and median are those of the training rows, by weight", async () => {
    expect([...(await mean().fit(examples([1, 2, 6]), quantity)).predict(two).values]).toEqual([3, 3]);
    expect([...(await median().fit(examples([9, 1, 2]), quantity)).predict(two).values]).toEqual([2, 2]);
    expect([...(await median().fit(examples([1, 2, 9], [1, 1, 5]), quantity)).predict(two).values]).toEqual([9, 9]);
  });

  it("refuse another task and an empty training part", async () => {
    await expect(mean().fit(examples([0, 1]), binaryTask)).rejects.toThrow(
      /MODELING_TASK_WRONG: "mean" answers regression tasks, not binary/,
    );
    await expect(prior().fit(examples([]), binaryTask)).rejects.toThrow(/MODELING_TARGET_EMPTY/);
  });
});

describe("randomGuess", () => {
  it("draws training truths in about their shares, the same for the same seed", async () => {
    const learned = examples([0, 0, 0, 1]);
    const drawn = (await randomGuess().fit(learned, binaryTask)).predict({ rows: 10_000 }).values;
    expect(drawn.reduce((sum, value) => sum + value, 0) / 10_000).toBeCloseTo(0.25, 1);
    expect((await randomGuess().fit(learned, binaryTask)).predict({ rows: 10_000 }).values).toEqual(drawn);
    expect((await randomGuess().fit(learned, { ...binaryTask, seed: 2 })).predict({ rows: 10_000 }).values).not.toEqual(drawn);
  });

  it("never draws a row of weight 0", async () => {
    const drawn = (await randomGuess().fit(examples([5, 7, 9], [0, 1, 0]), quantity)).predict({ rows: 200 }).values;
    expect(new Set(drawn)).toEqual(new Set([7]));
  });

  it("is certain of one class in each row", async () => {
    const { values, width } = (await randomGuess().fit(examples([0, 1, 2]), threeClasses)).predict({ rows: 50 });
    for (let row = 0; row < 50; row++) expect([...values.subarray(row * width, (row + 1) * width)].sort()).toEqual([0, 0, 1]);
  });
});

describe("judgeHeuristic", () => {
  const rows = new Table("rows", { amount: { kind: "number", values: Float64Array.of(10, 300) } });
  const train = new Table("train", { amount: { kind: "number", values: Float64Array.of(100, 200) } });
  interface Purchase {
    readonly amount: number;
  }
  const yesNo = { kind: "binary", classes: ["no", "yes"], train, rows, name: "large" } as const;

  it("reads probabilities, classes and shares by class", () => {
    expect([...judgeHeuristic((row: Purchase) => (row.amount > 220 ? 0.9 : 0.1), yesNo).values]).toEqual([0.1, 0.9]);
    expect([...judgeHeuristic((row: Purchase) => (row.amount > 220 ? "yes" : "no"), yesNo).values]).toEqual([0, 1]);
    const three = { kind: "multiclass", classes: ["a", "b", "c"], train, rows } as const;
    expect([...judgeHeuristic((row: Purchase) => (row.amount > 220 ? "c" : { a: 3, b: 1 }), three).values]).toEqual([
      0.75, 0.25, 0, 0, 0, 1,
    ]);
  });

  it("lets a rule learn from the training rows", () => {
    const aboveMean = {
      learn: (list: readonly Purchase[]) => {
        const average = list.reduce((sum, { amount }) => sum + amount, 0) / list.length;
        return (row: Purchase): number => row.amount / average;
      },
    };
    expect([...judgeHeuristic(aboveMean, { kind: "regression", classes: [], train, rows }).values]).toEqual([10 / 150, 2]);
  });

  it("says which rule, which row and what answer was wrong", () => {
    expect(() => judgeHeuristic((row: Purchase) => row.amount, yesNo)).toThrow(
      /MODELING_RULE_ANSWER: "large" in row 0 answered 10. P\(positive\) must be from 0 to 1/,
    );
    expect(() => judgeHeuristic(() => "yess", yesNo)).toThrow(/answered "yess".*Did you mean "yes"\?/);
    expect(() => judgeHeuristic(() => Number.NaN, { ...yesNo, kind: "regression", classes: [] })).toThrow(/must be a finite number/);
    expect(() => judgeHeuristic(() => undefined as unknown as number, yesNo)).toThrow(/MODELING_RULE_ANSWER: .*answered undefined/);
    const thrower = (row: { name: string }): number => row.name.length;
    expect(() => judgeHeuristic(thrower, yesNo)).toThrow(/MODELING_RULE_FAILED: "large" failed on row 0: .*length/);
  });
});

describe("judgeHumans", () => {
  it("takes the rows that were answered", () => {
    const table = new Table("rows", { analyst: { kind: "boolean", values: Uint8Array.of(255, 1, 0, 255) } });
    const { prediction, rows } = judgeHumans(table, "analyst", { kind: "binary", classes: ["no", "yes"] });
    expect([...rows]).toEqual([1, 2]);
    expect(prediction).toEqual({ rows: 2, width: 1, values: Float64Array.of(1, 0) });
  });

  it("reads classes, and numbers that name classes", () => {
    const named = new Table("rows", { judge: { kind: "category", codes: Int32Array.of(1, -1), dictionary: ["de", "fr"] } });
    expect([...judgeHumans(named, "judge", { kind: "multiclass", classes: ["de", "en", "fr"] }).prediction.values]).toEqual([0, 0, 1]);
    const digits = new Table("rows", { judge: { kind: "number", values: Float64Array.of(9) } });
    expect([...judgeHumans(digits, "judge", { kind: "multiclass", classes: ["8", "9"] }).prediction.values]).toEqual([0, 1]);
  });

  it("refuses a column without answers, and answers that are no class", () => {
    const silent = new Table("rows", { judge: { kind: "text", values: [null, null] } });
    expect(() => judgeHumans(silent, "judge", { kind: "binary", classes: ["no", "yes"] })).toThrow(
      /MODELING_TOO_FEW_ROWS: column "judge" holds no answer in 2 rows/,
    );
    const wrong = new Table("rows", { judge: { kind: "text", values: [null, "perhaps"] } });
    expect(() => judgeHumans(wrong, "judge", { kind: "binary", classes: ["no", "yes"] })).toThrow(
      /column "judge" in row 1 answered "perhaps"/,
    );
  });
});
