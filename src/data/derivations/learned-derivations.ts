import { didYouMean, MillwrightError } from "../../errors/index.ts";
import type { Column } from "../tables/column.ts";
import type { Table } from "../tables/table.ts";
import type { Derivation, DerivationKind, DerivationState, DeriveRows } from "./derivation.ts";
import { derivationKinds } from "./derivation-kinds.ts";
import { listsOf } from "./lists.ts";

/** Columns that are derived beside the graph, by name, in the order in which they are computed. */
export type Derivations = Readonly<Record<string, Derivation>>;

/** Derivations with what they learned. */
export interface LearnedDerivations {
  /** The table with the derived columns. @throws DATA_COLUMN_MISSING, DATA_COLUMN_KIND */
  derive(table: Table): Table;
  /** What was learned, by the names that `openDerivations` looks for. */
  save(): DerivationState;
}

/** The code of a derivation. @throws DATA_DERIVATION_UNKNOWN */
export function kindOf(name: string, { kind, output }: Derivation, kinds: readonly DerivationKind[] = derivationKinds): DerivationKind {
  const found = kinds.find((each) => each.kind === kind);
  const known = found === undefined ? kinds.map((each) => each.kind) : found.outputs;
  if (found?.outputs.includes(output) === true) return found;
  throw new MillwrightError(
    "DATA_DERIVATION_UNKNOWN",
    found === undefined
      ? `the derived column "${name}" is of the kind "${kind}".`
      : `the derived column "${name}" is the output "${output}" of "${kind}".`,
    didYouMean(found === undefined ? kind : output, known),
  );
}

/** Consecutive columns that learn together and are computed together. */
interface Step {
  readonly key: string;
  readonly kind: DerivationKind;
  readonly derivation: Derivation;
  readonly names: readonly string[];
  readonly outputs: readonly string[];
}

/** Columns of equal kind, inputs and settings in one step each; a step comes when the first of its columns does. */
function stepsOf(derivations: Derivations): Step[] {
  const steps = new Map<string, { key: string; kind: DerivationKind; derivation: Derivation; names: string[]; outputs: string[] }>();
  for (const [name, derivation] of Object.entries(derivations)) {
    const identity = JSON.stringify([derivation.kind, derivation.columns, derivation.settings]);
    const step = steps.get(identity) ?? { key: name, kind: kindOf(name, derivation), derivation, names: [], outputs: [] };
    kindOf(name, derivation);
    step.names.push(name);
    step.outputs.push(derivation.output);
    steps.set(identity, step);
  }
  return [...steps.values()];
}

function deriveStep(table: Table, by: string | undefined, { names, outputs }: Step, rows: DeriveRows): Table {
  const values = rows(table, listsOf(table, by), outputs);
  const added = names.map((name, at): [string, Column] => [name, { kind: "number", values: values[at] ?? new Float64Array(table.rows) }]);
  return table.with(Object.fromEntries(added));
}

function ready(
  opened: readonly { readonly step: Step; readonly state: DerivationState; readonly rows: DeriveRows }[],
  by: string | undefined,
): LearnedDerivations {
  return {
    derive: (table) => opened.reduce((whole, { step, rows }) => deriveStep(whole, by, step, rows), table),
    save: () => {
      const named = <Value>(part: (state: DerivationState) => Readonly<Record<string, Value>>): Record<string, Value> =>
        Object.fromEntries(
          opened.flatMap(({ step, state }) => Object.entries(part(state)).map(([name, value]) => [`${step.key}.${name}`, value])),
        );
      return { arrays: named(({ arrays }) => arrays), texts: named(({ texts }) => texts) };
    },
  };
}

/**
 * Learns derived columns from the training rows.
 * @param by - the column that names each row's list; without it every row is a list of its own.
 * @throws DATA_DERIVATION_UNKNOWN, DATA_COLUMN_MISSING, DATA_COLUMN_KIND
 */
export function learnDerivations(training: Table, derivations: Derivations, by?: string): LearnedDerivations {
  let table = training;
  const opened = stepsOf(derivations).map((step) => {
    const state = step.kind.learn(table, listsOf(table, by), step.derivation);
    const rows = step.kind.open(state, step.derivation);
    table = deriveStep(table, by, step, rows);
    return { step, state, rows };
  });
  return ready(opened, by);
}

/** The derivations whose state `save` gave. @throws DATA_DERIVATION_UNKNOWN, DATA_DERIVATION_STATE_INVALID */
export function openDerivations(saved: DerivationState, derivations: Derivations, by?: string): LearnedDerivations {
  const opened = stepsOf(derivations).map((step) => {
    const prefix = `${step.key}.`;
    const own = <Value>(values: Readonly<Record<string, Value>>): Record<string, Value> =>
      Object.fromEntries(
        Object.entries(values).flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [])),
      );
    const state = { arrays: own(saved.arrays), texts: own(saved.texts) };
    return { step, state, rows: step.kind.open(state, step.derivation) };
  });
  return ready(opened, by);
}
