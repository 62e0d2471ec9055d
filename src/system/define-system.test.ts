import { describe, expect, it } from "vitest";
import { z } from "zod";
import { column, days, numeric, oneHot, randomSplit, simulate, timeSplit, windowCount, windowMean } from "../data/index.ts";
import { binary, candidate, integerRange, logisticRegression, regression, searchSpace } from "../modeling/index.ts";
import { atLeast, gapAtMost, onSlice } from "../setup/index.ts";
import { defineSystem } from "./define-system.ts";
import type { AnySystem } from "./system.ts";

const row = z.object({
  time: column.timestamp(),
  card: column.category(),
  amount: column.number({ minimum: 0 }),
  country: column.category().nullable(),
  fraud: column.boolean(),
});
const sample = () => simulate({ name: "nothing", rows: () => [] });
const split = timeSplit({ time: "time", validation: 0.2, test: 0.2 });
const base = { name: "shop", title: "Shop", row, setup: { goal: "None.", requirements: [] } } as const;
const learner = candidate("logistic", { features: [numeric("amount"), oneHot("country")], estimator: logisticRegression() });
const task = binary({ target: "fraud" });

/** The definition with parts replaced, without its types: what a system written in JavaScript may hold. */
function untyped(parts: { data?: object; modeling?: object; setup?: object; name?: string }): () => AnySystem {
  const definition = {
    ...base,
    ...(parts.name === undefined ? {} : { name: parts.name }),
    setup: { ...base.setup, ...parts.setup },
    data: { sample, split, ...parts.data },
    modeling: { task, candidates: [learner], ...parts.modeling },
  };
  return () => defineSystem(definition as never) as AnySystem;
}

