import { ascendingOrder, poolAdjacentViolators } from "../../kernels/index.ts";
import type { Finder, FinderExamples, FindRequest, FittedFinder, SavedFinder } from "../finding/finder.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import { allowedAnswers, heldOutQuestions } from "./held-out-questions.ts";
import { restoreMembers, saveMembers } from "./saved-members.ts";
import { damagedFinder, savedNumbers } from "./saved-parts.ts";

/** Settings of `answerChance`. */
export interface AnswerChanceSettings {
  /** Where askers are items: share of them that the chances are learned from, in (0, 1); 0.2 unless told. */
  readonly share?: number;
  /** Length of the lists that they are learned from; 20 unless told. */
  readonly depth?: number;
}

const KIND = "answer_chance";
/** Most questions that chances are learned from. */
const MOST = 5000;

/** From each score of `from` on, up to the next one, the chance is that of `chance`; below the first it is the first. */
interface ChanceSteps {
  readonly from: Float64Array;
  readonly chance: Float64Array;
}

function chanceAt({ from, chance }: ChanceSteps, score: number): number {
  if (Number.isNaN(score)) return score;
  let [low, high] = [0, from.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((from[middle] ?? 0) <= score) low = middle + 1;
    else high = middle;
  }
  return chance[Math.max(0, low - 1)] ?? 0;
}

/** Isotonic regression of "was right" on the score, over the lists of a model for questions that it did not learn from. */
async function learnSteps(
  member: Finder,
  examples: FinderExamples,
  context: Parameters<Finder["fit"]>[1],
  settings: Required<AnswerChanceSettings>,
): Promise<ChanceSteps> {
  const { share, depth } = settings;
  const how = examples.sameIds === true ? "askers" : "last_events";
  const { earlier, requests, relevant } = heldOutQuestions(KIND, examples, how, share, MOST, context.seed);
  const model = await member.fit(earlier, context);
  const allow =
    examples.sameIds === true ? (item: number, { asker }: FindRequest): boolean => item !== asker : allowedAnswers(requests, relevant);
  const { items, scores } = model.find(requests, { k: depth, ...(allow === undefined ? {} : { allow }) });
  const places = Int32Array.from([...items.keys()].filter((place) => (items[place] ?? -1) >= 0));
  const score = Float64Array.from(places, (place) => scores[place] ?? 0);
  const right = Float64Array.from(places, (place) => (relevant[Math.floor(place / depth)]?.includes(items[place] ?? -1) === true ? 1 : 0));
  const { first, y, weight } = poolAdjacentViolators(score, ascendingOrder(score), right, new Float64Array(score.length).fill(1));
  // One right and one wrong answer more in each block: no chance is certain.
  return { from: first, chance: y.map((value, block) => (value * (weight[block] ?? 0) + 1) / ((weight[block] ?? 0) + 2)) };
}

function fitted(member: FittedFinder, steps: ChanceSteps): FittedFinder {
  const { explain } = member;
  return {
    name: member.name,
    learned: { ...member.learned, chances: steps.from.length },
    find: (requests, options) => {
      const lists = member.find(requests, options);
      return { ...lists, scores: lists.scores.map((score) => chanceAt(steps, score)) };
    },
    score: (request, items) => member.score(request, items).map((score) => chanceAt(steps, score)),
    ...(explain === undefined ? {} : { explain: (request, item) => explain.call(member, request, item) }),
    save: () => {
      const { plain, tensors } = saveMembers([member]);
      return { kind: KIND, settings: { members: plain }, tensors: { ...tensors, chance_from: steps.from, chance: steps.chance } };
    },
  };
}

/**
 * A finder whose scores are chances: of the items of a list with this score, such a share was right for questions that nothing was learned
 * from: about askers that are items of the catalogue where they are, else each asker's last event. The order is the member's. It is learned twice, first without what the chances come from.
 * @throws MODELING_SETTING_INVALID
 * @see Zadrozny, Elkan (2002), "Transforming Classifier Scores into Accurate Multiclass Probability Estimates", KDD.
 * @example answerChance(aboutAsker(itemNeighbors(), { related: "purchases" }))
 */
export function answerChance(member: Finder, settings: AnswerChanceSettings = {}): Finder {
  const full = { share: 0.2, depth: 20, ...settings };
  checkNumber("answerChance", "share", full.share, { above: 0, most: 0.9 });
  checkNumber("answerChance", "depth", full.depth, { least: 1, whole: true });
  return {
    name: `${KIND}_${member.name}`,
    settings: { ...full, member: { name: member.name, settings: member.settings } },
    fit: async (examples, context) => {
      const steps = await learnSteps(member, examples, context, full);
      return fitted(await member.fit(examples, context), steps);
    },
  };
}

/** The finder from what was saved. @param restore - makes its member. @throws MODELING_FINDER_INVALID */
export function restoreAnswerChance(saved: SavedFinder, restore: (member: SavedFinder) => FittedFinder): FittedFinder {
  const from = savedNumbers(saved, "chance_from", Float64Array);
  const chance = savedNumbers(saved, "chance", Float64Array, from.length);
  const [member] = restoreMembers(saved, restore);
  return member === undefined ? damagedFinder(saved, "has no member") : fitted(member, { from, chance });
}
