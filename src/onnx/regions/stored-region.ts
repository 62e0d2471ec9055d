import { MillwrightError } from "../../errors/index.ts";
import type { Message } from "../format/schema.ts";
import type { DataType, Dimension, ValueType } from "../graph.ts";

/** A region as the model stores it: names of edges and constants, and what they are to each other. */
export interface StoredRegion {
  readonly kind: string;
  readonly inputs: readonly (ValueType & { readonly name: string })[];
  readonly outputs: readonly string[];
  /** Names of constants in the graph by the names that an accelerator asks for. */
  readonly constants: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, number>>;
}

/** Keys of the model's metadata that hold a region each, as JSON. */
const prefix = "millwright.region.";
/** A graph has a handful of regions. */
const mostRegions = 1000;

/** A region that does not hold what it promises. */
export function regionFault(kind: string, problem: string): MillwrightError {
  return new MillwrightError(
    "ONNX_REGION_INVALID",
    `region "${kind}" ${problem}`,
    "Use a model as Millwright wrote it, or open it without accelerators.",
  );
}

/** Regions as metadata of the model. */
export function regionEntries(regions: readonly StoredRegion[]): Message[] {
  return regions.map((region, at) => ({ key: `${prefix}${at}`, value: JSON.stringify(region) }));
}

const dataTypes: readonly string[] = ["float32", "float64", "int32", "int64", "int8", "uint8", "bool", "string"] satisfies DataType[];

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const areNames = (value: unknown): value is string[] => Array.isArray(value) && value.every((name) => typeof name === "string");
const isDimension = (value: unknown): value is Dimension => typeof value === "string" || Number.isSafeInteger(value);

function isValue(value: unknown): value is StoredRegion["inputs"][number] {
  if (!isRecord(value) || typeof value["name"] !== "string" || !dataTypes.includes(String(value["type"]))) return false;
  return Array.isArray(value["shape"]) && value["shape"].every(isDimension);
}

function isRegion(value: unknown): value is StoredRegion {
  if (!isRecord(value) || typeof value["kind"] !== "string") return false;
  const { inputs, outputs, constants, settings } = value;
  if (!Array.isArray(inputs) || !inputs.every(isValue) || !areNames(outputs)) return false;
  if (!isRecord(constants) || !areNames(Object.values(constants))) return false;
  return isRecord(settings) && Object.values(settings).every(Number.isFinite);
}

function parse(key: string, text: string): StoredRegion {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (isRegion(value)) return value;
  throw regionFault(key.slice(prefix.length), "is not described by what stands in the model's metadata.");
}

/** Regions of a decoded model. @throws ONNX_REGION_INVALID */
export function readRegions(model: Message): StoredRegion[] {
  const entries = ((model["metadata"] as readonly Message[] | undefined) ?? []).map(({ key, value }) => ({
    key: String(key ?? ""),
    value: String(value ?? ""),
  }));
  const found = entries.filter(({ key }) => key.startsWith(prefix));
  if (found.length > mostRegions) throw regionFault("", `is one of ${found.length}; ${mostRegions} are the most.`);
  return found.map(({ key, value }) => parse(key, value));
}