describe("defineSystem", () => {
  it("types features, rules, costs, slices and the reply by the row and its derived columns", () => {
    const system = defineSystem({
      ...base,
      setup: { ...base.setup, costs: { currency: "EUR", falsePositive: 3, falseNegative: (one) => one.amount + one.card_count } },
      data: {
        sample,
        history: {
          card_count: windowCount({ entity: "card", time: "time", over: days(1) }),
          card_risk: windowMean({ entity: "card", time: "time", of: "fraud", over: days(7), delay: days(7) }),
        },
        split,
        slices: { country: "country", size: (one) => (one.amount > 100 ? "large" : "small") },
      },
      modeling: {
        task,
        heuristics: {
          large: (one) => (one.amount > 200 && one.card_risk > 0.1 ? 0.9 : 0.1),
          learned: { learn: (rows) => (one) => (one.amount > rows.length ? 1 : 0) },
        },
        candidates: [learner, candidate("habits", { features: [numeric("card_count")], estimator: logisticRegression() })],
      },
      serving: { reply: (one, prediction) => ({ atStake: one.amount * prediction.prediction, country: one.country ?? "unknown" }) },
    });
    expect(system.name).toBe("shop");
    expect(Object.isFrozen(system)).toBe(true);
  });

  it("does not compile with a misspelt column in a feature, rule, cost, slice, split, window, target or reply", () => {
    // biome-ignore format: each expected error stands on the line below its comment
    const misspelt = (): unknown[] => [
      // @ts-expect-error a feature
      defineSystem({ ...base, data: { sample, split }, modeling: { task, candidates: [candidate("a", { features: [numeric("amout")], estimator: logisticRegression() })] } }),
      // @ts-expect-error a rule
      defineSystem({ ...base, data: { sample, split }, modeling: { task, heuristics: { a: (one) => one.amout }, candidates: [learner] } }),
      // @ts-expect-error a cost
      defineSystem({ ...base, setup: { ...base.setup, costs: { currency: "EUR", falsePositive: 1, falseNegative: (one) => one.amout } }, data: { sample, split }, modeling: { task, candidates: [learner] } }),
      // @ts-expect-error a slice that names a column
      defineSystem({ ...base, data: { sample, split, slices: { country: "contry" } }, modeling: { task, candidates: [learner] } }),
      // @ts-expect-error a slice that is a function
      defineSystem({ ...base, data: { sample, split, slices: { country: (one) => String(one.contry) } }, modeling: { task, candidates: [learner] } }),
      // @ts-expect-error the split
      defineSystem({ ...base, data: { sample, split: timeSplit({ time: "tme", validation: 0.2, test: 0.2 }) }, modeling: { task, candidates: [learner] } }),
      // @ts-expect-error a window
      defineSystem({ ...base, data: { sample, split, history: { n: windowCount({ entity: "crd", time: "time", over: 1 }) } }, modeling: { task, candidates: [learner] } }),
      // @ts-expect-error the target
      defineSystem({ ...base, data: { sample, split }, modeling: { task: binary({ target: "frad" }), candidates: [learner] } }),
      // @ts-expect-error the reply
      defineSystem({ ...base, data: { sample, split }, modeling: { task, candidates: [learner] }, serving: { reply: (one) => ({ a: one.amout }) } }),
      // @ts-expect-error a derived column that no window makes
      defineSystem({ ...base, data: { sample, split }, modeling: { task, candidates: [candidate("a", { features: [numeric("card_count")], estimator: logisticRegression() })] } }),
    ];
    expect(misspelt).toBeTypeOf("function");
  });

  it("refuses what types cannot see, naming the place and the nearest right name", () => {
    const feature = (name: string): object => ({
      candidates: [candidate("a", { features: [numeric(name)], estimator: logisticRegression() })],
    });
    expect(untyped({ name: "Card Fraud" })).toThrow(/SYSTEM_NAME_INVALID/);
    expect(untyped({ modeling: feature("amout") })).toThrow(/SYSTEM_COLUMN_UNKNOWN.*Did you mean "amount"/);
    const searching = candidate("searching", {
      features: [oneHot("card")],
      estimator: logisticRegression(),
      search: { space: searchSpace({ least: integerRange(1, 9) }), features: ({ least }) => [oneHot("contry", { minimumCount: least })] },
    });
    expect(untyped({ modeling: { candidates: [searching] } })).toThrow(/SYSTEM_COLUMN_UNKNOWN.*searching.*Did you mean "country"/);
    expect(untyped({ modeling: feature("fraud") })).toThrow(/SYSTEM_TARGET_IN_FEATURE/);
    expect(untyped({ data: { trainingOnly: ["amount"] }, modeling: feature("amount") })).toThrow(/SYSTEM_TARGET_IN_FEATURE/);
    expect(untyped({ modeling: { candidates: [] } })).toThrow(/SYSTEM_NOTHING_TO_LEARN/);
    expect(untyped({ modeling: { candidates: [learner, learner] } })).toThrow(/SYSTEM_DUPLICATE_NAME/);
    expect(untyped({ modeling: { heuristics: { random: () => 1 } } })).toThrow(/SYSTEM_DUPLICATE_NAME/);
    expect(untyped({ data: { slices: { a: "contry" } } })).toThrow(/SYSTEM_COLUMN_UNKNOWN.*Did you mean "country"/);
  });

  it("refuses windows that would show a row its own label", () => {
    const risk = (delay: number): object => ({
      history: { risk: windowMean({ entity: "card", time: "time", of: "fraud", over: days(7), delay }) },
    });
    expect(untyped({ data: risk(0) })).toThrow(/SYSTEM_WINDOW_READS_TARGET/);
    expect(untyped({ data: risk(days(1)) })).not.toThrow();
    expect(untyped({ data: { history: { amount: windowCount({ entity: "card", time: "time", over: 1 }) } } })).toThrow(
      /SYSTEM_DUPLICATE_NAME/,
    );
  });

  it("refuses requirements on metrics or slices that it does not have, and costs without a yes/no decision", () => {
    expect(untyped({ setup: { requirements: [atLeast("roc_acu", 0.7)] } })).toThrow(/SYSTEM_REQUIREMENT_UNKNOWN.*Did you mean "roc_auc"/);
    expect(untyped({ setup: { requirements: [gapAtMost("roc_auc", { across: "region" }, 0.1)] } })).toThrow(/SYSTEM_REQUIREMENT_UNKNOWN/);
    expect(
      untyped({
        data: { slices: { country: "country" } },
        setup: { requirements: [onSlice({ by: "country", is: "NL" }, atLeast("roc_auc", 0.7))] },
      }),
    ).not.toThrow();
    const costs = { currency: "EUR", falsePositive: 1, falseNegative: 1 };
    expect(untyped({ setup: { costs, requirements: [atLeast("expected_cost", 1)] } })).not.toThrow();
    const amount = {
      task: regression({ target: "amount" }),
      candidates: [candidate("a", { features: [oneHot("card")], estimator: logisticRegression() })],
    };
    expect(untyped({ setup: { costs }, data: { split: randomSplit({ validation: 0.2, test: 0.2 }) }, modeling: amount })).toThrow(
      /SYSTEM_COSTS_NOT_BINARY/,
    );
  });
});
