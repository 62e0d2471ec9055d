import { bestOfBoard, ScoreBoard, TreePredictor, tieOrder } from "../../kernels/index.ts";
import type {
  Finder,
  FinderContext,
  FinderExamples,
  FindOptions,
  FindRequest,
  FittedFinder,
  RankedLists,
  SavedFinder,
} from "../finding/finder.ts";
import { checkChoice, checkNumber } from "../fitting/check-settings.ts";
import { trainTrees } from "../trees/boosting/train-trees.ts";
import { ensembleFromTensors, ensembleTensors } from "../trees/ensemble-tensors.ts";
import { lambdaRank } from "../trees/objectives/lambda-rank.ts";
import type { TreeEnsemble } from "../trees/tree-ensemble.ts";
import { candidatesOf, columnNames, type ItemFacts, itemFacts } from "./candidate-columns.ts";
import { allowedAnswers, type HoldOut, heldOutQuestions } from "./held-out-questions.ts";
import { rankingExamples } from "./ranking-examples.ts";
import { restoreMembers, saveMembers } from "./saved-members.ts";
import { checkSavedRows, damagedFinder, savedNumber, savedNumbers } from "./saved-parts.ts";

/** Settings of `stackFinders`. */
export interface StackSettings {
  /** What the trees learn from; "last_events" unless told. */
  readonly holdOut?: HoldOut;
  /** Share of the latest askers that are held out, with "latest_askers" and "askers"; 0.1 unless told. */
  readonly share?: number;
  /** Questions that the trees learn from, at most; 10,000 unless told. */
  readonly questions?: number;
  /** Length of the members' lists; 100 unless told. */
  readonly depth?: number;
  /** The k of the NDCG that is made large; 10 unless told. */
  readonly at?: number;
  /** Columns of the catalogue whose values are compared; none unless told. */
  readonly attributes?: readonly string[];
  /** Rounds of boosting; 150 unless told. */
  readonly rounds?: number;
  /** 0.05 unless told. */
  readonly learningRate?: number;
  /** 15 unless told. */
  readonly maximumLeaves?: number;
}

type Full = Required<StackSettings>;

const KIND = "stack";

/** What a stack is made of. */
export interface Stack {
  readonly members: readonly FittedFinder[];
  readonly facts: ItemFacts;
  readonly ensemble: TreeEnsemble;
  readonly settings: Pick<Full, "depth">;
  readonly size: number;
  readonly seed: number;
}

/** The fitted stack. */
export function fittedStack(stack: Stack): FittedFinder {
  const { members, facts, ensemble, settings, size, seed } = stack;
  const predictor = new TreePredictor(ensemble);
  const board = new ScoreBoard(size);
  const ties = tieOrder(size, seed);
  const fill = (request: FindRequest, allow: FindOptions["allow"], depth: number): void => {
    board.clear();
    const { items, values } = candidatesOf(members, facts, request, depth, allow);
    if (items.length === 0) return;
    const scores = predictor.scores(values, items.length);
    for (const [row, item] of items.entries()) board.add(item, scores[row] ?? 0);
  };
  return {
    name: KIND,
    learned: { members: members.length, trees: ensemble.trees.length },
    find: (requests, { k, allow }): RankedLists => {
      const items = new Int32Array(requests.length * k).fill(-1);
      const scores = new Float64Array(requests.length * k).fill(Number.NaN);
      for (const [row, request] of requests.entries()) {
        fill(request, allow, Math.max(k, settings.depth));
        bestOfBoard(board, k, ties, undefined, items, scores, row * k);
      }
      return { k, items, scores };
    },
    score: (request, items) => {
      fill(request, undefined, settings.depth);
      const least = board.touched.subarray(0, board.count).reduce((low, item) => Math.min(low, board.values[item] ?? 0), 0);
      return Float64Array.from(items, (item) => (board.has(item) ? (board.values[item] ?? 0) : least - 1));
    },
    explain: (request, item) => {
      const places = members.map((member) => member.find([request], { k: settings.depth }).items.indexOf(item));
      const first = places.reduce((best, place, n) => (place >= 0 && (best < 0 || place < (places[best] ?? 0)) ? n : best), -1);
      return members[first]?.explain?.(request, item) ?? { sentence: "several signals together speak for it" };
    },
    save: () => savedStack(stack),
  };
}

function savedStack({ members, facts, ensemble, settings, size, seed }: Stack): SavedFinder {
  const parts = saveMembers(members);
  const { popularity, trend, attributes } = facts;
  const listed = attributes === undefined ? {} : attributeTensors(attributes);
  return {
    kind: KIND,
    settings: { ...settings, size, seed, sameIds: Number(facts.sameIds), members: parts.plain },
    tensors: { ...parts.tensors, ...ensembleTensors(ensemble), popularity, trend, ...listed },
  };
}

