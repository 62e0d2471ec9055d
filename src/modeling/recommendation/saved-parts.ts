import { MillwrightError } from "../../errors/index.ts";
import type { SavedFinder } from "../finding/finder.ts";

type Tensor = SavedFinder["tensors"][string];

/** @throws MODELING_FINDER_INVALID, always. */
export function damagedFinder({ kind }: SavedFinder, problem: string): never {
  throw new MillwrightError(
    "MODELING_FINDER_INVALID",
    `a saved finder "${kind}" ${problem}.`,
    "Save it again; the file is cut or damaged.",
  );
}

/** A tensor of a saved finder. @param length - that it must have. @throws MODELING_FINDER_INVALID */
export function savedNumbers<Numbers extends Tensor>(
  saved: SavedFinder,
  name: string,
  type: { readonly name: string; new (length: number): Numbers },
  length?: number,
): Numbers {
  const tensor = saved.tensors[name];
  if (!(tensor instanceof type)) damagedFinder(saved, `has no ${type.name} "${name}"`);
  if (length !== undefined && tensor.length !== length)
    damagedFinder(saved, `holds ${tensor.length} numbers of "${name}" where ${length} belong`);
  return tensor;
}

/** Starts of rows: ascending from 0 to the number of elements, which all lie in [0, size). @throws MODELING_FINDER_INVALID */
export function checkSavedRows(saved: SavedFinder, starts: Int32Array, codes: Int32Array, size: number): void {
  const rising = starts.every((start, row) => (row === 0 ? start === 0 : start >= (starts[row - 1] ?? 0)));
  if (!rising || starts.at(-1) !== codes.length) damagedFinder(saved, "has rows that do not follow each other");
  if (!codes.every((code) => code >= 0 && code < size)) damagedFinder(saved, `names items outside its ${size}`);
}

/** A number among the settings of a saved finder. @throws MODELING_FINDER_INVALID */
export function savedNumber(saved: SavedFinder, name: string): number {
  const value = saved.settings[name];
  if (typeof value !== "number" || !Number.isFinite(value)) damagedFinder(saved, `has no setting "${name}"`);
  return value;
}

/** A list of names among the settings of a saved finder. @throws MODELING_FINDER_INVALID */
export function savedNames(saved: SavedFinder, name: string): string[] {
  const value = saved.settings[name];
  if (!Array.isArray(value) || !value.every((one) => typeof one === "string")) damagedFinder(saved, `has no names "${name}"`);
  return value;
}

/** Numbers among the settings of a saved finder. @throws MODELING_FINDER_INVALID */
export function savedNumberList(saved: SavedFinder, name: string, length: number): number[] {
  const value = saved.settings[name];
  const fits = Array.isArray(value) && value.length === length && value.every((one) => typeof one === "number" && Number.isFinite(one));
  if (!fits) damagedFinder(saved, `has no ${length} numbers "${name}"`);
  return value;
}

/** What is known of the finders that a saved finder is made of. @throws MODELING_FINDER_INVALID */
export function savedMembers(saved: SavedFinder): Pick<SavedFinder, "kind" | "settings">[] {
  const members: unknown = saved.settings["members"];
  if (!Array.isArray(members)) damagedFinder(saved, "has no members");
  return members.map((member: { readonly kind?: unknown; readonly settings?: unknown }) => {
    const { kind, settings } = member ?? {};
    if (typeof kind !== "string" || typeof settings !== "object" || settings === null)
      damagedFinder(saved, "has a member without kind or settings");
    return { kind, settings: settings as Readonly<Record<string, unknown>> };
  });
}
