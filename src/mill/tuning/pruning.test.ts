import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { numeric } from "../../data/index.ts";
import { candidate, type Estimator, logisticRegression, numberRange, searchSpace } from "../../modeling/index.ts";
import { customers } from "../fixtures/churn-system.ts";
import { tunableSystem } from "../fixtures/tunable-system.ts";
import { tuneSystem } from "./tune-system.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "millwright-pruning-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rounds = 300;
/** Rounds that were learned in all trials together. */
let learned = 0;

/** Learns in rounds and tells a validation loss that falls to `floor`. */
function rounded(floor: number): Estimator {
  const inner = logisticRegression();
  return {
    ...inner,
    name: "rounded",
    settings: { floor },
    fit: async (examples, context) => {
      for (let step = 1; step <= rounds; step++) {
        learned++;
        context.onProgress?.({ step, steps: rounds, values: {}, validationLoss: floor + 1 / step });
        if (step % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
        context.signal?.throwIfAborted();
      }
      return inner.fit(examples, context);
    },
  };
}

it("a fit that falls behind on the validation rows is given up by signal, and costs less", async () => {
  const system = {
    ...tunableSystem,
    modeling: {
      ...tunableSystem.modeling,
      candidates: [
        candidate("rounded", {
          features: [numeric("months")],
          estimator: rounded(0),
          search: { space: searchSpace({ floor: numberRange(0, 1) }), estimator: ({ floor }) => rounded(floor) },
        }),
      ],
    },
  };
  const options = { source: customers(1), seed: 3, folds: 1, trials: 30, sampler: "random", exhaustive: true };
  const [whole] = await tuneSystem(system, { ...options, directory: join(folder, "whole"), pruner: "none" });
  const all = learned;
  learned = 0;
  const [hasty] = await tuneSystem(system, { ...options, directory: join(folder, "hasty") });
  expect(whole?.trials.every(({ state, reports }) => state === "complete" && reports.length === 50)).toBe(true);
  const pruned = hasty?.trials.filter(({ state }) => state === "pruned") ?? [];
  expect(pruned.length).toBeGreaterThan(10);
  expect(pruned.every(({ reason, reports }) => reason !== undefined && reports.length < 50)).toBe(true);
  expect(learned).toBeLessThan(0.7 * all);
  // What was given up had a higher floor than the best that was completed.
  const floorOf = (trial: { parameters: Readonly<Record<string, unknown>> }): number => Number(trial.parameters["floor"]);
  const best = Math.min(...(hasty?.trials.filter(({ state }) => state === "complete") ?? []).map(floorOf));
  expect(Math.min(...pruned.map(floorOf))).toBeGreaterThan(best);
});
