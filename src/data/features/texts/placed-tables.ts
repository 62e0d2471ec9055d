import { FEW, type LetterTables, MOST_SLOTS, NOTHING, type PerfectHash } from "../../../kernels/index.ts";
import type { Graph, RegionContents, Value } from "../../../onnx/index.ts";

/** A perfect hash in the graph. */
export interface PlacedHash {
  readonly slots: number;
  /** uint8 [buckets, 2]: lower and upper byte. */
  readonly multipliers: Value;
}

/** Letter tables as constants of a graph, each there once however often it is asked. */
export interface PlacedTables {
  readonly hash: PlacedHash;
  readonly mark: Value;
  readonly cls: Value;
  readonly weight: Value;
  readonly fewHash: PlacedHash;
  readonly fewClass: Value;
  readonly fewWeight: Value;
  readonly manyHash: PlacedHash;
  readonly manyWeight: Value;
}

function placeHash(graph: Graph, { slots, multipliers }: PerfectHash): PlacedHash {
  const buckets = multipliers.length;
  const bytes = Uint8Array.from({ length: 2 * buckets }, (_, at) => ((multipliers[at >> 1] ?? 0) >> (8 * (at & 1))) & 255);
  return { slots, multipliers: graph.constant(bytes, [buckets, 2]) };
}

/** Stores tables in a graph. */
export function placeTables(graph: Graph, tables: LetterTables): PlacedTables {
  const { fewHash, manyHash, classes } = tables;
  return {
    hash: placeHash(graph, tables.hash),
    mark: graph.constant(tables.mark),
    cls: graph.constant(tables.cls),
    weight: graph.constant(tables.weight),
    fewHash: placeHash(graph, fewHash),
    fewClass: graph.constant(tables.fewClass, [fewHash.slots + 1, FEW]),
    fewWeight: graph.constant(tables.fewWeight, [fewHash.slots + 1, FEW]),
    manyHash: placeHash(graph, manyHash),
    manyWeight: graph.constant(tables.manyWeight, [manyHash.slots + 1, classes]),
  };
}

/** The constants by the names under which `readTables` finds them again. */
export function constantsOf({ hash, fewHash, manyHash, ...tables }: PlacedTables): Record<string, Value> {
  return { ...tables, hash: hash.multipliers, fewHash: fewHash.multipliers, manyHash: manyHash.multipliers };
}

function readHash(region: RegionContents, name: string, slots: number): PerfectHash {
  const bytes = region.constant(name, "uint8", 2).data as Uint8Array;
  return {
    slots,
    multipliers: Uint16Array.from({ length: bytes.length >> 1 }, (_, at) => (bytes[2 * at] ?? 0) + 256 * (bytes[2 * at + 1] ?? 0)),
  };
}

/** Refuses tables whose parts do not fit together: a kernel checks no address. */
function checkSizes(region: RegionContents, tables: LetterTables): void {
  const { hash, fewHash, manyHash, mark, cls, weight, fewClass, fewWeight, manyWeight, classes } = tables;
  const rows = [
    [mark.length, hash.slots + 1],
    [cls.length, hash.slots + 1],
    [weight.length, hash.slots + 1],
    [fewClass.length, FEW * (fewHash.slots + 1)],
    [fewWeight.length, FEW * (fewHash.slots + 1)],
    [manyWeight.length, classes * (manyHash.slots + 1)],
  ];
  if (rows.some(([found, expected]) => found !== expected)) region.refuse("has tables of other sizes than their hashes reach.");
  if ([hash, fewHash, manyHash].some(({ multipliers }) => multipliers.length === 0)) region.refuse("has a hash without multipliers.");
  const reaches = (code: number): boolean => code >= classes && code < NOTHING;
  if (cls.some(reaches) || fewClass.some((code) => code >= classes)) region.refuse("has a weight for a class that it does not have.");
}

/** Tables from the constants of a region. @throws ONNX_REGION_INVALID */
export function readTables(region: RegionContents): LetterTables {
  const slotsOf = (name: string): number => region.wholeNumber(name, 1, MOST_SLOTS);
  const bytes = (name: string, rank = 1): Uint8Array => region.constant(name, "uint8", rank).data as Uint8Array;
  const signed = (name: string, rank = 1): Int8Array => region.constant(name, "int8", rank).data as Int8Array;
  const tables = {
    classes: region.constant("manyWeight", "int8", 2).shape[1] ?? 0,
    hash: readHash(region, "hash", slotsOf("slots")),
    mark: bytes("mark"),
    cls: bytes("cls"),
    weight: signed("weight"),
    fewHash: readHash(region, "fewHash", slotsOf("fewSlots")),
    fewClass: bytes("fewClass", 2),
    fewWeight: signed("fewWeight", 2),
    manyHash: readHash(region, "manyHash", slotsOf("manySlots")),
    manyWeight: signed("manyWeight", 2),
  };
  checkSizes(region, tables);
  return tables;
}
