import {
  FEW,
  HASH_BASE,
  HASH_MODULUS,
  IN_FEW,
  IN_MANY,
  type LetterTables,
  NOTHING,
  type PerfectHash,
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
  type Graph,
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

/** A perfect hash in the graph: its multipliers lie there once, however often it is asked. */
interface HashInGraph {
  readonly slots: number;
  readonly buckets: number;
  /** uint8 [buckets, 2]: lower and upper byte. */
  readonly multipliers: Value;
}

function placeHash(graph: Graph, { slots, multipliers }: PerfectHash): HashInGraph {
  const buckets = multipliers.length;
  const bytes = Uint8Array.from({ length: 2 * buckets }, (_, at) => ((multipliers[at >> 1] ?? 0) >> (8 * (at & 1))) & 255);
  return { slots, buckets, multipliers: graph.constant(bytes, [buckets, 2]) };
}

/** Slots of keys, as `slotOf` of the kernels finds them. @param keys - int64 in [0, 2³¹). */
function emitSlots(keys: Value, { slots, buckets, multipliers }: HashInGraph): Value {
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
function emitLevels(x: Value, tables: LetterTables, longest: number): Level[] {
  const { graph } = x;
  const mark = graph.constant(tables.mark);
  const slots = placeHash(graph, tables.hash);
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

function emitFew(hash: Value, isFew: Value, tables: LetterTables): { index: Value; weight: Value } {
  const { graph } = hash;
  const rows = tables.fewHash.slots;
  const row = where(isFew, emitSlots(hash, placeHash(graph, tables.fewHash)), whole(hash, rows));
  const flat = (data: Uint8Array | Int8Array, type: "int64" | "float32"): Value =>
    reshape(cast(gather(graph.constant(data, [rows + 1, FEW]), row), type), [0, -1]);
  return { index: flat(tables.fewClass, "int64"), weight: flat(tables.fewWeight, "float32") };
}

function emitMany(hash: Value, isMany: Value, tables: LetterTables): Value {
  const { graph } = hash;
  const rows = tables.manyHash.slots;
  const row = where(isMany, emitSlots(hash, placeHash(graph, tables.manyHash)), whole(hash, rows));
  return reduceSum(cast(gather(graph.constant(tables.manyWeight, [rows + 1, tables.classes]), row), "float32"), [1], false);
}

/**
 * Sums of steps by class, exactly those of `addLetterScores` in the kernels.
 * @param x - int64 [N, L] code points as `writeLetters` writes them, 0 as padding.
 * @returns float32 [N, classes], whole numbers.
 */
export function emitLetterScores(x: Value, tables: LetterTables, longest: number): Value {
  const { graph } = x;
  const { classes } = tables;
  const levels = emitLevels(x, tables, longest);
  const joined = (of: (level: Level) => Value): Value => concat(levels.map(of) as [Value, ...Value[]], 1);
  const hash = joined((level) => level.hash);
  const slot = joined((level) => level.slot);
  const known = joined((level) => level.known);
  const cls = where(known, cast(gather(graph.constant(tables.cls), slot), "int64"), whole(x, NOTHING));
  const isOne = less(cls, whole(x, classes));
  const one = {
    index: where(isOne, cls, whole(x, 0)),
    weight: where(isOne, cast(gather(graph.constant(tables.weight), slot), "float32"), graph.scalar(0)),
  };
  const few = emitFew(hash, equal(cls, whole(x, IN_FEW)), tables);
  const zeros = expand(graph.constant(new Float32Array(classes), [1, classes]), cast(reduceMax(x, [1], true), "float32"));
  const index = concat([one.index, few.index], 1);
  const added = scatterElements(zeros, index, concat([one.weight, few.weight], 1), { axis: 1, reduction: "add" });
  return add(added, emitMany(hash, equal(cls, whole(x, IN_MANY)), tables));
}
