import {
  HASH_BASE,
  HASH_MODULUS,
  IN_FEW,
  IN_MANY,
  type LetterTables,
  NOTHING,
  SPREAD_BUCKET,
  SPREAD_MARK,
  SPREAD_SLOT,
} from "../../../kernels/index.ts";
import {
  add,
  and,
  bitwiseAnd,
  cast,
  concat,
  div,
  equal,
  expand,
  gather,
  greater,
  less,
  mod,
  mul,
  or,
  reduceMax,
  reduceSum,
  reshape,
  scatterElements,
  slice,
  type Value,
  where,
} from "../../../onnx/index.ts";
import { constantsOf, type PlacedHash, type PlacedTables, placeTables } from "./placed-tables.ts";

const SPACE = 32;
const LOWER_32_BITS = 0xffffffff;

const whole = (like: Value, value: number): Value => like.graph.scalar(value, "int64");
const times = (a: Value, factor: number): Value => mul(a, whole(a, factor));

/** Lower 32 bits of a product of whole numbers. */
const wrapped = (product: Value): Value => bitwiseAnd(product, whole(product, LOWER_32_BITS));

/** Where the upper 31 of 32 bits lie in [0, count) when their range is stretched over it. */
function scaled(bits: Value, count: number): Value {
  return div(times(div(bits, whole(bits, 2)), count), whole(bits, 2 ** 31));
}

/** Slots of keys, as `slotOf` of the kernels finds them. @param keys - int64 in [0, 2³¹). */
function emitSlots(keys: Value, { slots, multipliers }: PlacedHash): Value {
  const buckets = Number(multipliers.shape[0]);
  const bucket = scaled(wrapped(times(keys, SPREAD_BUCKET)), buckets);
  const pair = cast(gather(multipliers, bucket), "int64");
  // 2 m + 1, m from its lower and upper byte.
  const factor = add(reduceSum(mul(pair, keys.graph.constant(BigInt64Array.of(2n, 512n), [2])), [2], false), whole(keys, 1));
  return scaled(wrapped(mul(wrapped(times(keys, SPREAD_SLOT)), factor)), slots);
}

/** Elements from `start` on of each row, without the last `fewer`. */
function part(x: Value, start: number, fewer: number): Value {
  return start === 0 && fewer === 0 ? x : slice(x, [start], [fewer === 0 ? Number.POSITIVE_INFINITY : -fewer], [1]);
}

/** N-grams of one length: hash, slot and whether it is known together with all that it begins with; int64, int64, bool [N, L − n + 1]. */
interface Level {
  readonly hash: Value;
  readonly slot: Value;
  readonly known: Value;
}

/** N-grams that begin at each letter, from single letters up. */
function emitLevels(x: Value, { hash: slots, mark }: PlacedTables, longest: number): Level[] {
  const isLetter = greater(x, whole(x, SPACE));
  const isText = greater(x, whole(x, 0));
  const levels: Level[] = [];
  let hash = x;
  // A space is no n-gram of its own, but others begin with it.
  let goesOn = equal(x, whole(x, SPACE));
  for (let n = 1; n <= longest; n++) {
    if (n > 1) hash = mod(add(times(part(hash, 0, 1), HASH_BASE), part(x, n - 1, 0)), whole(x, HASH_MODULUS));
    const slot = emitSlots(hash, slots);
    const marked = equal(cast(gather(mark, slot), "int64"), div(wrapped(times(hash, SPREAD_MARK)), whole(x, 2 ** 24)));
    const met = and(marked, n === 1 ? isLetter : part(isText, n - 1, 0));
    const within = n > 2 ? and(met, part(isLetter, n - 2, 1)) : met;
    const known = n === 1 ? within : and(within, part(goesOn, 0, 1));
    levels.push({ hash, slot, known });
    goesOn = n === 1 ? or(goesOn, known) : known;
  }
  return levels;
}

function emitFew(hash: Value, isFew: Value, tables: PlacedTables): { index: Value; weight: Value } {
  const row = where(isFew, emitSlots(hash, tables.fewHash), whole(hash, tables.fewHash.slots));
  const flat = (data: Value, type: "int64" | "float32"): Value => reshape(cast(gather(data, row), type), [0, -1]);
  return { index: flat(tables.fewClass, "int64"), weight: flat(tables.fewWeight, "float32") };
}

function emitMany(hash: Value, isMany: Value, { manyHash, manyWeight }: PlacedTables): Value {
  const row = where(isMany, emitSlots(hash, manyHash), whole(hash, manyHash.slots));
  return reduceSum(cast(gather(manyWeight, row), "float32"), [1], false);
}

function emitSums(x: Value, tables: PlacedTables, longest: number): Value {
  const { graph } = x;
  const classes = Number(tables.manyWeight.shape[1]);
  const levels = emitLevels(x, tables, longest);
  const joined = (of: (level: Level) => Value): Value => concat(levels.map(of) as [Value, ...Value[]], 1);
  const hash = joined((level) => level.hash);
  const slot = joined((level) => level.slot);
  const known = joined((level) => level.known);
  const cls = where(known, cast(gather(tables.cls, slot), "int64"), whole(x, NOTHING));
  const isOne = less(cls, whole(x, classes));
  const one = {
    index: where(isOne, cls, whole(x, 0)),
    weight: where(isOne, cast(gather(tables.weight, slot), "float32"), graph.scalar(0)),
  };
  const few = emitFew(hash, equal(cls, whole(x, IN_FEW)), tables);
  const zeros = expand(graph.constant(new Float32Array(classes), [1, classes]), cast(reduceMax(x, [1], true), "float32"));
  const index = concat([one.index, few.index], 1);
  const added = scatterElements(zeros, index, concat([one.weight, few.weight], 1), { axis: 1, reduction: "add" });
  return add(added, emitMany(hash, equal(cls, whole(x, IN_MANY)), tables));
}

/** The kind of the region that `emitLetterScores` adds. */
export const letterScoresKind = "letter_scores-1";

/**
 * Sums of steps by class, exactly those of `addLetterScores` in the kernels; a region that `letterScoresAccelerator` evaluates.
 * @param x - int64 [N, L] code points as `writeLetters` writes them, 0 as padding.
 * @returns float32 [N, classes], whole numbers.
 */
export function emitLetterScores(x: Value, tables: LetterTables, longest: number): Value {
  const placed = placeTables(x.graph, tables);
  const settings = { longest, slots: tables.hash.slots, fewSlots: tables.fewHash.slots, manySlots: tables.manyHash.slots };
  const region = { kind: letterScoresKind, inputs: [x], constants: constantsOf(placed), settings };
  const [scores] = x.graph.region(region, (): [Value] => [emitSums(x, placed, longest)]);
  return scores;
}
