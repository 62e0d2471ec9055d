import type { RowShape } from "../data/index.ts";
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
): System<RequestOf<Shape, Target>, Target> {
  // Rows are typed in the definition and untyped inside the mill, which builds them from the same schema.
  const system = definition as unknown as System<RequestOf<Shape, Target>, Target>;
  checkDefinition(system);
  return Object.freeze(system);
}
