export {
  type AnyCatalogueSystem,
  type CatalogueRows,
  type CatalogueSystemDefinition,
  type DeclaredSystem,
  isCatalogueSystem,
  type RelatedRows,
  targetOf,
} from "./catalogue-system.ts";
export { catalogueBaselines, catalogueSlices } from "./check-catalogue-definition.ts";
export { checkDefinition } from "./check-definition.ts";
export { defineSystem } from "./define-system.ts";
export type { AnySystem, ColumnOf, FullRow, RequestOf, Row, System, SystemDefinition } from "./system.ts";
