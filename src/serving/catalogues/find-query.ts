import { didYouMean, MillwrightError } from "../../errors/index.ts";
import { type CheckedRow, compileRowCheck } from "../model/row-check.ts";
import type { Manifest } from "../package/manifest.ts";
import { checkFilter, type ItemFilter } from "./item-filter.ts";

/** What a caller asks for. */
export interface FindQuery {
  /** Columns of the signature: who asks (null for a stranger), and the context. */
  readonly row: CheckedRow;
  /** Ids of items that stand in for the known history, oldest first. */
  readonly history?: readonly string[];
  readonly k: number;
  /** False for the same list that a stranger would get. */
  readonly personalise: boolean;
  /** False leaves reasons out, which saves their time. */
  readonly explain: boolean;
  readonly where: ItemFilter;
  /** Ids of items that are not wanted. */
  readonly exclude: readonly string[];
}

/** Fields of a request that are no columns. */
export const queryFields: readonly string[] = ["history", "k", "personalise", "explain", "where", "exclude"];

/** Longest list of ids in a request. */
const mostIds = 10_000;

function invalid(problem: string, fix: string): MillwrightError {
  return new MillwrightError("SERVING_ROW_INVALID", problem, fix);
}

function idsOf(value: unknown, name: string, where: string): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.length <= mostIds && value.every((id) => typeof id === "string")) return value;
  throw invalid(`${where}: "${name}" is not a list of at most ${mostIds} ids.`, `Send "${name}": ["<id>", …].`);
}

function flagOf(value: unknown, name: string, where: string): boolean {
  if (value === undefined || typeof value === "boolean") return value ?? true;
  throw invalid(`${where}: "${name}" is not true or false.`, `Send "${name}": false, or leave it out.`);
}

function lengthOf(value: unknown, usual: number, most: number, where: string): number {
  if (value === undefined) return usual;
  if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw invalid(`${where}: "k" is ${JSON.stringify(value) ?? String(value)}.`, `Send a whole number from 1 to ${most}.`);
}

/** A text of a request that says nothing: there is nothing to find by it. */
function checkTexts(row: CheckedRow, manifest: Manifest, where: string): void {
  const blank = manifest.signature.columns.find(
    ({ name, kind }) => kind === "text" && name !== manifest.finder?.asker && typeof row[name] === "string" && row[name].trim() === "",
  );
  if (blank !== undefined) throw invalid(`${where}: "${blank.name}" is empty.`, "Send at least one word.");
}

/**
 * Makes the check of a finder's requests.
 * @throws (from the check) SERVING_ROW_INVALID
 */
export function compileQueryCheck(manifest: Manifest): (value: unknown, where: string) => FindQuery {
  const { finder, signature } = manifest;
  if (finder === undefined) throw new MillwrightError("PACKAGE_UNKNOWN_FORMAT", "the package is no finder.", "Open it with loadModel.");
  const checkRow = compileRowCheck(signature.columns);
  const known = [...signature.columns.map(({ name }) => name), ...queryFields];
  return (value, where) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw invalid(`${where} is not an object.`, `Send an object with ${known.slice(0, 20).join(", ")}.`);
    }
    const fields = value as Readonly<Record<string, unknown>>;
    const stranger = Object.keys(fields).find((name) => !known.includes(name));
    if (stranger !== undefined) throw invalid(`${where}: field "${stranger.slice(0, 80)}" is not known.`, didYouMean(stranger, known));
    const row = checkRow(Object.fromEntries(Object.entries(fields).filter(([name]) => !queryFields.includes(name))), where);
    checkTexts(row, manifest, where);
    const history = idsOf(fields["history"], "history", where);
    return {
      row,
      ...(history === undefined ? {} : { history }),
      k: lengthOf(fields["k"], finder.k, 1000, where),
      personalise: flagOf(fields["personalise"], "personalise", where),
      explain: flagOf(fields["explain"], "explain", where),
      where: checkFilter(fields["where"], finder.catalogue, where),
      exclude: idsOf(fields["exclude"], "exclude", where) ?? [],
    };
  };
}
