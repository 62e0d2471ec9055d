import type { RowShape } from "../data/index.ts";
import { type AnyCatalogueSystem, type CatalogueSystemDefinition, type DeclaredSystem, isCatalogueSystem } from "./catalogue-system.ts";
import { checkCatalogueDefinition } from "./check-catalogue-definition.ts";
import { checkDefinition } from "./check-definition.ts";
import type { ColumnOf, RequestOf, System, SystemDefinition } from "./system.ts";

/**
 * Declares a system: what is wanted, the data, the models to try and how they are used. The row type is declared once and
 * types all the rest: a misspelt column in a feature, a rule, a slice, a cost or the reply does not compile.
 *
 * @returns the definition, checked and frozen, for `runSystem` and the command line.
 * @throws SYSTEM_NAME_INVALID, SYSTEM_COLUMN_UNKNOWN, SYSTEM_TARGET_IN_FEATURE, SYSTEM_DUPLICATE_NAME,
 *   SYSTEM_REQUIREMENT_UNKNOWN, SYSTEM_COSTS_NOT_BINARY, SYSTEM_NOTHING_TO_LEARN for what types cannot see.
 * @example
 * export default defineSystem({
 *   name: "churn",
 *   title: "Who is about to leave?",
 *   row: z.object({ months: column.number({ minimum: 0 }), plan: column.category(), churned: column.boolean() }),
 *   setup: { goal: "Call customers before they leave.", requirements: [atLeast("roc_auc", 0.7)] },
 *   data: { sample: () => csv("customers.csv"), split: stratifiedSplit({ by: "churned" }) },
 *   modeling: {
 *     task: binary({ target: "churned" }),
 *     heuristics: { newcomers: (row) => (row.months < 3 ? 0.5 : 0.1) },
 *     candidates: [candidate("logistic", { features: [numeric("months"), oneHot("plan")], estimator: logisticRegression() })],
 *   },
 * });
 */
export function defineSystem<Shape extends RowShape, const Target extends ColumnOf<Shape>, const Derived extends string = never>(
  definition: SystemDefinition<Shape, Derived, Target>,
): System<RequestOf<Shape, Target>, Target>;
/**
 * Declares a system that finds items of a catalogue: its rows are events of askers with items.
 * @throws as above
 * @example
 * export default defineSystem({
 *   name: "books",
 *   title: "What to read next?",
 *   row: z.object({ reader: column.category(), book: column.category(), day: column.timestamp() }),
 *   setup: { goal: "Readers find their next book.", requirements: [atLeast("ndcg_at_10", 0.05)] },
 *   data: { sample: () => csv("loans.csv"), split: leaveOneOut() },
 *   modeling: {
 *     task: recommendation({ asker: "reader", item: "book", time: "day" }),
 *     candidates: [finderCandidate("popular lately", { finder: recentPopularity({ halfLife: 0.02 }) })],
 *   },
 * });
 */
export function defineSystem<Shape extends RowShape, Known extends RowShape = RowShape>(
  definition: CatalogueSystemDefinition<Shape, Known>,
): AnyCatalogueSystem;
export function defineSystem(definition: unknown): DeclaredSystem {
  // Rows are typed in the definition and untyped inside the mill, which builds them from the same schema.
  const system = definition as DeclaredSystem;
  if (isCatalogueSystem(system)) checkCatalogueDefinition(system);
  else checkDefinition(system);
  return Object.freeze(system);
}
