export { checkDefinition } from "./check-definition.ts";
export { defineSystem } from "./define-system.ts";
export type { AnySystem, ColumnOf, FullRow, RequestOf, Row, System, SystemDefinition } from "./system.ts";
