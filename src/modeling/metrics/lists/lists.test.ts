import { describe, expect, it } from "vitest";
import { packLists, Table } from "../../../data/index.ts";
import { random } from "../../../kernels/index.ts";
import { comparePaired } from "../../evaluation/compare-paired.ts";
import { evaluate, measure } from "../../evaluation/evaluate.ts";
import { takeJudged } from "../../evaluation/judged-rows.ts";
import type { Judged } from "../metric.ts";
import { coverageAtPrecision } from "./coverage-at-precision.ts";
import { linkAuc } from "./link-auc.ts";
import { listAveragePrecision } from "./list-average-precision.ts";
import { listCoverage } from "./list-coverage.ts";
import { listDiversity } from "./list-diversity.ts";
import { listHit } from "./list-hit.ts";
import { listNdcg } from "./list-ndcg.ts";
import { listNovelty } from "./list-novelty.ts";
import { listPopularityBias } from "./list-popularity-bias.ts";
import { listPrecision } from "./list-precision.ts";
import { listRecall } from "./list-recall.ts";
import { listReciprocalRank } from "./list-reciprocal-rank.ts";
import { chanceOfAtLeast, provenThreshold } from "./proven-threshold.ts";

/** Lists of three items of a catalogue of eight. */
function judgedLists(
  lists: readonly (readonly number[])[],
  relevant: readonly (readonly number[])[],
  more: Partial<Judged["found"]> = {},
): Judged {
  const rows = lists.length;
  const items = Int32Array.from(lists.flatMap((list) => [...list, -1, -1, -1].slice(0, 3)));
  return {
    prediction: { rows, width: 0, values: new Float64Array(0) },
    truth: Float64Array.from(relevant, (right) => right.length),
    table: new Table("questions", { question: { kind: "number", values: Float64Array.from({ length: rows }, (_, row) => row) } }),
    classes: [],
    found: {
      lists: { k: 3, items, scores: Float64Array.from(items, (item, at) => (item < 0 ? Number.NaN : 3 - (at % 3))) },
      relevant: packLists(relevant),
      askers: Int32Array.from({ length: rows }, (_, row) => row),
      popularity: Float64Array.of(0.5, 0.25, 0.125, 0.125, 0, 0, 0, 0),
      ...more,
    },
  };
}

const judged = judgedLists(
  [
    [0, 1, 2],
    [3, 0],
    [4, 5, 6],
  ],
  [[1], [3, 7], [0]],
);

describe("metrics of lists", () => {
  it("are what a hand computes", () => {
    expect(measure(listHit({ k: 1 }), judged)).toBeCloseTo(1 / 3, 12);
    expect(measure(listHit({ k: 3 }), judged)).toBeCloseTo(2 / 3, 12);
    expect(measure(listRecall({ k: 3 }), judged)).toBeCloseTo((1 + 0.5) / 3, 12);
    expect(measure(listPrecision({ k: 3 }), judged)).toBeCloseTo((1 / 3 + 1 / 3) / 3, 12);
    expect(measure(listReciprocalRank({ k: 3 }), judged)).toBeCloseTo((1 / 2 + 1) / 3, 12);
    expect(measure(listAveragePrecision({ k: 3 }), judged)).toBeCloseTo((1 / 2 + 1 / 2) / 3, 12);
    const first = 1 / Math.log2(3);
    const second = 1 / (1 + 1 / Math.log2(3));
    expect(measure(listNdcg({ k: 3 }), judged)).toBeCloseTo((first + second) / 3, 12);
    expect(measure(listCoverage({ k: 3 }), judged)).toBeCloseTo(7 / 8, 12);
    expect(measure(listNovelty({ k: 1 }), judged)).toBeCloseTo((1 + 3 + Math.log2(1e6)) / 3, 6);
    expect(measure(listPopularityBias({ k: 1 }), judged)).toBeCloseTo((0.5 + 0.125 + 0) / (0.25 + 0.0625 + 0.5), 12);
  });

  it("count grades, and divide by the best order of them", () => {
    const graded = judgedLists([[2, 1]], [[1, 2]], { grades: Float64Array.of(3, 1) });
    expect(measure(listNdcg({ k: 3 }), graded)).toBeCloseTo((1 + 3 / Math.log2(3)) / (3 + 1 / Math.log2(3)), 12);
  });

  it("take likeness from the catalogue, and are undefined where nothing is known of it", () => {
    const alike = judgedLists([[0, 1, 2]], [[1]], { likeness: (one, other) => (one + other === 1 ? 1 : 0) });
    expect(measure(listDiversity({ k: 3 }), alike)).toBeCloseTo(2 / 3, 12);
    expect(measure(listDiversity({ k: 3 }), judged)).toBeNaN();
  });

  it("draw all questions of an asker together", () => {
    const twice = (askers: readonly number[]): Judged =>
      judgedLists(
        Array.from({ length: 40 }, (_, row) => [row < 20 ? 0 : 1]),
        Array.from({ length: 40 }, () => [0]),
        { askers: Int32Array.from(askers) },
      );
    const width = (one: Judged): number => {
      const { low = 0, high = 0 } = evaluate([listHit({ k: 1 })], one, { seed: 1 })["hit_at_1"] ?? {};
      return high - low;
    };
    const alone = width(twice(Array.from({ length: 40 }, (_, row) => row)));
    expect(width(twice(Array.from({ length: 40 }, (_, row) => Math.floor(row / 10))))).toBeGreaterThan(1.5 * alone);
  });

  it("compare two finders on the same questions, and follow their rows", () => {
    const other = judgedLists([[1], [3], [0]], [[1], [3, 7], [0]]);
    expect(comparePaired(listHit({ k: 3 }), other, judged, { seed: 1 }).value).toBeCloseTo(1 / 3, 12);
    expect(measure(listRecall({ k: 3 }), takeJudged(judged, Int32Array.of(1)))).toBe(0.5);
  });
});

