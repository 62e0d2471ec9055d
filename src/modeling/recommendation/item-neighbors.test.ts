import { describe, expect, it } from "vitest";
import type { FinderExamples } from "../finding/finder.ts";
import { ease } from "./ease.ts";
import { frequencyRecency } from "./frequency-recency.ts";
import { implicitLeastSquares } from "./implicit-least-squares.ts";
import { itemNeighbors } from "./item-neighbors.ts";
import { itemTransitions } from "./item-transitions.ts";

/** Three askers over four items: 0 1, 0 1 2, 3. */
const few: FinderExamples = {
  catalogue: { ids: ["a", "b", "c", "d"] },
  askers: { ids: ["x", "y", "z"] },
  events: { askers: Int32Array.of(0, 0, 1, 1, 1, 2), items: Int32Array.of(0, 1, 0, 1, 2, 3) },
};
const all = Int32Array.of(0, 1, 2, 3);
const history = (...items: number[]): { asker: number; history: Int32Array } => ({ asker: -1, history: Int32Array.from(items) });

describe("itemNeighbors", () => {
  it("scores by cosine of askers, shrunk", async () => {
    const model = await itemNeighbors({ shrinkage: 0 }).fit(few, { seed: 1 });
    const scores = model.score(history(0), all);
    expect([...scores].map((score) => score.toFixed(6))).toEqual(["0.000000", "1.000000", (1 / Math.sqrt(2)).toFixed(6), "0.000000"]);
    const shrunk = await itemNeighbors({ shrinkage: 2 }).fit(few, { seed: 1 });
    expect(shrunk.score(history(0), all)[1]).toBeCloseTo(2 / 4, 6);
  });

  it("lets the last item of a history count most", async () => {
    const model = await itemNeighbors({ shrinkage: 0, decay: 0.5 }).fit(few, { seed: 1 });
    expect(model.score(history(0, 1), all)[2]).toBeCloseTo(1.5 / Math.sqrt(2), 6);
  });

  it("says which items speak for an answer", async () => {
    const model = await itemNeighbors().fit(few, { seed: 1 });
    expect(model.explain?.(history(0, 3), 2)).toEqual({ sentence: expect.any(String), because: [0] });
  });

  it("refuses settings outside their range", () => {
    expect(() => itemNeighbors({ decay: 0 })).toThrow("MODELING_SETTING_INVALID");
    expect(() => itemNeighbors({ neighbors: 0 })).toThrow("MODELING_SETTING_INVALID");
  });
});

describe("itemTransitions", () => {
  it("counts what came after, nearer steps more, per event of the item before", async () => {
    const model = await itemTransitions().fit(few, { seed: 1 });
    expect([...model.score(history(0), all)]).toEqual([0, 1, Math.fround(0.5 / 2), 0]);
    expect([...model.score(history(1), all)]).toEqual([0, 0, 0.5, 0]);
  });
});

describe("frequencyRecency", () => {
  it("gives shares of the next event that add up to 1", async () => {
    const model = await frequencyRecency({ decay: 0.5 }).fit(few, { seed: 1 });
    const scores = model.score(history(3, 2), all);
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 12);
    expect(scores[2]).toBeCloseTo((1 + 1 / 6) / 2.5, 12);
  });
});

describe("ease", () => {
  it("equals the closed form, computed by hand for three items", async () => {
    // X = [[1,1,0],[1,1,1],[0,0,1]], λ = 1: P = inverse of [[3,2,1],[2,3,1],[1,1,3]] = [[8,-5,-1],[-5,8,-1],[-1,-1,5]] / 13.
    const three: FinderExamples = {
      catalogue: { ids: ["a", "b", "c"] },
      askers: { ids: ["x", "y", "z"] },
      events: { askers: Int32Array.of(0, 0, 1, 1, 1, 2), items: Int32Array.of(0, 1, 0, 1, 2, 2) },
    };
    const model = await ease({ penalty: 1 }).fit(three, { seed: 1 });
    const scores = [...model.score(history(0), Int32Array.of(0, 1, 2))];
    for (const [item, expected] of [0, 5 / 8, 1 / 5].entries()) expect(scores[item]).toBeCloseTo(expected, 3);
    expect(model.score(history(2), Int32Array.of(0))[0]).toBeCloseTo(1 / 8, 3);
  });
});

describe("implicitLeastSquares", () => {
  it("reconstructs what was chosen better than what was not", async () => {
    const model = await implicitLeastSquares({ factors: 2, iterations: 20 }).fit(few, { seed: 1 });
    const [a = 0, b = 0, , d = 0] = model.score(history(0, 1), all);
    expect(Math.min(a, b)).toBeGreaterThan(0.8);
    expect(d).toBeLessThan(0.2);
  });
});
