import { tieOrder } from "../../../kernels/index.ts";
import { checkChoice, checkNumber } from "../../fitting/check-settings.ts";
import { restoreMembers, saveMembers } from "../../recommendation/saved-members.ts";
import { savedNumber, savedNumbers } from "../../recommendation/saved-parts.ts";
import { ensembleFromTensors, ensembleTensors } from "../../trees/ensemble-tensors.ts";
import { type FittedTrees, fittedTrees } from "../../trees/fitted-trees.ts";
import { itemTotals } from "../event-totals.ts";
import type { Finder, FinderExamples, FindOptions, FindRequest, FittedFinder, SavedFinder } from "../finder.ts";
import { rankedLists } from "../ranked-lists.ts";
import { candidateTable, columnsOf, type Describing, describeItems } from "./candidate-table.ts";
import { diversify, type Rated } from "./diversify.ts";
import { trainTwoStage } from "./train-two-stage.ts";

const NAME = "two_stage";

/** What the trees learn: the probability that a candidate is right, or the order of a question's candidates. */
export const twoStageObjectives = ["log_loss", "lambda_rank"] as const;

/** Settings of `twoStage`. */
export interface TwoStageSettings {
  /** Items that each member is asked for; 100 unless told. */
  readonly perMember?: number;
  /** Whether what an asker knows already may be right again; false unless told. Should be what the task's `repeats` is. */
  readonly known?: boolean;
  /** Askers one of whose events is held out for the trees to learn from; 2,000 unless told. */
  readonly askers?: number;
  /** "log_loss", the usual, gives probabilities; "lambda_rank" learns NDCG. */
  readonly objective?: (typeof twoStageObjectives)[number];
  /** Trees; 100 unless told. */
  readonly rounds?: number;
  /** Leaves of each tree; 15 unless told. */
  readonly leaves?: number;
  readonly learningRate?: number;
  readonly minimumLeafRows?: number;
  /** Spreads a list over the values of a category column of the catalogue: what a second item of one value costs, in units of the score. */
  readonly diversity?: { readonly column: string; readonly penalty: number };
}

/** Every setting. */
export type FullTwoStage = Required<Omit<TwoStageSettings, "diversity">> & Pick<TwoStageSettings, "diversity">;

function fill(settings: TwoStageSettings): FullTwoStage {
  const full = {
    perMember: 100,
    known: false,
    askers: 2000,
    objective: "log_loss",
    rounds: 100,
    leaves: 15,
    learningRate: 0.1,
    minimumLeafRows: 20,
    ...settings,
  } as const;
  checkChoice(NAME, "objective", full.objective, twoStageObjectives);
  for (const key of ["perMember", "askers"] as const) checkNumber(NAME, key, full[key], { least: 1, whole: true });
  if (full.diversity !== undefined) checkNumber(NAME, "diversity.penalty", full.diversity.penalty, { least: 0 });
  return full;
}

/** A fitted two-stage finder's parts. */
interface Parts extends Describing {
  readonly trees: FittedTrees;
  readonly tie: Int32Array;
  /** Kind of each item, for diversity; -1 where unknown. */
  readonly kinds: Int32Array;
  readonly penalty: number;
}

function rate({ trees, ...describing }: Parts, values: Float32Array, rows: number): Float64Array {
  return trees.predict({ rows, dense: { rows, columns: columnsOf(describing), values } }).values;
}

/** One list, with what each step took. */
function listFor(parts: Parts, request: FindRequest, { k, allow }: FindOptions) {
  const { items, values, ms } = candidateTable(parts, request, allow);
  const started = performance.now();
  const scores = rate(parts, values, items.length);
  const ranked = Array.from(items, (item, row): Rated => ({ item, score: scores[row] ?? Number.NaN })).sort(
    (a, b) => b.score - a.score || (parts.tie[a.item] ?? 0) - (parts.tie[b.item] ?? 0),
  );
  const rated = performance.now();
  const list = diversify(ranked, k, (item) => parts.kinds[item] ?? -1, parts.penalty);
  return { list, ms: [ms.candidates, ms.features, rated - started, performance.now() - rated] };
}

