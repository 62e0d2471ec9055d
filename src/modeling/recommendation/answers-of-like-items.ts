import { ScoreBoard } from "../../kernels/index.ts";
import type { Finder, FindRequest, FittedFinder, SavedFinder } from "../finding/finder.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import { eventsByAsker } from "./events-by-asker.ts";
import { restoreMembers, saveMembers } from "./saved-members.ts";
import { checkSavedRows, savedNumber, savedNumbers } from "./saved-parts.ts";
import { scoringFinder } from "./scoring-finder.ts";

/** Settings of `answersOfLikeItems`. */
export interface AnswersOfLikeItemsSettings {
  /** Like items that are looked at; 30 unless told. */
  readonly neighbors?: number;
}

const KIND = "answers_of_like_items";

/** Known answers of items, a row for each item of the catalogue. */
interface Known {
  readonly rowStart: Int32Array;
  readonly items: Int32Array;
}

function fitted(member: FittedFinder, { rowStart, items }: Known, neighbors: number, seed: number): FittedFinder {
  const size = rowStart.length - 1;
  const likeItems = (request: FindRequest): { item: number; likeness: number }[] => {
    const found = member.find([request], { k: neighbors, allow: (item) => item !== request.asker });
    return [...found.items].flatMap((item, place) => (item < 0 ? [] : [{ item, likeness: found.scores[place] ?? 0 }]));
  };
  const answersOf = (item: number): Int32Array => items.subarray(rowStart[item], rowStart[item + 1]);
  const own = new ScoreBoard(size);
  return scoringFinder({
    name: KIND,
    size,
    seed,
    learned: { items: size, answers: items.length },
    addScores: (request, board) => {
      own.clear();
      for (const { item, likeness } of likeItems(request)) {
        const answers = answersOf(item);
        for (const answer of answers) if (answer !== request.asker) own.add(answer, likeness / Math.sqrt(answers.length));
      }
      for (const item of own.touched.subarray(0, own.count)) board.add(item, own.values[item] ?? 0);
    },
    explain: (request, item) => {
      const because = likeItems(request).flatMap((one) => (answersOf(one.item).includes(item) ? [one.item] : []));
      if (because.length === 0) return { sentence: "no like item is known to be replaced by it" };
      return { sentence: "it replaces items that are much like the one asked about", because: because.slice(0, 3) };
    },
    save: () => {
      const parts = saveMembers([member]);
      return { kind: KIND, settings: { neighbors, seed, members: parts.plain }, tensors: { ...parts.tensors, row_start: rowStart, items } };
    },
  });
}

/**
 * For questions about an item, the known answers of the items that a member finds to be most like it. What is known of the asked item
 * itself, or names it, is never used: it works for new items.
 * @param member - finds like items; see `aboutAsker`.
 * @throws MODELING_SETTING_INVALID
 * @example answersOfLikeItems(aboutAsker(itemNeighbors(), { related: "purchases" }))
 */
export function answersOfLikeItems(member: Finder, settings: AnswersOfLikeItemsSettings = {}): Finder {
  const full = { neighbors: 30, ...settings };
  checkNumber("answersOfLikeItems", "neighbors", full.neighbors, { least: 1, whole: true });
  return {
    name: KIND,
    settings: { ...full, member: { name: member.name, settings: member.settings } },
    fit: async (examples, context) => {
      const { catalogue, askers } = examples;
      const codes = new Map(catalogue.ids.map((id, code) => [id, code]));
      const sequences = eventsByAsker(KIND, examples);
      const lists: number[][] = catalogue.ids.map(() => []);
      for (const [asker, id] of askers.ids.entries()) {
        const item = codes.get(id);
        const [from, to] = [sequences.rowStart[asker], sequences.rowStart[asker + 1]];
        if (item !== undefined) lists[item] = [...sequences.items.subarray(from, to)];
      }
      const rowStart = new Int32Array(lists.length + 1);
      for (const [item, list] of lists.entries()) rowStart[item + 1] = (rowStart[item] ?? 0) + list.length;
      return fitted(await member.fit(examples, context), { rowStart, items: Int32Array.from(lists.flat()) }, full.neighbors, context.seed);
    },
  };
}

/** The finder from what was saved. @param restore - makes its member. @throws MODELING_FINDER_INVALID */
export function restoreAnswersOfLikeItems(saved: SavedFinder, restore: (member: SavedFinder) => FittedFinder): FittedFinder {
  const rowStart = savedNumbers(saved, "row_start", Int32Array);
  const items = savedNumbers(saved, "items", Int32Array, rowStart.at(-1));
  checkSavedRows(saved, rowStart, items, rowStart.length - 1);
  const [member] = restoreMembers(saved, restore);
  const known = { rowStart, items };
  return fitted(
    member ?? restore({ kind: "", settings: {}, tensors: {} }),
    known,
    savedNumber(saved, "neighbors"),
    savedNumber(saved, "seed"),
  );
}
