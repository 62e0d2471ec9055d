import { random } from "../../src/kernels/index.ts";
import {
  integerRange,
  numberRange,
  oneOf,
  onlyWhen,
  type Parameter,
  type ParameterValues,
  type SearchSpace,
  searchSpace,
} from "../../src/modeling/index.ts";
import { type ShapeName, testFunction } from "./functions.ts";
import { tableTasks } from "./tables.ts";

/** What a study of the bench minimises. */
export interface Task {
  readonly name: string;
  readonly kind: "synthetic" | "mixed" | "conditional" | "noisy" | "real";
  readonly space: SearchSpace;
  /** Made anew for each seed, which moves and turns it. `regret` is how far values are above the best possible, without noise. */
  instance(seed: number): { readonly regret: (values: ParameterValues) => number; readonly noise: number };
}

const numbers = (d: number): Record<string, Parameter> =>
  Object.fromEntries(Array.from({ length: d }, (_, j) => [`x${j}`, numberRange(-5, 5)]));

function synthetic(shape: ShapeName, d: number, turned: boolean, noise = 0): Task {
  return {
    name: `${turned ? "turned " : ""}${shape} ${d}D${noise > 0 ? ", noisy" : ""}`,
    kind: noise > 0 ? "noisy" : "synthetic",
    space: searchSpace(numbers(d)),
    instance: (seed) => {
      const value = testFunction(shape, d, seed, turned);
      const x = new Float64Array(d);
      return {
        noise,
        regret: (values) => {
          for (let j = 0; j < d; j++) x[j] = Number(values[`x${j}`]);
          return value(x);
        },
      };
    },
  };
}

/** Numbers, whole numbers of which only some are near the optimum, and categories that shift the function by a bowl of their own. */
function mixed(shape: ShapeName, reals: number, integers: number, categories: number, noise = 0): Task {
  const d = reals + integers;
  const parameters: Record<string, Parameter> = numbers(reals);
  for (let j = reals; j < d; j++) parameters[`x${j}`] = integerRange(0, 10);
  for (let c = 0; c < categories; c++) parameters[`c${c}`] = oneOf(["a", "b", "c", "d"]);
  return {
    name: `mixed ${shape} ${reals} + ${integers} whole + ${categories} categories${noise > 0 ? ", noisy" : ""}`,
    kind: noise > 0 ? "noisy" : "mixed",
    space: searchSpace(parameters),
    instance: (seed) => {
      const value = testFunction(shape, d, seed, false);
      const stream = random(seed).fork("categories");
      // The four choices cost 0, 1, 2 and 3 units, in an order of the instance.
      const costs = Array.from({ length: categories }, () => stream.shuffle([0, 1, 2, 3]));
      const x = new Float64Array(d);
      // The least over the whole numbers: the shapes used are separable, so each is found alone.
      const at = (values: ParameterValues): number => {
        for (let j = 0; j < d; j++) x[j] = j < reals ? Number(values[`x${j}`]) : Number(values[`x${j}`]) - 5;
        let total = value(x);
        for (const [c, cost] of costs.entries()) total += 3 * (cost["abcd".indexOf(String(values[`c${c}`]))] ?? 0);
        return total;
      };
      const least = leastOfSeparable(shape, d, reals, seed);
      return { noise, regret: (values) => at(values) - least };
    },
  };
}

/** Minimum of a separable function where some coordinates are whole: the continuous ones reach 0, each whole one is tried. */
function leastOfSeparable(shape: ShapeName, d: number, reals: number, seed: number): number {
  const value = testFunction(shape, d, seed, false);
  const optimum = random(seed).fork(`${shape} ${d}`);
  const x = Float64Array.from({ length: d }, () => 8 * optimum.next() - 4);
  for (let j = reals; j < d; j++) {
    const tried = Array.from({ length: 11 }, (_, level) => {
      x[j] = level - 5;
      return value(x);
    });
    x[j] = tried.indexOf(Math.min(...tried)) - 5;
  }
  return value(x);
}

