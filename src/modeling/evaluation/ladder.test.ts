import { describe, expect, it } from "vitest";
import { Table } from "../../data/index.ts";
import { random } from "../../kernels/index.ts";
import {
  ablation,
  accuracy,
  type Climber,
  chooseCandidate,
  fairnessGap,
  type Judged,
  lastRise,
  learningCurve,
  logLoss,
  type Rung,
  recall,
  rocAuc,
  scoreSlices,
  sliceValues,
  takeJudged,
} from "../index.ts";

const rows = 600;
const stream = random(12);
const truth = Float64Array.from({ length: rows }, (_, row) => row % 2);
const luck = truth.map(() => stream.normal());
const table = new Table("rows", {
  region: {
    kind: "category",
    codes: Int32Array.from({ length: rows }, (_, row) => (row % 10 < 7 ? 0 : 1)),
    dictionary: ["north", "south"],
  },
  amount: { kind: "number", values: Float64Array.from({ length: rows }, (_, row) => row) },
});

/** Answers with a signal of this strength; `own` noise of its own beside the shared one. */
function strength(signal: number, own = 0): Judged {
  const noise = random(Math.round(1000 * signal + own));
  const values = truth.map((label, row) => 1 / (1 + Math.exp(-(signal * (2 * label - 1) + (luck[row] ?? 0) + own * noise.normal()))));
  return { truth, prediction: { rows, width: 1, values }, table, classes: ["no", "yes"] };
}

const entry = (name: string, rung: Rung, judged: Judged, more: Partial<Climber> = {}): Climber => ({ name, rung, judged, ...more });
const settings = { metric: rocAuc, seed: 1, resamples: 300 };

describe("chooseCandidate", () => {
  it("climbs to a higher rung that is better by more than noise", () => {
    const choice = chooseCandidate(
      [entry("constant", "random", strength(0)), entry("simple", "simple", strength(1)), entry("complex", "complex", strength(2))],
      settings,
    );
    expect(choice.chosen).toBe("complex");
    expect(choice.best).toBe("complex");
    expect(choice.verdicts["constant"]).toEqual({ verdict: "Where the ladder starts." });
    expect(choice.verdicts["complex"]?.gain?.over).toBe("simple");
    expect(choice.verdicts["complex"]?.verdict).toMatch(
      /^Climbs: better by 0\.\d+ \(0\.\d+ to 0\.\d+\) in roc_auc than simple\. Chosen\.$/,
    );
  });

  it("takes tuned settings in place of the declared ones only where they are better by more than noise", () => {
    const declared = entry("ridge", "simple", strength(1));
    const below = entry("constant", "random", strength(0));
    const clear = entry("ridge (tuned)", "simple", strength(2), { twinOf: "ridge" });
    expect(chooseCandidate([below, declared, clear], settings).chosen).toBe("ridge (tuned)");
    const unclear = entry("ridge (tuned)", "simple", strength(1.1, 0.4), { twinOf: "ridge" });
    const choice = chooseCandidate([below, declared, unclear], settings);
    expect(choice.chosen).toBe("ridge");
    expect(choice.verdicts["ridge (tuned)"]?.gain?.value).toBeGreaterThan(choice.verdicts["ridge"]?.gain?.value ?? 1);
    expect(choice.verdicts["ridge (tuned)"]?.verdict).toMatch(/but not better than ridge by more than noise\.$/);
  });

  it("stays where a higher rung is better only by noise", () => {
    const entries = [
      entry("constant", "random", strength(0)),
      entry("simple", "simple", strength(1)),
      entry("complex", "complex", strength(1.01, 0.3)),
    ];
    const choice = chooseCandidate(entries, settings);
    expect(choice.chosen).toBe("simple");
    expect(choice.verdicts["complex"]?.verdict).toMatch(/^Does not climb: .* than simple, which is (within noise|a loss)\.$/);
  });

  it("takes the best value of one rung, and tells the other why not", () => {
    const entries = [
      entry("constant", "random", strength(0)),
      entry("good", "simple", strength(1)),
      entry("better", "simple", strength(2)),
    ];
    const choice = chooseCandidate(entries, settings);
    expect(choice.chosen).toBe("better");
    expect(choice.verdicts["good"]?.verdict).toMatch(/but better, on the same rung, is better\.$/);
    expect(choice.verdicts["good"]?.gain?.over).toBe("constant");
  });

  it("packages the best model where a rule is better, and says so", () => {
    const entries = [
      entry("constant", "random", strength(0)),
      entry("rule", "heuristic", strength(3), { packable: false }),
      entry("simple", "simple", strength(1)),
    ];
    const choice = chooseCandidate(entries, settings);
    expect([choice.best, choice.chosen]).toEqual(["rule", "simple"]);
    expect(choice.verdicts["simple"]?.verdict).toMatch(/a loss\. Chosen, because rule, which is better, cannot be packaged\.$/);
  });

  it("compares people with the best on the rows that they judged, and never chooses them", () => {
    const answered = Int32Array.from({ length: 60 }, (_, at) => 10 * at + (at % 2));
    const people = entry("analyst", "human", takeJudged(strength(9), answered), { rows: answered, packable: false });
    const choice = chooseCandidate([entry("constant", "random", strength(0)), people, entry("simple", "simple", strength(1))], settings);
    expect(choice.chosen).toBe("simple");
    expect(choice.verdicts["analyst"]?.verdict).toMatch(/^A yardstick: on the 60 rows judged by a person, better by .* than simple\.$/);
  });

  it("prefers the lower value where lower is better", () => {
    const choice = chooseCandidate([entry("constant", "random", strength(0)), entry("simple", "simple", strength(1))], {
      ...settings,
      metric: logLoss,
    });
    expect(choice.chosen).toBe("simple");
    expect(choice.verdicts["simple"]?.gain?.value).toBeLessThan(0);
    expect(choice.verdicts["simple"]?.verdict).toMatch(/^Climbs: better by/);
  });

  it("refuses a ladder without anything to package", () => {
    expect(() => chooseCandidate([], settings)).toThrow(/MODELING_TOO_FEW_ROWS/);
  });
});

