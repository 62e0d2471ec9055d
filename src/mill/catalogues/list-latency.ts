import type { FindOptions, QuestionSet } from "../../modeling/index.ts";
import { type OpenCatalogueOptions, openCatalogue } from "../../serving/index.ts";
import type { Latency } from "../measure-latency.ts";

/** Lists that are timed, and lists before them that only warm up. */
const timed = 1000;
const warmUp = 50;

/** Times single lists, one after another, of a package that was opened as a server opens it. */
export async function measureListLatency(
  directory: string,
  { requests }: QuestionSet,
  options: FindOptions,
  opening: OpenCatalogueOptions,
): Promise<Latency> {
  const { model } = await openCatalogue(directory, opening);
  const count = Math.min(requests.length, timed);
  const times = new Float64Array(count);
  for (let round = -Math.min(warmUp, count); round < count; round++) {
    const request = requests.at((round + count) % count);
    const started = performance.now();
    model.find([request], options);
    if (round >= 0) times[round] = performance.now() - started;
  }
  times.sort();
  const at = (quantile: number): number => times[Math.min(count - 1, Math.floor(quantile * count))] ?? Number.NaN;
  return { p50Ms: at(0.5), p99Ms: at(0.99), rows: count };
}
