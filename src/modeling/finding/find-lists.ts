import { setImmediate } from "node:timers/promises";
import { MillwrightError } from "../../errors/index.ts";
import type { FindOptions, FindRequest, FittedFinder, RankedLists } from "./finder.ts";

/** Requests that are made when they are needed. */
export interface RequestSet {
  readonly length: number;
  readonly at: (index: number) => FindRequest;
}

/** Requests of one call of `find`. */
const perCall = 256;

function refuse(finder: string, problem: string): never {
  throw new MillwrightError("MODELING_FINDER_ANSWER", `finder "${finder}" ${problem}.`, "Run finderContract of millwright/testing on it.");
}

/** Lists hold what may be answered, each item once, and then nothing: a broken finder must not look better than it is. */
function checkLists(name: string, found: RankedLists, requests: readonly FindRequest[], { k, allow }: FindOptions): void {
  if (found.k !== k || found.items.length !== requests.length * k || found.scores.length !== found.items.length) {
    refuse(name, `gave ${found.items.length} items and ${found.scores.length} scores for ${requests.length} requests of ${k}`);
  }
  requests.forEach((request, row) => {
    const list = found.items.subarray(row * k, (row + 1) * k);
    const seen = new Set<number>();
    let ended = false;
    for (const item of list) {
      if (item < 0) ended = true;
      else if (ended) refuse(name, "left a place of a list empty before its end");
      else if (seen.has(item)) refuse(name, `answered item ${item} twice`);
      else if (allow !== undefined && !allow(item, request)) refuse(name, `answered item ${item}, which was not allowed`);
      else seen.add(item);
    }
  });
}

/**
 * Lists for many requests, some at a time, over the whole catalogue: nothing is sampled.
 * @throws MODELING_FINDER_ANSWER when a list repeats an item or holds one that was not allowed.
 * @example (await findLists(model, { length: requests.length, at: (index) => requests[index] }, { k: 10 })).items
 */
export async function findLists(
  model: FittedFinder,
  requests: RequestSet,
  options: FindOptions,
  context: { readonly signal?: AbortSignal; readonly onProgress?: (done: number) => void } = {},
): Promise<RankedLists> {
  const { k } = options;
  const items = new Int32Array(requests.length * k);
  const scores = new Float64Array(requests.length * k);
  for (let from = 0; from < requests.length; from += perCall) {
    const part = Array.from({ length: Math.min(perCall, requests.length - from) }, (_, index) => requests.at(from + index));
    const found = model.find(part, options);
    checkLists(model.name, found, part, options);
    items.set(found.items, from * k);
    scores.set(found.scores, from * k);
    context.onProgress?.(from + part.length);
    await setImmediate();
    context.signal?.throwIfAborted();
  }
  return { k, items, scores };
}