/** A choice of three methods, each with parameters of its own on its own scale. */
function methods(): Task {
  const space = searchSpace({
    method: oneOf(["linear", "trees", "net"]),
    penalty: onlyWhen({ method: "linear" }, numberRange(1e-5, 1e3, { scale: "log" })),
    mixture: onlyWhen({ method: "linear" }, numberRange(0, 1)),
    depth: onlyWhen({ method: "trees" }, integerRange(1, 12)),
    treeRate: onlyWhen({ method: "trees" }, numberRange(0.005, 0.5, { scale: "log" })),
    share: onlyWhen({ method: "trees" }, numberRange(0.2, 1)),
    netRate: onlyWhen({ method: "net" }, numberRange(1e-5, 1e-1, { scale: "log" })),
    width: onlyWhen({ method: "net" }, integerRange(4, 512, { scale: "log" })),
    dropout: onlyWhen({ method: "net" }, numberRange(0, 0.8)),
  });
  return {
    name: "choice of three methods",
    kind: "conditional",
    space,
    instance: (seed) => {
      const stream = random(seed).fork("methods");
      const [a = 0, b = 0, c = 0] = Array.from({ length: 3 }, () => stream.next());
      const floors = stream.shuffle([0, 0.1, 0.25]);
      const regret = (values: ParameterValues): number => {
        const of = (name: string): number => Number(values[name]);
        if (values["method"] === "linear") {
          return (floors[0] ?? 0) + 0.05 * (Math.log10(of("penalty")) - (6 * a - 4)) ** 2 + 0.3 * (of("mixture") - b) ** 2;
        }
        const depth = 3 + Math.round(6 * c);
        if (values["method"] === "trees") {
          // A lower rate wants deeper trees.
          const rate = Math.log10(of("treeRate")) + 0.05 * (of("depth") - depth);
          return (
            (floors[1] ?? 0) +
            0.02 * (of("depth") - depth) ** 2 +
            0.8 * (rate + 0.6 + 1.2 * a) ** 2 +
            0.4 * (of("share") - 0.3 - 0.6 * b) ** 2
          );
        }
        const width = 3 + 5 * b;
        const rate = Math.log10(of("netRate")) + 0.2 * (Math.log2(of("width")) - width);
        return (
          (floors[2] ?? 0) +
          0.5 * (rate + 4 - 2 * a) ** 2 +
          0.01 * (Math.log2(of("width")) - width) ** 2 +
          0.6 * (of("dropout") - 0.6 * c) ** 2
        );
      };
      return { noise: 0, regret };
    },
  };
}

/** One to four layers, each with a width and a dropout of its own. */
function layers(): Task {
  const parameters: Record<string, Parameter> = {
    rate: numberRange(1e-5, 1e-1, { scale: "log" }),
    activation: oneOf(["relu", "tanh", "gelu"]),
    layers: integerRange(1, 4),
  };
  for (let k = 1; k <= 4; k++) {
    const deep = { layers: [1, 2, 3, 4].filter((count) => count >= k) };
    parameters[`width${k}`] = k === 1 ? integerRange(8, 512, { scale: "log" }) : onlyWhen(deep, integerRange(8, 512, { scale: "log" }));
    parameters[`dropout${k}`] = k === 1 ? numberRange(0, 0.8) : onlyWhen(deep, numberRange(0, 0.8));
  }
  return {
    name: "net of one to four layers",
    kind: "conditional",
    space: searchSpace(parameters),
    instance: (seed) => {
      const stream = random(seed).fork("layers");
      const best = 2 + stream.integer(2);
      const targets = Array.from({ length: 4 }, () => ({ width: 4 + 4 * stream.next(), dropout: 0.7 * stream.next() }));
      const rate = -3.5 + 2 * stream.next();
      const costs = stream.shuffle([0, 0.05, 0.1]);
      const regret = (values: ParameterValues): number => {
        const count = Number(values["layers"]);
        let total = 0.06 * Math.abs(count - best) + 0.15 * (Math.log10(Number(values["rate"])) - rate) ** 2;
        total += costs[["relu", "tanh", "gelu"].indexOf(String(values["activation"]))] ?? 0;
        for (const [k, target] of targets.slice(0, count).entries()) {
          const width = Math.log2(Number(values[`width${k + 1}`]));
          total += (0.02 * (width - target.width) ** 2 + 0.3 * (Number(values[`dropout${k + 1}`]) - target.dropout) ** 2) / count;
        }
        return total;
      };
      return { noise: 0, regret };
    },
  };
}

/** Every task: 12 functions in 2 to 20 dimensions, mixed, conditional and noisy ones, and tables of measured learners. */
export function allTasks(): readonly Task[] {
  return [
    synthetic("gallagher", 2, true),
    synthetic("weierstrass", 3, true),
    synthetic("bent_cigar", 4, true),
    synthetic("rastrigin", 4, false),
    synthetic("discus", 5, true),
    synthetic("rosenbrock", 6, true),
    synthetic("sharp_ridge", 6, true),
    synthetic("schaffers", 8, true),
    synthetic("ellipsoid", 10, true),
    synthetic("griewank_rosenbrock", 10, true),
    synthetic("different_powers", 15, true),
    synthetic("sphere", 20, true),
    mixed("sphere", 3, 2, 2),
    mixed("ellipsoid", 4, 3, 1),
    mixed("rastrigin", 3, 3, 2),
    methods(),
    layers(),
    synthetic("sphere", 5, true, 5),
    synthetic("rosenbrock", 4, true, 20),
    mixed("sphere", 3, 2, 2, 2),
    ...tableTasks(),
  ];
}