function fitted(parts: Parts): FittedFinder {
  const { members, trees, totals, tie, kinds, penalty, perMember } = parts;
  return {
    name: NAME,
    learned: { members: members.length, ...trees.learned },
    find: (requests, options) => {
      const found = requests.map((request) => listFor(parts, request, options));
      const lists = found.map(({ list }) => ({ items: list.map(({ item }) => item), scores: list.map(({ score }) => score) }));
      const stages = ["candidates", "features", "re-rank", "diversity"].map((stage, at) => ({
        stage,
        ms: found.reduce((sum, { ms }) => sum + (ms[at] ?? 0), 0),
      }));
      return { ...rankedLists(options.k, lists), stages };
    },
    score: (request, items) => rate(parts, describeItems(parts, request, items), items.length),
    explain: (request, item) => {
      // The member that puts it highest among its own says why.
      const places = members.map((member) => member.find([request], { k: perMember }).items.indexOf(item));
      const best = places.reduce((of, place, at) => (place >= 0 && (of < 0 || place < (places[of] ?? 0)) ? at : of), -1);
      return members[best]?.explain?.(request, item) ?? { sentence: "Several signals together speak for it." };
    },
    save: () => {
      const parts = saveMembers(members);
      return {
        kind: NAME,
        settings: { perMember, penalty, members: parts.plain },
        tensors: { ...parts.tensors, ...ensembleTensors(trees.ensemble), totals, tie, kinds },
      };
    },
  };
}

function kindsOf({ catalogue }: FinderExamples, column: string | undefined): Int32Array {
  if (column === undefined || catalogue.table === undefined) return new Int32Array(catalogue.ids.length).fill(-1);
  return catalogue.table.column(column, "category").codes;
}

/**
 * Several finders give candidates, boosted trees put them in order by all that the finders, the asker's past and popularity say of them, and
 * a penalty spreads the list over kinds of items. Each step's time stands in `RankedLists.stages`.
 * @throws MODELING_SETTING_INVALID; fitting: MODELING_TOO_FEW_ROWS, DATA_COLUMN_MISSING and what the members throw
 * @see Covington, Adams and Sargin (2016), "Deep Neural Networks for YouTube Recommendations", RecSys.
 * @example twoStage([itemTransitions(), itemNeighbors(), popularity()], { diversity: { column: "brand", penalty: 0.05 } })
 */
export function twoStage(finders: readonly Finder[], settings: TwoStageSettings = {}): Finder {
  const full = fill(settings);
  checkNumber(NAME, "members", finders.length, { least: 1, whole: true });
  return {
    name: NAME,
    settings: { ...full, members: finders.map(({ name, settings: own }) => ({ name, settings: own })) },
    fit: async (examples, context) => {
      const kinds = kindsOf(examples, full.diversity?.column);
      const ensemble = await trainTwoStage(finders, examples, full, context);
      const members: FittedFinder[] = [];
      for (const finder of finders) members.push(await finder.fit(examples, context));
      return fitted({
        members,
        perMember: full.perMember,
        totals: itemTotals(examples),
        trees: fittedTrees(NAME, ensemble),
        tie: tieOrder(examples.catalogue.ids.length, context.seed),
        kinds,
        penalty: full.diversity?.penalty ?? 0,
      });
    },
  };
}

/** The finder that was saved. @param restore - makes its members. @throws MODELING_FINDER_INVALID, MODELING_FILE_INVALID */
export function restoreTwoStage(saved: SavedFinder, restore: (member: SavedFinder) => FittedFinder): FittedFinder {
  const members = restoreMembers(saved, restore);
  const totals = savedNumbers(saved, "totals", Float64Array);
  return fitted({
    members,
    perMember: savedNumber(saved, "perMember"),
    totals,
    trees: fittedTrees(NAME, ensembleFromTensors(saved.tensors)),
    tie: savedNumbers(saved, "tie", Int32Array, totals.length),
    kinds: savedNumbers(saved, "kinds", Int32Array, totals.length),
    penalty: savedNumber(saved, "penalty"),
  });
}
