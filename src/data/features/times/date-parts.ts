import { cast, concat, cos, isNaN as isMissing, mul, sin, type Value, where } from "../../../onnx/index.ts";
import type { Table } from "../../tables/table.ts";
import type { Feature, FittedFeature, GraphInput } from "../feature.ts";
import { type CommonSettings, featureHead, requireSetting } from "../feature-name.ts";
import { graphInput, inputValue } from "../graph-inputs.ts";
import { type FittedScaling, fitScaling } from "../numbers/scaling.ts";
import { runFragment } from "../run-fragment.ts";
import { type ClockSettings, type DatePart, emitDateParts } from "./clock.ts";

/** Settings of the parts of a moment. */
export interface DatePartsSettings extends CommonSettings {
  readonly parts: readonly DatePart[];
  /** Gives hour, weekday, day, month and day of the year as sine and cosine, so that midnight meets midnight. False unless told. */
  readonly cyclic?: boolean;
  /** First and last hour of the night, both included; 0 to 6 unless told. */
  readonly night?: readonly [number, number];
  /** Mean 0 and standard deviation 1 for parts that are counted; true unless told. Flags and cycles are not scaled. */
  readonly standardise?: boolean;
}

/** Length of each cycle in its own unit, and the value with which it begins. */
const cycles: Readonly<Partial<Record<DatePart, { readonly length: number; readonly first: number }>>> = {
  hour: { length: 24, first: 0 },
  weekday: { length: 7, first: 0 },
  day: { length: 31, first: 1 },
  month: { length: 12, first: 1 },
  day_of_year: { length: 366, first: 1 },
};

const known: readonly DatePart[] = ["hour", "weekday", "day", "month", "day_of_year", "year", "is_weekend", "is_night", "days_since"];

/** Parts by how they become columns. */
interface PartKinds {
  readonly counted: readonly DatePart[];
  readonly cyclic: readonly DatePart[];
  readonly flags: readonly DatePart[];
}

function kindsOf(parts: readonly DatePart[], isCyclic: boolean): PartKinds {
  const flags: readonly DatePart[] = parts.filter((part) => part === "is_weekend" || part === "is_night");
  const cyclic = parts.filter((part) => isCyclic && cycles[part] !== undefined);
  return { flags, cyclic, counted: parts.filter((part) => !flags.includes(part) && !cyclic.includes(part)) };
}

/** float32 [N, parts], NaN where the moment is missing. */
function emitCounted(t: Value, parts: readonly DatePart[], clock: ClockSettings): Value {
  const [first, ...rest] = emitDateParts(t, parts, clock).map((value) => cast(value, "float32"));
  const values = concat([first as Value, ...rest], 1);
  return where(isMissing(t), t.graph.scalar(Number.NaN), values);
}

/** float32 [N, flags + 2 · cycles], 0 where the moment is missing. */
function emitBounded(t: Value, { flags, cyclic }: PartKinds, clock: ClockSettings): Value {
  const angles = emitDateParts(t, cyclic, clock).map((value, i) => {
    const length = cycles[cyclic[i] ?? "hour"]?.length ?? 1;
    return mul(value, t.graph.scalar((2 * Math.PI) / length, "float64"));
  });
  const columns = [...emitDateParts(t, flags, clock), ...angles.flatMap((angle) => [sin(angle), cos(angle)])];
  const [first, ...rest] = columns.map((value) => cast(value, "float32"));
  return where(isMissing(t), t.graph.scalar(0), concat([first as Value, ...rest], 1));
}

/** Training values of the parts that are counted, one array for each. */
async function countedValues(table: Table, input: GraphInput, parts: readonly DatePart[], clock: ClockSettings): Promise<Float32Array[]> {
  const emit = (inputs: ReadonlyMap<string, Value>): { dense: Value } => ({ dense: emitCounted(inputValue(inputs, input), parts, clock) });
  const { dense } = await runFragment({ inputs: [input], denseWidth: parts.length, sparseWidth: 0, emit }, table);
  return parts.map((_, k) => Float32Array.from({ length: table.rows }, (_, row) => dense?.values[row * parts.length + k] ?? Number.NaN));
}

function namesOf(column: string, { flags, cyclic }: PartKinds, scaling: FittedScaling | undefined, hasMissing: boolean): string[] {
  return [
    ...(scaling?.outputNames ?? []),
    ...flags.map((part) => `${part} of ${column}`),
    ...cyclic.flatMap((part) => [`sin ${part} of ${column}`, `cos ${part} of ${column}`]),
    ...(hasMissing ? [`${column} is missing`] : []),
  ];
}

async function fitDateParts(
  column: string,
  head: { name: string; group: string },
  table: Table,
  { parts, cyclic = false, night = [0, 6], standardise = true }: DatePartsSettings,
): Promise<FittedFeature> {
  const { values } = table.column(column, "timestamp");
  const present = values.filter((value) => !Number.isNaN(value));
  const hasMissing = present.length < values.length;
  const clock = { night, originMs: present.reduce((a, b) => Math.min(a, b), present[0] ?? 0) };
  const kinds = kindsOf(parts, cyclic);
  const input = graphInput(column, "timestamp");
  const scaling =
    kinds.counted.length === 0
      ? undefined
      : fitScaling(
          await countedValues(table, input, kinds.counted, clock),
          kinds.counted.map((part) => `${part} of ${column}`),
          { impute: "mean", indicator: false, standardise },
        );
  const outputNames = namesOf(column, kinds, scaling, hasMissing);
  const hasBounded = kinds.flags.length + kinds.cyclic.length > 0;
  return {
    ...head,
    inputs: [input],
    width: outputNames.length,
    sparse: false,
    outputNames,
    emit: (inputs) => {
      const t = inputValue(inputs, input);
      const blocks = [
        ...(scaling === undefined ? [] : [scaling.emit(emitCounted(t, kinds.counted, clock))]),
        ...(hasBounded ? [emitBounded(t, kinds, clock)] : []),
        ...(hasMissing ? [cast(isMissing(t), "float32")] : []),
      ];
      return { dense: concat(blocks as [Value, ...Value[]], 1) };
    },
    learned: {
      parts,
      missing: values.length - present.length,
      ...(parts.includes("days_since") ? { origin: new Date(clock.originMs).toISOString() } : {}),
    },
  };
}

/**
 * Parts of a moment in UTC, computed in the graph in double precision; a missing moment gets the mean of counted parts, 0 for
 * the others, and a column of its own where training rows had missing moments.
 * @example dateParts("time", { parts: ["hour", "is_weekend"], cyclic: true })
 */
export function dateParts<const Column extends string>(column: Column, settings: DatePartsSettings): Feature<Column> {
  const head = featureHead("date_parts", [column], settings);
  const { parts, night = [0, 6] } = settings;
  requireSetting(
    parts.length > 0 && new Set(parts).size === parts.length,
    head.name,
    `parts are [${parts.join(", ")}].`,
    "Name one at least, each once.",
  );
  const strange = parts.find((part) => !known.includes(part));
  requireSetting(strange === undefined, head.name, `there is no part "${strange}".`, `Choose from ${known.join(", ")}.`);
  const isHours = night.every((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 23);
  requireSetting(isHours, head.name, `night is [${night.join(", ")}].`, "Give two hours from 0 to 23.");
  return { ...head, fit: (table) => fitDateParts(column, { name: head.name, group: head.group }, table, settings) };
}