function attributeTensors(attributes: readonly (readonly number[])[]): SavedFinder["tensors"] {
  const starts = new Int32Array(attributes.length + 1);
  for (const [item, codes] of attributes.entries()) starts[item + 1] = (starts[item] ?? 0) + codes.length;
  return { attribute_start: starts, attribute_codes: Int32Array.from(attributes.flat()) };
}

/** A stack from what was saved. @param restore - makes its members. @throws MODELING_FINDER_INVALID, MODELING_FILE_INVALID */
export function restoreStack(saved: SavedFinder, restore: (member: SavedFinder) => FittedFinder): FittedFinder {
  const members = restoreMembers(saved, restore);
  const number = (name: string): number => savedNumber(saved, name);
  const size = number("size");
  const scores = {
    sameIds: number("sameIds") === 1,
    popularity: savedNumbers(saved, "popularity", Float32Array, size),
    trend: savedNumbers(saved, "trend", Float32Array, size),
  };
  let facts: ItemFacts = scores;
  if (saved.tensors["attribute_start"] !== undefined) {
    const starts = savedNumbers(saved, "attribute_start", Int32Array, size + 1);
    const codes = savedNumbers(saved, "attribute_codes", Int32Array);
    checkSavedRows(saved, starts, codes, codes.length);
    facts = { ...scores, attributes: Array.from({ length: size }, (_, item) => [...codes.subarray(starts[item], starts[item + 1])]) };
  }
  const ensemble = ensembleFromTensors(saved.tensors);
  if (ensemble.columns !== columnNames(members, facts.attributes !== undefined).length)
    damagedFinder(saved, "has trees over other columns");
  const settings = { depth: number("depth") };
  return fittedStack({ members, facts, ensemble, settings, size, seed: number("seed") });
}

async function learnTrees(
  members: readonly Finder[],
  settings: Full,
  examples: FinderExamples,
  context: FinderContext,
): Promise<TreeEnsemble> {
  const { holdOut, share, questions, depth, at, attributes, rounds, learningRate, maximumLeaves } = settings;
  const { earlier, requests, relevant } = heldOutQuestions("stackFinders", examples, holdOut, share, questions, context.seed);
  const parts: FittedFinder[] = [];
  for (const member of members) parts.push(await member.fit(earlier, { seed: context.seed }));
  const facts = itemFacts(earlier, attributes);
  const allow = allowedAnswers(requests, relevant);
  const names = columnNames(parts, facts.attributes !== undefined);
  const rows = rankingExamples(requests, relevant, names.length, (request) => candidatesOf(parts, facts, request, depth, allow));
  const boosting = {
    objective: lambdaRank({ at, truncation: Math.max(at, 20) }),
    rounds,
    learningRate,
    maximumLeaves,
    minimumLeafRows: 50,
  };
  // Grades are numbers; the objective alone looks at them as ranks.
  const task = { kind: "regression", classes: 0 } as const;
  const stop = context.signal === undefined ? {} : { signal: context.signal };
  const { ensemble } = await trainTrees("stackFinders", rows, boosting, { task, seed: context.seed, ...stop });
  return { ...ensemble, columnNames: names };
}

/**
 * Several finders, re-ranked by boosted trees: members learn from all but some held-out events, trees learn to put the held-out items
 * first among the members' candidates, then the members learn from everything.
 * @throws MODELING_SETTING_INVALID
 * @see Burges (2010), "From RankNet to LambdaRank to LambdaMART: An Overview", MSR-TR-2010-82.
 * @example stackFinders([itemTransitions(), itemNeighbors()], { depth: 50 })
 */
export function stackFinders(members: readonly Finder[], settings: StackSettings = {}): Finder {
  const sampling = { holdOut: "last_events" as const, share: 0.1, questions: 10_000, depth: 100, at: 10, attributes: [] };
  const full: Full = { ...sampling, rounds: 150, learningRate: 0.05, maximumLeaves: 15, ...settings };
  checkNumber("stackFinders", "members", members.length, { least: 1, whole: true });
  checkChoice("stackFinders", "holdOut", full.holdOut, ["last_events", "latest_askers", "askers"]);
  checkNumber("stackFinders", "share", full.share, { above: 0, most: 0.5 });
  for (const name of ["questions", "depth", "at", "rounds"] as const)
    checkNumber("stackFinders", name, full[name], { least: 1, whole: true });
  return {
    name: KIND,
    settings: { ...full, members: members.map(({ name, settings: own }) => ({ name, settings: own })) },
    fit: async (examples, context) => {
      const ensemble = await learnTrees(members, full, examples, context);
      const parts: FittedFinder[] = [];
      for (const member of members) parts.push(await member.fit(examples, context));
      const facts = itemFacts(examples, full.attributes);
      return fittedStack({ members: parts, facts, ensemble, settings: full, size: examples.catalogue.ids.length, seed: context.seed });
    },
  };
}
