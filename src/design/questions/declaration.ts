import type { Candidate } from "../../modeling/index.ts";
import { type DeclaredSystem, isCatalogueSystem } from "../../system/index.ts";
import { formatNumber } from "../format-number.ts";
import { oneLine } from "../one-line.ts";
import type { LadderEntry, RunReport } from "../run-report.ts";

/** What a row's declaration says of one column, for people. */
interface DeclaredColumn {
  readonly name: string;
  readonly kind?: string;
  readonly unit?: string;
  readonly description?: string;
  readonly personal?: "drop" | "pseudonymise";
}

interface Described {
  meta(): Readonly<Record<string, unknown>> | undefined;
  unwrap?(): Described;
}

/** The declared columns with their notes. Only what the column helpers wrote is read, so that no reader has to be loaded. */
export function declaredColumns(system: DeclaredSystem): DeclaredColumn[] {
  return Object.entries(system.row.shape as unknown as Readonly<Record<string, Described>>).map(([name, field]) => ({
    name,
    ...(notesOf(field) as Omit<DeclaredColumn, "name">),
  }));
}

function notesOf(field: Described): Readonly<Record<string, unknown>> {
  return { ...(field.unwrap === undefined ? {} : notesOf(field.unwrap())), ...field.meta() };
}

/** The declaration of the candidate that was chosen; undefined for rules and constant answers. */
export function chosenCandidate(system: DeclaredSystem, report: RunReport): Candidate | undefined {
  return isCatalogueSystem(system) ? undefined : system.modeling.candidates.find((candidate) => candidate.name === report.chosen);
}

/** The chosen line of the ladder. */
export function chosenEntry(report: RunReport): LadderEntry | undefined {
  return report.ladder.find((entry) => entry.candidate === report.chosen);
}

/** "a, b and c"; long lists end with how many more there are. */
export function listed(names: readonly string[], most: number = 12): string {
  const clean = names.map((name) => oneLine(name));
  if (clean.length > most) return `${clean.slice(0, most).join(", ")} and ${clean.length - most} more`;
  if (clean.length < 2) return clean.join("");
  return `${clean.slice(0, -1).join(", ")} and ${clean.at(-1)}`;
}

/** Settings in words: "penalty l2, strength 1". */
export function settingsText(settings: Readonly<Record<string, unknown>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${oneLine(name)} ${typeof value === "number" ? plainNumber(value) : oneLine(value)}`)
    .join(", ");
}

function plainNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? formatNumber(value, 0) : oneLine(Number(value.toPrecision(4)));
}

/** "1 row", "2 rows". */
export function plural(count: string, one: string, many: string = `${one}s`): string {
  return `${count} ${count === "1" ? one : many}`;
}
