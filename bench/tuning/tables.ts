import { readFileSync } from "node:fs";
import { join } from "node:path";
import { integerRange, oneOf, onlyWhen, type Parameter, type ParameterValues, searchSpace } from "../../src/modeling/index.ts";
import type { Task } from "./tasks.ts";

/** Losses at every point of a grid, made by bench/peers/tuning_tables.py. */
export interface Table {
  readonly name: string;
  readonly metric: string;
  readonly axes: Readonly<Record<string, readonly (number | string | boolean)[]>>;
  /** Where learning curves were kept. */
  readonly steps?: readonly number[];
  /** Grid points in rows, the last axis fastest, then steps; null where learning diverged. */
  readonly values: readonly (number | null)[];
}

/** The measured tables. */
export function readTables(): readonly Table[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, "tables.json"), "utf8")) as readonly Table[];
}

/** Axes as parameters: those with an order by the number of their level, so that every library knows that neighbours are alike. */
export function parametersOf({ axes }: Table): Record<string, Parameter> {
  const parameters: Record<string, Parameter> = {};
  for (const [name, values] of Object.entries(axes)) {
    const plain = typeof values[0] === "number" ? integerRange(0, values.length - 1) : oneOf(values.map(String));
    parameters[name] = name === "momentum" ? onlyWhen({ optimiser: "sgd" }, plain) : plain;
  }
  return parameters;
}

/** Learning curve (or single value) of a grid point; a parameter that is switched off has no say. */
export function curveAt({ axes, steps, values }: Table, point: ParameterValues): readonly number[] {
  let index = 0;
  for (const [name, levels] of Object.entries(axes)) {
    const value = point[name];
    const level = typeof value === "number" ? value : levels.map(String).indexOf(String(value));
    index = index * levels.length + Math.max(0, level);
  }
  const length = steps?.length ?? 1;
  // A diverged net is as bad as a bad one: ten times the loss of a coin.
  return values.slice(index * length, (index + 1) * length).map((value) => value ?? 10);
}

function lastOf(curve: readonly number[]): number {
  return curve.at(-1) ?? Number.NaN;
}

/** Every grid as a task. */
export function tableTasks(): readonly Task[] {
  return readTables().map((table) => {
    const length = table.steps?.length ?? 1;
    const least = table.values.reduce<number>(
      (best, value, i) => (i % length === length - 1 ? Math.min(best, value ?? best) : best),
      Infinity,
    );
    return {
      name: table.name,
      kind: "real",
      space: searchSpace(parametersOf(table)),
      instance: () => ({ noise: 0, regret: (values) => lastOf(curveAt(table, values)) - least }),
    };
  });
}