describe("scoreSlices", () => {
  it("scores the values of a column, the most frequent first", () => {
    const scores = scoreSlices(strength(1), { metrics: [accuracy], slices: { region: "region" }, seed: 1, resamples: 50 });
    expect(scores.map(({ by, is, rows: size }) => [by, is, size])).toEqual([
      ["region", "north", 420],
      ["region", "south", 180],
    ]);
    expect(scores[0]?.scores["accuracy"]?.value).toBeGreaterThan(0.5);
  });

  it("scores functions of the row and intersections, and leaves out small groups", () => {
    const slices = {
      region: "region",
      size: (row: Readonly<Record<string, unknown>>) => (Number(row["amount"]) < 100 ? "small" : "large"),
    };
    const scores = scoreSlices(strength(1), {
      metrics: [accuracy],
      slices,
      intersections: [["region", "size"]],
      fewestRows: 40,
      seed: 1,
      resamples: 20,
    });
    expect(scores.filter(({ by }) => by === "region × size").map(({ is, rows: size }) => [is, size])).toEqual([
      ["north × large", 350],
      ["south × large", 150],
      ["north × small", 70],
    ]);
  });

  it("cuts numbers at their quartiles and names what is missing", () => {
    const values = Float64Array.from({ length: 21 }, (_, row) => (row === 20 ? Number.NaN : row));
    const names = sliceValues(new Table("rows", { amount: { kind: "number", values } }), "amount");
    expect([...new Set(names)]).toEqual(["≤ 4.75", "4.75 to 9.5", "9.5 to 14.25", "> 14.25", "missing"]);
  });
});

describe("fairnessGap", () => {
  it("is the difference between the best and the worst group, with its interval", () => {
    const judged = strength(1);
    // In the south every answer is turned into its opposite.
    const regions = sliceValues(table, "region");
    const values = judged.prediction.values.map((value, row) => (regions[row] === "south" ? 1 - value : value));
    const gap = fairnessGap(recall(), { ...judged, prediction: { ...judged.prediction, values } }, regions, { seed: 1, resamples: 200 });
    expect([gap?.highest, gap?.lowest]).toEqual(["north", "south"]);
    expect(gap?.value).toBeGreaterThan(0.5);
    expect(gap?.low).toBeGreaterThan(0.4);
  });

  it("is undefined with one group", () => {
    expect(fairnessGap(recall(), strength(1), truth.length === 0 ? [] : Array.from(truth, () => "all"), { seed: 1 })).toBeUndefined();
  });
});

describe("learningCurve", () => {
  it("gives every part the smaller ones, in ascending rows, with every class from the start", async () => {
    const seen: Int32Array[] = [];
    const classes = Float64Array.from({ length: 100 }, (_, row) => (row === 17 ? 1 : 0));
    const points = await learningCurve({
      rows: Int32Array.from({ length: 100 }, (_, row) => row + 1000),
      classes,
      fractions: [1, 0.05, 0.5],
      seed: 1,
      fitAndScore: async (part) => {
        seen.push(part);
        return part.length;
      },
    });
    expect(points).toEqual([5, 50, 100].map((size) => ({ rows: size, value: size })));
    const [few, half] = seen;
    expect(few).toContain(1017);
    expect([...(few ?? [])].every((row) => half?.includes(row))).toBe(true);
    expect([...(half ?? [])]).toEqual([...(half ?? [])].sort((a, b) => a - b));
  });

  it("rises by the last step in the metric's direction", () => {
    const points = [
      { rows: 10, value: 0.5 },
      { rows: 20, value: 0.4 },
    ];
    expect(lastRise(logLoss, points)).toBeCloseTo(0.1, 12);
    expect(lastRise(rocAuc, points)).toBeCloseTo(-0.1, 12);
  });

  it("stops when it is aborted and refuses fractions above 1", async () => {
    const common = { rows: Int32Array.of(1, 2), seed: 1, fitAndScore: async () => 1 };
    await expect(learningCurve({ ...common, signal: AbortSignal.abort() })).rejects.toThrow(/MODELING_ABORTED/);
    await expect(learningCurve({ ...common, fractions: [2] })).rejects.toThrow(/MODELING_SETTING_INVALID.*is 2/);
  });
});

describe("ablation", () => {
  it("puts the group whose absence hurts most first", async () => {
    const without = async (group: string): Promise<Judged> => strength(group === "history" ? 0.2 : 0.95);
    const results = await ablation({ metric: rocAuc, full: strength(1), groups: ["amount", "history"], without, seed: 1, resamples: 100 });
    expect(results.map(({ group }) => group)).toEqual(["history", "amount"]);
    expect(results[0]?.change.high).toBeLessThan(0);
  });
});
