import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { random } from "../../src/kernels/index.ts";
import type { FinderExamples, FindRequest } from "../../src/modeling/index.ts";

/** Events to learn from, and for some askers the item that came next. */
export interface RecommendationSet {
  readonly name: string;
  readonly examples: FinderExamples;
  readonly requests: readonly FindRequest[];
  readonly targets: Int32Array;
  /** The contests that it is for; all where absent. */
  readonly contests?: readonly string[];
}

/** Askers that are asked about. */
const ASKED = 4000;

/** The last item of each sequence is what is asked for. */
function setOf(name: string, sequences: readonly Int32Array[], size: number): RecommendationSet {
  const histories = sequences.map((items) => items.subarray(0, -1));
  const askers = Int32Array.from(histories.flatMap((items, asker) => Array.from(items, () => asker)));
  const items = Int32Array.from(histories.flatMap((one) => [...one]));
  const step = Math.max(1, Math.floor(sequences.length / ASKED));
  const asked = Array.from(sequences.keys()).filter((asker) => asker % step === 0);
  const ids = (count: number): string[] => Array.from({ length: count }, (_, code) => String(code));
  return {
    name,
    examples: { catalogue: { ids: ids(size) }, askers: { ids: ids(sequences.length) }, events: { askers, items } },
    requests: asked.map((asker) => ({ asker, history: histories[asker] ?? new Int32Array() })),
    targets: Int32Array.from(asked, (asker) => sequences[asker]?.at(-1) ?? -1),
  };
}

/** Reviews of Amazon as S3-Rec has them; undefined where the data set is not there. */
function published(file: string): RecommendationSet | undefined {
  const path = join(process.env["MILLWRIGHT_DATA"] ?? "", `replacement-items/s3rec/${file}.txt.gz`);
  if (process.env["MILLWRIGHT_DATA"] === undefined || !existsSync(path)) return undefined;
  const lines = gunzipSync(readFileSync(path)).toString().trim().split("\n");
  const sequences = lines.map((line) => Int32Array.from(line.split(" ").slice(1), Number));
  return setOf(file, sequences, sequences.reduce((most, items) => items.reduce((large, item) => Math.max(large, item), most), 0) + 1);
}

/** 60,000 askers with 12 items each on average out of 20,000; items of 400 tastes, some far more popular than others. Seed 1. */
function generated(): RecommendationSet {
  const draws = random(1);
  const [askers, tastes, perTaste] = [60_000, 400, 50];
  const sequences = Array.from({ length: askers }, () => {
    const own = [draws.integer(tastes), draws.integer(tastes)];
    const items = new Set<number>();
    const length = 5 + draws.poisson(7);
    while (items.size < length) {
      const taste = draws.next() < 0.85 ? (own[draws.integer(2)] ?? 0) : draws.integer(tastes);
      items.add(taste * perTaste + Math.floor(draws.next() ** 2 * perTaste));
    }
    return Int32Array.from(items);
  });
  return setOf("generated, 60k × 20k, 720k events", sequences, tastes * perTaste);
}

/** 6,000 askers with 100 items each out of 3,000, so that nearly every two items meet. Seed 1. */
function generatedDense(): RecommendationSet {
  const draws = random(1);
  const [askers, items, length] = [6000, 3000, 100];
  const sequences = Array.from({ length: askers }, () => {
    const own = draws.integer(10);
    const met = new Set<number>();
    while (met.size < length) met.add(Math.floor(draws.next() ** 2 * (items / 10)) * 10 + (draws.next() < 0.5 ? own : draws.integer(10)));
    return Int32Array.from(met);
  });
  return { ...setOf("generated, 6k × 3k, 600k events", sequences, items), contests: ["ease"] };
}

/** Every set that is there. */
export function recommendationSets(): RecommendationSet[] {
  // An inverse of 20,000 rows takes the peer of EASE minutes.
  const large = { ...generated(), contests: ["als", "bpr", "item-knn"] };
  return [published("Beauty"), published("Toys_and_Games"), large, generatedDense()].filter((set) => set !== undefined);
}
