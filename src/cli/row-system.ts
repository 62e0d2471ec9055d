import { MillwrightError } from "../errors/index.ts";
import { type AnySystem, type DeclaredSystem, isCatalogueSystem } from "../system/index.ts";

/** A system of rows. @throws CLI_NOT_FOR_LISTS for one that finds items of a catalogue */
export function rowSystem(system: DeclaredSystem, command: string): AnySystem {
  if (!isCatalogueSystem(system)) return system;
  throw new MillwrightError(
    "CLI_NOT_FOR_LISTS",
    `\`${command}\` works on systems that predict rows; "${system.name}" finds items of a catalogue.`,
    "Use run, check, serve, predict or design on it.",
  );
}
