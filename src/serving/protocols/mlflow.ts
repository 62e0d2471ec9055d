import type { ColumnRule } from "../../data/index.ts";
import { didYouMean, MillwrightError } from "../../errors/index.ts";

const formats = ["dataframe_split", "dataframe_records", "instances", "inputs"] as const;

/** Keys that may stand beside the data; this server's models take no parameters, so they change nothing. */
const besides: ReadonlySet<string> = new Set(["params", "signature_name"]);

type Row = Readonly<Record<string, unknown>>;

function invalid(problem: string, fix: string): MillwrightError {
  return new MillwrightError("SERVING_BODY_INVALID", problem, fix);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Values by position become a row by name. */
function rowFrom(names: readonly string[], values: unknown, where: string): Row {
  if (!Array.isArray(values)) throw invalid(`${where} is not a list.`, "Give each row as a list of values.");
  if (values.length !== names.length) {
    throw invalid(
      `${where} has ${values.length} values for ${names.length} columns.`,
      `Give one value for each of ${names.slice(0, 20).join(", ")}.`,
    );
  }
  const row: Record<string, unknown> = Object.create(null);
  names.forEach((name, index) => {
    row[name] = values[index];
  });
  return row;
}

function fromSplit(value: unknown): Row[] {
  const { columns, data } = isObject(value) ? (value as { columns?: unknown; data?: unknown }) : {};
  const named = Array.isArray(columns) && columns.every((name) => typeof name === "string");
  if (!named || !Array.isArray(data))
    throw invalid(
      '"dataframe_split" is not an object with the lists "columns" and "data".',
      'Send { "dataframe_split": { "columns": [...], "data": [[...]] } }.',
    );
  return data.map((values, index) => rowFrom(columns as string[], values, `row ${index}`));
}

function fromRecords(value: unknown, format: string): Row[] {
  if (!Array.isArray(value)) throw invalid(`"${format}" is not a list.`, "Send a list of objects, one for each row.");
  return value.map((row: unknown, index) => {
    if (isObject(row)) return row;
    throw invalid(`row ${index} of "${format}" is not an object.`, "Send a list of objects, one for each row.");
  });
}

/** A list of objects, or of lists in the order of the signature. */
function fromInstances(value: unknown, format: string, columns: readonly ColumnRule[]): Row[] {
  if (!Array.isArray(value)) throw invalid(`"${format}" is not a list.`, "Send a list of objects or of lists, one for each row.");
  const names = columns.map((rule) => rule.name);
  return value.map((row: unknown, index) => (isObject(row) ? row : rowFrom(names, row, `row ${index}`)));
}

/** Columns by name, each a list of the same length; or whatever `instances` takes. */
function fromInputs(value: unknown, columns: readonly ColumnRule[]): Row[] {
  if (!isObject(value)) return fromInstances(value, "inputs", columns);
  const entries = Object.entries(value);
  const lists = entries.map(([, list]) => list);
  if (!lists.every(Array.isArray))
    throw invalid(
      '"inputs" is an object whose values are not all lists.',
      'Send { "inputs": { "<column>": [values] } } or a list of rows.',
    );
  const length = (lists[0] as unknown[] | undefined)?.length ?? 0;
  const odd = entries.find(([, list]) => (list as unknown[]).length !== length);
  if (odd !== undefined)
    throw invalid(
      `"inputs" has ${(odd[1] as unknown[]).length} values of "${odd[0]}" and ${length} of "${entries[0]?.[0]}".`,
      "Give each column the same number of values.",
    );
  return Array.from({ length }, (_, row) =>
    rowFrom(
      entries.map(([name]) => name),
      lists.map((list) => unwrapped((list as unknown[])[row])),
      `row ${row}`,
    ),
  );
}

/** Tensors of shape [N, 1] come as lists of one value. */
function unwrapped(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

/**
 * Rows of a body in MLflow's scoring protocol, which holds exactly one of the four formats.
 * @throws SERVING_BODY_INVALID
 * @see https://mlflow.org/docs/latest/ml/deployment/deploy-model-locally/
 */
export function rowsOfInvocation(body: Readonly<Record<string, unknown>>, columns: readonly ColumnRule[]): Row[] {
  const found = formats.filter((format) => Object.hasOwn(body, format));
  const [format] = found;
  if (format === undefined || found.length > 1) {
    const received = Object.keys(body);
    const near = received[0] === undefined ? "" : ` ${didYouMean(received[0], formats)}`;
    throw invalid(
      `the body has ${found.length === 0 ? `the keys (${received.slice(0, 5).join(", ")})` : found.join(" and ")}.`,
      `Send exactly one of ${formats.join(", ")}.${found.length === 0 ? near : ""}`,
    );
  }
  const stranger = Object.keys(body).find((key) => key !== format && !besides.has(key));
  if (stranger !== undefined)
    throw invalid(`beside "${format}" the body has "${stranger}".`, `Send exactly one of ${formats.join(", ")}, and "params" at most.`);
  if (format === "dataframe_split") return fromSplit(body[format]);
  if (format === "dataframe_records") return fromRecords(body[format], format);
  return format === "instances" ? fromInstances(body[format], format, columns) : fromInputs(body[format], columns);
}