describe("coverageAtPrecision", () => {
  const confident = (scores: readonly number[], right: readonly boolean[]): Judged =>
    judgedLists(
      right.map((hit) => [hit ? 0 : 1]),
      right.map(() => [0]),
      { lists: { k: 1, items: Int32Array.from(right, (hit) => (hit ? 0 : 1)), scores: Float64Array.from(scores) } },
    );

  it("answers the most confident first, as far as enough of them are right", () => {
    expect(measure(coverageAtPrecision({ precision: 0.75 }), confident([5, 4, 3, 2, 1], [true, true, false, true, false]))).toBeCloseTo(
      0.8,
      12,
    );
    expect(measure(coverageAtPrecision({ precision: 0.9 }), confident([5, 4, 3, 2, 1], [true, true, false, true, false]))).toBeCloseTo(
      0.4,
      12,
    );
    expect(measure(coverageAtPrecision({ precision: 0.9 }), confident([5, 4], [false, true]))).toBe(0);
  });

  it("answers questions of equal confidence together", () => {
    expect(measure(coverageAtPrecision({ precision: 1 }), confident([5, 5], [true, false]))).toBe(0);
  });
});

describe("a proven threshold", () => {
  /** Lists of one item each. */
  function firstItems(scores: ArrayLike<number>, right: ArrayLike<boolean>): Judged {
    const rows = scores.length;
    const base = judgedLists(
      Array.from({ length: rows }, () => [0]),
      Array.from({ length: rows }, (_, row) => [right[row] === true ? 0 : 1]),
    );
    const items = new Int32Array(rows);
    const found = base.found === undefined ? {} : { found: { ...base.found, lists: { k: 1, items, scores: Float64Array.from(scores) } } };
    return { ...base, ...found };
  }
  const goal = { precision: 0.9, risk: 0.05 };

  it("stands on an exact test", () => {
    expect(chanceOfAtLeast(2, 2, 0.9)).toBeCloseTo(0.81, 12);
    expect(chanceOfAtLeast(0, 5, 0.9)).toBeCloseTo(1, 12);
    expect(chanceOfAtLeast(3, 4, 0.5)).toBeCloseTo(5 / 16, 12);
  });

  it("is the score above which answers are right, and shows nothing where they are not", () => {
    const scores = Float64Array.from({ length: 2000 }, (_, i) => 1 - i / 2000);
    const right = Array.from(scores, (value, i) => (value > 0.5 ? i % 50 !== 0 : i % 2 === 0));
    const threshold = provenThreshold(firstItems(scores, right), goal);
    expect(threshold).toBeGreaterThan(0.38);
    expect(threshold).toBeLessThan(0.55);
    const bad = firstItems(
      scores,
      right.map((_, i) => i % 10 < 8),
    );
    expect(provenThreshold(bad, goal)).toBe(Number.MAX_VALUE);
    expect(provenThreshold(firstItems([0.9, 0.9, 0.9], [true, true, true]), goal)).toBe(Number.MAX_VALUE);
  });

  it("lets a luckless score pass in no more than the risk of cases", () => {
    const draw = random(4);
    let wrong = 0;
    for (let world = 0; world < 200; world++) {
      const right = Array.from({ length: 400 }, () => draw.next() < 0.88);
      const scores = Array.from(right, () => draw.next());
      if (provenThreshold(firstItems(scores, right), goal) < Number.MAX_VALUE) wrong++;
    }
    expect(wrong / 200).toBeLessThan(0.06);
  });
});

describe("the area under the curve of links", () => {
  const pairs = { right: Float64Array.of(1, 2, 0), won: Float64Array.of(0.5, 1.5, 0) };
  const nothing = { right: new Float64Array(3), won: new Float64Array(3) };
  const scored: Judged = {
    ...judged,
    ...(judged.found === undefined ? {} : { found: { ...judged.found, pairs: { uniform: pairs, degree_matched: nothing } } }),
  };

  it("is the mean over right items, and undefined where none was compared", () => {
    expect(measure(linkAuc({ negatives: "uniform" }), scored)).toBeCloseTo(2 / 3, 12);
    expect(measure(linkAuc({ negatives: "uniform" }), takeJudged(scored, Int32Array.of(1)))).toBeCloseTo(0.75, 12);
    expect(measure(linkAuc({ negatives: "degree_matched" }), scored)).toBeNaN();
  });

  it("needs pairs", () => {
    expect(() => measure(linkAuc({ negatives: "uniform" }), judged)).toThrow(/MODELING_TASK_WRONG.*without scored pairs/);
  });
});
