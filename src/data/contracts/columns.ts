import { z } from "zod";

/** What every column helper takes. */
interface ColumnSettings {
  readonly description?: string;
  readonly unit?: string;
  readonly personal?: "drop" | "pseudonymise";
  readonly unique?: boolean;
  /** Largest share of missing values, in [0, 1]. */
  readonly maximumMissing?: number;
}

/** Settings kept beside the zod type; `rowSchemaOf` reads them. */
export interface ColumnMeta extends ColumnSettings {
  readonly kind: "number" | "category" | "text" | "timestamp" | "boolean";
}

interface NumberSettings extends ColumnSettings {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly integer?: boolean;
}

function numberColumn(settings: NumberSettings = {}): z.ZodNumber {
  let type = settings.integer === true ? z.number().int() : z.number();
  if (settings.minimum !== undefined) type = type.min(settings.minimum);
  if (settings.maximum !== undefined) type = type.max(settings.maximum);
  return type.meta({ ...settings, kind: "number" });
}

function categoryColumn(settings: ColumnSettings = {}): z.ZodString {
  return z
    .string()
    .max(256)
    .meta({ ...settings, kind: "category" });
}

function oneOfColumn<const Values extends readonly [string, ...string[]]>(
  values: Values,
  settings: ColumnSettings = {},
): z.ZodEnum<{ [Value in Values[number]]: Value }> {
  return z.enum(values).meta({ ...settings, kind: "category" }) as z.ZodEnum<{ [Value in Values[number]]: Value }>;
}

function textColumn(settings: ColumnSettings & { readonly maximumLength?: number } = {}): z.ZodString {
  return z
    .string()
    .max(settings.maximumLength ?? 10_000)
    .meta({ ...settings, kind: "text" });
}

function timestampColumn(settings: ColumnSettings = {}): z.ZodDate {
  return z.date().meta({ ...settings, kind: "timestamp" });
}

function booleanColumn(settings: ColumnSettings = {}): z.ZodBoolean {
  return z.boolean().meta({ ...settings, kind: "boolean" });
}

/**
 * The columns of a row, as zod types with what a table needs to know besides. `.nullable()` allows missing values.
 *
 * @example
 * const row = z.object({ amount: column.number({ minimum: 0, unit: "EUR" }), zipcode: column.category().nullable() });
 */
export const column: {
  readonly number: typeof numberColumn;
  readonly category: typeof categoryColumn;
  readonly oneOf: typeof oneOfColumn;
  readonly text: typeof textColumn;
  readonly timestamp: typeof timestampColumn;
  readonly boolean: typeof booleanColumn;
} = {
  number: numberColumn,
  category: categoryColumn,
  oneOf: oneOfColumn,
  text: textColumn,
  timestamp: timestampColumn,
  boolean: booleanColumn,
};
