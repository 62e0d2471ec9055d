import type { FittedFinder } from "millwright";

/** Turns a model's score into the chance that an item is a right answer, in [0, 1]; rises with the score. */
export type ChanceOfAcceptance = (score: number) => number;

/** Questions about items with what was right. */
export interface JudgedQuestions {
  /** Codes of the wanted items. */
  readonly items: readonly number[];
  readonly right: readonly (readonly number[])[];
}

/** Neighbouring groups that are out of order are put together, so that the chance rises with the score. */
function pool(groups: { score: number; rows: number; hits: number }[]): { score: number; rows: number; hits: number }[] {
  const pooled: { score: number; rows: number; hits: number }[] = [];
  for (const group of groups) {
    let own = { ...group };
    for (let last = pooled.at(-1); last !== undefined && last.hits * own.rows >= own.hits * last.rows; last = pooled.at(-1)) {
      pooled.pop();
      own = { score: last.score, rows: last.rows + own.rows, hits: last.hits + own.hits };
    }
    pooled.push(own);
  }
  return pooled;
}

/**
 * Chances by isotonic regression of "was right" on the score, over the model's lists for questions that it did not learn from.
 * @param depth - length of the lists.
 * @see Zadrozny, Elkan (2002), "Transforming Classifier Scores into Accurate Multiclass Probability Estimates", KDD.
 */
export function chanceOfAcceptance(model: FittedFinder, { items, right }: JudgedQuestions, depth = 20): ChanceOfAcceptance {
  const requests = items.map((asker) => ({ asker, history: new Int32Array() }));
  const lists = model.find(requests, { k: depth, allow: (item, { asker }) => item !== asker });
  const rows = [...lists.items].flatMap((item, place) => {
    if (item < 0) return [];
    const hits = right[Math.floor(place / depth)]?.includes(item) === true ? 1 : 0;
    return [{ score: lists.scores[place] ?? 0, rows: 1, hits }];
  });
  const steps = pool(rows.toSorted((a, b) => a.score - b.score));
  return (score) => {
    let chance = 0;
    // One right and one wrong answer are added to each step: no chance is certain.
    for (const step of steps) if (step.score <= score) chance = (step.hits + 1) / (step.rows + 2);
    return steps.length === 0 || Number.isNaN(score) ? 0 : chance;
  };
}
