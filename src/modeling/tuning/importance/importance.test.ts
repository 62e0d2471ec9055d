import { describe, expect, it } from "vitest";
import { random } from "../../../kernels/index.ts";
import { integerRange, numberRange, oneOf, onlyWhen } from "../spaces/parameters.ts";
import { type ParameterValues, type SearchSpace, searchSpace } from "../spaces/search-space.ts";
import { decodePoint, unitCube } from "../spaces/unit-cube.ts";
import type { Trial } from "../trial.ts";
import { fanova } from "./fanova.ts";
import { pedAnova } from "./ped-anova.ts";

const space = searchSpace({ a: numberRange(-1, 1), b: numberRange(-1, 1), c: oneOf(["x", "y", "z"]), d: integerRange(0, 9) });

function drawn(count: number, loss: (values: ParameterValues) => number, from: SearchSpace = space): Trial[] {
  const stream = random(6);
  const cube = unitCube(from);
  return Array.from({ length: count }, (_, number) => {
    const parameters = decodePoint(
      cube,
      Float64Array.from(cube.dimensions, () => stream.next()),
    );
    return { number, state: "complete", parameters, values: [loss(parameters)], intermediate: [], constraints: [] };
  });
}

describe("fANOVA", () => {
  it("splits a sum by the variances of its terms", () => {
    // Variances over the cube: 9/3 of 3a, 1/3 of b, and 2/3 of the category's −1, 0, 1.
    const trials = drawn(600, ({ a, b, c }) => 3 * Number(a) + Number(b) + "xyz".indexOf(String(c)) - 1);
    const { parameters, interactions, marginal } = fanova(space, ["minimize"], trials, { seed: 1 });
    expect(parameters.map(({ name }) => name)).toEqual(["a", "c", "b", "d"]);
    const shares = new Map(parameters.map(({ name, importance }) => [name, importance]));
    expect(Math.abs((shares.get("a") ?? 0) - 0.75)).toBeLessThan(0.06);
    expect(Math.abs((shares.get("c") ?? 0) - 1 / 6)).toBeLessThan(0.05);
    expect(shares.get("d")).toBeLessThan(0.01);
    expect(interactions()[0]?.importance).toBeLessThan(0.05);
    const curve = marginal("a", 11);
    expect(curve.values[10]).toBe(1);
    expect((curve.mean[10] ?? 0) - (curve.mean[0] ?? 0)).toBeCloseTo(6, -0.5);
    expect(marginal("c").mean).toHaveLength(3);
  });

  it("finds a product as an interaction alone", () => {
    const trials = drawn(800, ({ a, b }) => Number(a) * Number(b));
    const { parameters, interactions } = fanova(space, ["maximize"], trials, { seed: 1 });
    expect(parameters[0]?.importance).toBeLessThan(0.15);
    const [first] = interactions();
    expect(first?.names).toEqual(["a", "b"]);
    expect(first?.importance).toBeGreaterThan(0.6);
  });

  it("gives every parameter 0 where nothing differs or nothing was measured", () => {
    for (const trials of [drawn(50, () => 1), []]) {
      const { parameters, interactions } = fanova(space, ["minimize"], trials);
      expect(parameters.every(({ importance }) => importance === 0)).toBe(true);
      expect(interactions().every(({ importance }) => importance === 0)).toBe(true);
    }
  });
});

describe("PED-ANOVA", () => {
  it("puts the parameter first that the best trials agree on", () => {
    const trials = drawn(400, ({ a, d }) => Math.abs(Number(a) - 0.3) + 0.02 * Number(d));
    const shares = pedAnova(space, ["minimize"], trials);
    expect(shares[0]?.name).toBe("a");
    expect(shares.reduce((sum, { importance }) => sum + importance, 0)).toBeCloseTo(1, 12);
  });

  it("agrees with Optuna on the same trials", () => {
    // optuna 5.0.0: get_param_importances(study, evaluator=PedAnovaImportanceEvaluator()) on the trials of this formula;
    // scripts: bench/peers/tuning.py, question "importance".
    const golden = searchSpace({
      a: numberRange(0, 1),
      b: numberRange(1e-3, 10, { scale: "log" }),
      c: integerRange(0, 20),
      d: oneOf(["x", "y"]),
    });
    const trials = Array.from({ length: 60 }, (_, i): Trial => {
      const parameters = {
        a: ((i * 7) % 60) / 61,
        b: 10 ** ((((i * 11) % 60) * 4) / 61 - 3),
        c: (i * 13) % 21,
        d: i % 3 === 0 ? "x" : "y",
      };
      const value = (parameters.a - 0.3) ** 2 + 0.1 * (Math.log10(parameters.b) + 1) ** 2 + 0.001 * parameters.c;
      return { number: i, state: "complete", parameters, values: [value], intermediate: [], constraints: [] };
    });
    const shares = Object.fromEntries(pedAnova(golden, ["minimize"], trials).map(({ name, importance }) => [name, importance]));
    const optuna: Record<string, number> = { a: 0.6133685, b: 0.3689372, c: 0.0173921, d: 0.0003022 };
    for (const [name, value] of Object.entries(optuna)) expect(Math.abs((shares[name] ?? 0) - value)).toBeLessThan(1e-5);
  });

  it("counts a conditional parameter by the trials that have it", () => {
    const conditional = searchSpace({ m: oneOf(["p", "q"]), k: onlyWhen({ m: "p" }, numberRange(0, 1)), e: numberRange(0, 1) });
    const trials = drawn(300, ({ m, k }) => (m === "p" ? (Number(k) - 0.5) ** 2 : 2), conditional);
    const shares = new Map(pedAnova(conditional, ["minimize"], trials).map(({ name, importance }) => [name, importance]));
    expect(shares.get("k")).toBeGreaterThan(shares.get("e") ?? 1);
    expect(shares.get("m")).toBeGreaterThan(shares.get("e") ?? 1);
  });

  it("takes the values to be maximised the other way round", () => {
    const trials = drawn(200, ({ a, b }) => Number(a) + 0.1 * Number(b) ** 2);
    const negative = trials.map((trial): Trial => ({ ...trial, values: trial.values.map((value) => -value) }));
    expect(pedAnova(space, ["maximize"], negative)).toEqual(pedAnova(space, ["minimize"], trials));
  });
});
