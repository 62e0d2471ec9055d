import { z } from "zod";
import { MillwrightError } from "../../errors/index.ts";
import type { ColumnKind } from "../tables/column.ts";
import type { ColumnMeta } from "./columns.ts";
import type { ColumnRule, RowSchema, RowShape } from "./row-schema.ts";

/** The part of a zod type's definition that is read here. */
interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly format?: string;
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
}

/** One bound of a zod type. */
interface Check {
  readonly check: string;
  readonly value?: unknown;
  readonly inclusive?: boolean;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Kind of a column whose zod type was not made by a `column` helper. */
const kindByType: Readonly<Record<string, ColumnKind>> = {
  number: "number",
  string: "text",
  enum: "category",
  literal: "category",
  boolean: "boolean",
  date: "timestamp",
};

function definitionOf(type: z.ZodType): Definition {
  return type._zod.def as unknown as Definition;
}

/** Bounds of numbers and dates (as milliseconds) and lengths of texts. */
function boundsOf(definition: Definition): Partial<ColumnRule> {
  let bounds: Partial<ColumnRule> = /int|safe/.test(definition.format ?? "") ? { integer: true } : {};
  for (const { _zod } of definition.checks ?? []) {
    const check = _zod.def;
    const value = check.value instanceof Date ? check.value.getTime() : Number(check.value);
    if (check.check === "greater_than" && value > (bounds.minimum ?? Number.NEGATIVE_INFINITY)) {
      bounds = { ...bounds, minimum: value, aboveMinimum: check.inclusive === false };
    } else if (check.check === "less_than" && value < (bounds.maximum ?? Number.POSITIVE_INFINITY)) {
      bounds = { ...bounds, maximum: value, belowMaximum: check.inclusive === false };
    } else if (check.check === "number_format") bounds = { ...bounds, integer: /int/.test(check.format ?? "") };
    else if (check.check === "min_length" && check.minimum !== undefined) bounds = { ...bounds, minimumLength: check.minimum };
    else if (check.check === "max_length" && check.maximum !== undefined) bounds = { ...bounds, maximumLength: check.maximum };
  }
  return bounds;
}

/** Values of an enum or of literals; undefined for other types. */
function allowedOf(name: string, definition: Definition): Partial<ColumnRule> {
  const values = definition.type === "enum" ? Object.values(definition.entries ?? {}) : (definition.values ?? []);
  if (definition.type !== "enum" && definition.type !== "literal") return {};
  if (values.every((value) => typeof value === "string")) return { allowed: values };
  throw new MillwrightError(
    "DATA_SCHEMA_UNSUPPORTED",
    `column "${name}" allows values that are not strings (${values.map(String).slice(0, 5).join(", ")}).`,
    "Use strings, or declare a number with column.number({ minimum, maximum }).",
  );
}

/** Rule of one field: unwraps `.nullable()`, `.optional()` and `.default()`, then reads type, bounds and meta. */
function ruleOf(name: string, field: z.ZodType): ColumnRule {
  let type = field;
  let definition = definitionOf(type);
  let meta = (type.meta() ?? {}) as Partial<ColumnMeta>;
  let nullable = false;
  let optional = false;
  while (definition.innerType !== undefined) {
    if (definition.type === "nullable" || definition.type === "optional") nullable = true;
    if (definition.type === "optional" || definition.type === "default") optional = true;
    type = definition.innerType;
    definition = definitionOf(type);
    meta = { ...((type.meta() ?? {}) as Partial<ColumnMeta>), ...meta };
  }
  const kind = meta.kind ?? kindByType[definition.type];
  if (kind === undefined) {
    throw new MillwrightError(
      "DATA_SCHEMA_UNSUPPORTED",
      `column "${name}" has the zod type "${definition.type}", which no table column can hold.`,
      "Use column.number(), category(), oneOf(), text(), timestamp() or boolean(), or z.number, string, enum, boolean or date; .nullable() allows missing values.",
    );
  }
  const { unique, maximumMissing, personal, unit, description } = meta;
  return {
    name,
    kind,
    nullable,
    ...(optional ? { optional } : {}),
    ...boundsOf(definition),
    ...allowedOf(name, definition),
    ...(unique === undefined ? {} : { unique }),
    ...(maximumMissing === undefined ? {} : { maximumMissing }),
    ...(personal === undefined ? {} : { personal }),
    ...(unit === undefined ? {} : { unit }),
    ...(description === undefined ? {} : { description }),
  };
}

/**
 * Reads the rules of a row's columns off its zod object: kinds, bounds, allowed values, and what the `column` helpers add.
 * Plain types work too: z.number → number, z.string → text, z.enum → category, z.boolean → boolean, z.date → timestamp.
 * @throws DATA_SCHEMA_UNSUPPORTED for a type that no column can hold.
 * @example rowSchemaOf(z.object({ amount: column.number({ minimum: 0 }) })).columns[0]?.minimum; // 0
 */
export function rowSchemaOf(shape: RowShape): RowSchema {
  return { shape, columns: Object.entries(shape.shape).map(([name, field]) => ruleOf(name, field as z.ZodType)) };
}

/** The schema of fewer columns: for files that lack the target, or for a few columns of a wide row. */
export function withoutColumns(schema: RowSchema, names: readonly string[]): RowSchema {
  const columns = schema.columns.filter((rule) => !names.includes(rule.name));
  const kept = Object.entries(schema.shape.shape).filter(([name]) => !names.includes(name));
  return { shape: z.object(Object.fromEntries(kept)), columns };
}
