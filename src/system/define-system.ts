import type { RowShape } from "../data/index.ts";
import type { AnySystem, ColumnOf, SystemDefinition } from "./system.ts";

export function defineSystem<Shape extends RowShape, const Target extends ColumnOf<Shape>, const Derived extends string = never>(
  definition: SystemDefinition<Shape, Derived, Target>,
): AnySystem {
  return definition as unknown as AnySystem;
}
