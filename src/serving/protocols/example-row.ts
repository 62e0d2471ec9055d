import type { ColumnRule } from "../../data/index.ts";
import type { Signature } from "../package/manifest.ts";

function exampleNumber(rule: ColumnRule): number {
  const { minimum, maximum } = rule;
  const low = minimum ?? (maximum === undefined ? 1 : maximum - 1);
  const middle = maximum === undefined ? low + (rule.aboveMinimum === true ? 1 : 0) : low + (maximum - low) / 2;
  return rule.integer === true ? Math.ceil(middle) : Math.round(middle * 100) / 100;
}

/** A value that a column takes. */
function exampleValue(rule: ColumnRule): unknown {
  switch (rule.kind) {
    case "number":
      return exampleNumber(rule);
    case "boolean":
      return true;
    case "timestamp":
      return "2026-03-14T09:26:53Z";
    default: {
      const text = rule.allowed?.[0] ?? (rule.kind === "category" ? "a" : "Some text.");
      return text.padEnd(rule.minimumLength ?? 0, ".").slice(0, rule.maximumLength ?? text.length + (rule.minimumLength ?? 0));
    }
  }
}

/** A row that the signature takes: the package's own example where it has one, made up from the rules elsewhere. */
export function exampleRow({ columns, example = {} }: Signature): Record<string, unknown> {
  return Object.fromEntries(
    columns.map((rule) => [rule.name, Object.hasOwn(example, rule.name) ? example[rule.name] : exampleValue(rule)]),
  );
}
