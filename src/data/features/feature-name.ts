import { MillwrightError } from "../../errors/index.ts";
import type { Feature } from "./feature.ts";

/** What every feature takes. */
export interface CommonSettings {
  /** Features of one group are left out together when the ablation measures what each is worth; the feature's own name unless told. */
  readonly group?: string;
}

/** "one_hot(zipcode)"; long lists of columns are cut. */
export function featureName(kind: string, columns: readonly string[]): string {
  const shown = columns.length > 3 ? [...columns.slice(0, 2), `${columns.length - 2} more`] : columns;
  return `${kind}(${shown.join(", ")})`;
}

/** The parts of a feature that follow from its kind and its columns. */
export function featureHead<Column extends string>(
  kind: string,
  columns: readonly Column[],
  settings: CommonSettings,
): Omit<Feature<Column>, "fit"> {
  const name = featureName(kind, columns);
  return { name, kind, columns, group: settings.group ?? name, settings };
}

/** @throws DATA_FEATURE_SETTING unless the condition holds. */
export function requireSetting(condition: boolean, name: string, problem: string, fix: string): void {
  if (!condition) throw new MillwrightError("DATA_FEATURE_SETTING", `${name}: ${problem}`, fix);
}
