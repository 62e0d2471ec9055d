import { listOf, packLists, Table } from "../data/index.ts";
import { random } from "../kernels/index.ts";
import type { Judged, JudgedLists } from "../modeling/index.ts";
import type { MetricCase } from "./judged-cases.ts";

const items = 40;
const places = 10;
const askers = 12;

/** Pairs that right items win where they stand in the list, and lose where they do not. */
function pairsOf(lists: readonly (readonly number[])[], { relevant }: Pick<JudgedLists, "relevant">): NonNullable<JudgedLists["pairs"]> {
  const right = Float64Array.from(lists, (_, row) => listOf(relevant, row).length);
  const won = Float64Array.from(lists, (list, row) => listOf(relevant, row).filter((item) => list.includes(item)).length);
  return { uniform: { right, won }, degree_matched: { right, won } };
}

function judgedOf(lists: readonly (readonly number[])[], found: Omit<JudgedLists, "lists" | "pairs">, scores: readonly number[]): Judged {
  const rows = lists.length;
  const flat = Int32Array.from(lists.flatMap((list) => Array.from({ length: places }, (_, place) => list[place] ?? -1)));
  const values = Float64Array.from(flat, (item, at) => (item < 0 ? Number.NaN : (scores[Math.floor(at / places)] ?? 0) - (at % places)));
  return {
    prediction: { rows, width: 0, values: new Float64Array(0) },
    truth: Float64Array.from({ length: rows }, (_, row) => listOf(found.relevant, row).length),
    table: new Table("case", { question: { kind: "number", values: Float64Array.from({ length: rows }, (_, row) => row) } }),
    classes: [],
    found: { ...found, lists: { k: places, items: flat, scores: values }, pairs: pairsOf(lists, found) },
  };
}

/** Lists of questions once more behind all, from other askers. */
function repeat(judged: Judged, rows: Int32Array): Judged {
  const { found } = judged;
  if (found === undefined) return judged;
  const all = [...found.askers.keys(), ...rows];
  const { k } = found.lists;
  const list = (row: number): number[] => [...found.lists.items.subarray(row * k, (row + 1) * k)].filter((item) => item >= 0);
  const grades = all.flatMap((row) => [...(found.grades?.subarray(found.relevant.start[row], found.relevant.start[row + 1]) ?? [])]);
  return judgedOf(
    all.map(list),
    {
      relevant: packLists(all.map((row) => listOf(found.relevant, row))),
      grades: Float64Array.from(grades),
      askers: Int32Array.from(all, (row, at) => (found.askers[row] ?? 0) + (at < found.askers.length ? 0 : askers)),
      popularity: found.popularity,
      ...(found.likeness === undefined ? {} : { likeness: found.likeness }),
    },
    all.map((row) => found.lists.scores[row * k] ?? 0),
  );
}

/**
 * Questions of a few askers with graded answers and lists of several lengths, some of equal confidence, for `metricContract`.
 * @param rated - what the best possible lists are; `undefined` for metrics of lists that do not look at what was right.
 */
export function listCase({ seed = 1, withPerfect }: { readonly seed?: number; readonly withPerfect: boolean }): MetricCase {
  const stream = random(seed).fork("lists");
  const rows = Array.from({ length: 60 }, (_, row) => row);
  const some = (count: number): number[] => stream.shuffle(Array.from({ length: items }, (_, item) => item)).slice(0, count);
  const relevant = rows.map(() => some(1 + stream.integer(4)));
  const grades = relevant.map((right) => right.map(() => 1 + stream.integer(3)));
  const popularity = Float64Array.from({ length: items }, (_, item) => (item < 5 ? 0 : 1 / (items - 5)));
  const about = {
    relevant: packLists(relevant),
    grades: Float64Array.from(grades.flat()),
    askers: Int32Array.from(rows, (row) => row % askers),
    popularity,
    likeness: (one: number, other: number) => (one % 4 === other % 4 ? 1 : 0.25),
  };
  const lists = rows.map((row) =>
    [...new Set([...(stream.next() < 0.5 ? (relevant[row] ?? []) : []), ...some(3 + stream.integer(7))])].slice(0, places),
  );
  const confidence = rows.map(() => 10 + stream.integer(8));
  const best = rows.map((row) => {
    const own = grades[row] ?? [];
    return (relevant[row] ?? [])
      .map((item, at) => ({ item, grade: own[at] ?? 0 }))
      .sort((a, b) => b.grade - a.grade)
      .map(({ item }) => item);
  });
  return {
    name: `${rows.length} lists`,
    judged: judgedOf(lists, about, confidence),
    ...(withPerfect ? { perfect: judgedOf(best, about, confidence) } : {}),
    repeat,
  };
}
