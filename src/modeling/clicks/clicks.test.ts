import { describe, expect, it } from "vitest";
import { random } from "../../kernels/index.ts";
import { pairwiseRegression } from "../linear/pairwise-regression.ts";
import { clickPropensities, estimateAttraction } from "./click-propensity.ts";
import { type ClickSettings, simulateClicks } from "./simulate-clicks.ts";

const places = 6;
const lists = 30;
const stream = random(4).fork("click test");
/** Two facts of each candidate: guests care for the first alone; the old order was made by the second. */
const facts = Array.from({ length: lists }, () => Array.from({ length: places }, () => [stream.normal(), stream.normal()] as const));
const attraction = facts.map((list) => ({ attraction: Float64Array.from(list, ([wanted]) => 0.6 / (1 + Math.exp(-1.5 * wanted))) }));
const oldOrder = facts.map((list) => Float64Array.from(list, ([wanted, old]) => old + 0.2 * wanted));

/** Weights of the two facts, learned from estimates of attraction. */
async function learned(settings: ClickSettings, of: "rate" | "weighted"): Promise<readonly [number, number]> {
  const impressions = simulateClicks(attraction, oldOrder, settings);
  const estimates = estimateAttraction(impressions, clickPropensities(impressions));
  const values = Float32Array.from(estimates.flatMap(({ list, candidate }) => [...(facts[list]?.[candidate] ?? [])]));
  const rows = estimates.length;
  const order = estimates.map((_, row) => row).sort((a, b) => (estimates[a]?.list ?? 0) - (estimates[b]?.list ?? 0) || a - b);
  const model = await pairwiseRegression({ penalty: 0.001 }).fit(
    {
      features: {
        rows,
        dense: { rows, columns: 2, values: Float32Array.from(order.flatMap((row) => [values[2 * row] ?? 0, values[2 * row + 1] ?? 0])) },
      },
      truth: Float64Array.from(order, (row) => estimates[row]?.[of] ?? 0),
      group: Int32Array.from(order, (row) => estimates[row]?.list ?? 0),
    },
    { task: { kind: "ranking", classes: 0, gain: "linear" }, seed: 1 },
  );
  const [wanted = 0, old = 0] = model.coefficients.dense?.weight ?? [];
  return [wanted, old];
}

describe("clicks with position bias", () => {
  const settings = { bias: 1, sessions: 4000, swaps: 0.3, seed: 2 };

  it("find the propensity of each place from swapped neighbours", () => {
    const propensity = clickPropensities(simulateClicks(attraction, oldOrder, settings));
    propensity.forEach((value, at) => {
      expect(Math.abs(value - 1 / (at + 1))).toBeLessThan(0.15 / (at + 1));
    });
  });

  it("teach the old order where they are taken as they are, and the true one where they are weighted by inverse propensity", async () => {
    const [naiveWanted, naiveOld] = await learned(settings, "rate");
    const [wanted, old] = await learned(settings, "weighted");
    expect(naiveOld / naiveWanted).toBeGreaterThan(0.5);
    expect(Math.abs(old / wanted)).toBeLessThan(0.1);
  });

  it("need no weights where every place is seen", async () => {
    const [wanted, old] = await learned({ ...settings, bias: 0 }, "rate");
    expect(Math.abs(old / wanted)).toBeLessThan(0.1);
  });

  it("say so where no swap tells how often a place is seen", () => {
    expect(() => clickPropensities(simulateClicks(attraction, oldOrder, { ...settings, swaps: 0 }))).toThrow(/MODELING_TOO_FEW_ROWS/);
  });
});
