import { bestOfBoard, ScoreBoard, tieOrder } from "../../kernels/index.ts";
import type { Finder, FinderContext, FindOptions, FindRequest, FittedFinder, RankedLists, SavedFinder } from "../finding/finder.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import { chooseWeights } from "./choose-weights.ts";
import { restoreMembers, saveMembers } from "./saved-members.ts";
import { savedNumber, savedNumberList } from "./saved-parts.ts";

/** Settings of `blendFinders`. */
export interface BlendSettings {
  /** Weight of each member; chosen on the validation requests of the fit unless told. */
  readonly weights?: readonly number[];
  /** Length of the lists that members are asked for; 200 unless told. */
  readonly depth?: number;
  /** The k of the NDCG that weights are chosen by; 10 unless told. */
  readonly at?: number;
}

const KIND = "blend";

/** Adds a member's list to a board: each score as a share of the list's first, so that members are on one scale. */
function addList({ k, items, scores }: RankedLists, row: number, weight: number, board: ScoreBoard): void {
  const top = Math.abs(scores[row * k] ?? 0) || 1;
  for (let place = row * k; place < (row + 1) * k; place++) {
    const item = items[place] ?? -1;
    if (item < 0) return;
    board.add(item, (weight * (scores[place] ?? 0)) / top);
  }
}

/** What a blend is made of. */
interface Blend {
  readonly members: readonly FittedFinder[];
  readonly weights: readonly number[];
  readonly depth: number;
  readonly size: number;
  readonly seed: number;
}

/** Lists of all members for some requests, put together. */
function blendedLists(
  { members, weights, depth, size, seed }: Blend,
  requests: readonly FindRequest[],
  { k, allow }: FindOptions,
): RankedLists {
  const lists = members.map((member) => member.find(requests, { k: Math.max(k, depth), ...(allow === undefined ? {} : { allow }) }));
  const [board, ties] = [new ScoreBoard(size), tieOrder(size, seed)];
  const items = new Int32Array(requests.length * k).fill(-1);
  const scores = new Float64Array(requests.length * k).fill(Number.NaN);
  for (let row = 0; row < requests.length; row++) {
    for (const [member, list] of lists.entries()) addList(list, row, weights[member] ?? 0, board);
    bestOfBoard(board, k, ties, undefined, items, scores, row * k);
    board.clear();
  }
  return { k, items, scores };
}

function fitted(blend: Blend): FittedFinder {
  const { members, weights, depth, size, seed } = blend;
  return {
    name: KIND,
    learned: Object.fromEntries(members.map(({ name }, member) => [`weight_${member}_${name}`, weights[member] ?? 0])),
    find: (requests, options) => blendedLists(blend, requests, options),
    score: (request, items) => {
      const asked = new Set(items);
      const { items: found, scores } = blendedLists(blend, [request], { k: Math.max(1, asked.size), allow: (item) => asked.has(item) });
      const known = new Map([...found].map((item, place) => [item, scores[place] ?? 0]));
      return Float64Array.from(items, (item) => known.get(item) ?? 0);
    },
    explain: (request, item) => {
      const shares = members.map((member, n) => (weights[n] ?? 0) * (member.score(request, Int32Array.of(item))[0] ?? 0));
      const best = shares.indexOf(Math.max(...shares));
      return members[best]?.explain?.(request, item) ?? { sentence: "several signals together speak for it" };
    },
    save: () => {
      const parts = saveMembers(members);
      return { kind: KIND, settings: { weights, depth, size, seed, members: parts.plain }, tensors: parts.tensors };
    },
  };
}

/** Weights from validation requests; all alike where there are none. */
function weightsFor(
  members: readonly FittedFinder[],
  settings: Required<Omit<BlendSettings, "weights">>,
  context: FinderContext,
): number[] {
  const { validation } = context;
  if (validation === undefined || validation.requests.length === 0) return members.map(() => 1);
  return chooseWeights(members, validation, { depth: settings.depth, at: settings.at });
}

/**
 * Several finders as one: scores of each, as shares of its best, are added with weights that are chosen on validation requests by NDCG.
 * Without validation requests and without weights all members count alike.
 * @throws MODELING_SETTING_INVALID
 * @example blendFinders([itemTransitions(), itemNeighbors()])
 */
export function blendFinders(members: readonly Finder[], settings: BlendSettings = {}): Finder {
  const full = { depth: 200, at: 10, ...settings };
  checkNumber("blendFinders", "members", members.length, { least: 1, whole: true });
  checkNumber("blendFinders", "depth", full.depth, { least: 1, whole: true });
  checkNumber("blendFinders", "at", full.at, { least: 1, whole: true });
  if (full.weights !== undefined)
    checkNumber("blendFinders", "weights", full.weights.length, { least: members.length, most: members.length });
  for (const weight of full.weights ?? []) checkNumber("blendFinders", "weight", weight, { least: 0 });
  return {
    name: KIND,
    settings: { ...full, members: members.map(({ name, settings: own }) => ({ name, settings: own })) },
    fit: async (examples, context) => {
      const parts: FittedFinder[] = [];
      for (const member of members) parts.push(await member.fit(examples, context));
      const weights = full.weights ?? weightsFor(parts, full, context);
      return fitted({ members: parts, weights, depth: full.depth, size: examples.catalogue.ids.length, seed: context.seed });
    },
  };
}

/** A blend from what was saved. @param restore - makes its members. @throws MODELING_FINDER_INVALID */
export function restoreBlend(saved: SavedFinder, restore: (member: SavedFinder) => FittedFinder): FittedFinder {
  const members = restoreMembers(saved, restore);
  const number = (name: string): number => savedNumber(saved, name);
  const weights = savedNumberList(saved, "weights", members.length);
  return fitted({ members, weights, depth: number("depth"), size: number("size"), seed: number("seed") });
}
