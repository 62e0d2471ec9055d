import type { FittedPairRanker } from "millwright";

/** What is being typed. */
export interface Draft {
  readonly title: string;
  readonly body?: string;
}

/** What is shown while a question is typed. */
export interface SimilarQuestions {
  readonly similar: readonly { readonly id: string; readonly title: string; readonly p: number }[];
  /** The question that was very likely asked before; a banner shows it, and never keeps the draft from being posted. */
  readonly duplicateOf?: string;
}

/** A question counts as asked before from this probability on: hiding a new question costs more than a duplicate. */
export const bannerFrom = 0.9;
/** Below this it is not shown at all. */
const shownFrom = 0.02;
const LONGEST = 1000;

/** Questions of the forum, by the codes of a ranker. */
export interface Forum {
  readonly model: FittedPairRanker;
  readonly ids: string[];
  readonly titles: string[];
}

/** Five similar questions with their probabilities. A draft is read, not stored. */
export function suggestSimilar({ model, ids, titles }: Forum, { title, body = "" }: Draft): SimilarQuestions {
  const words = `${title} ${body}`.trim().slice(0, LONGEST);
  const request = { asker: -1, history: new Int32Array(0), context: { title: words } };
  const { items } = model.find([request], { k: 5 });
  const codes = items.filter((code) => code >= 0);
  const probabilities = model.probabilities(request, codes);
  const similar = Array.from(codes, (code, place) => ({ id: ids[code] ?? "", title: titles[code] ?? "", p: probabilities[place] ?? 0 }))
    .filter(({ p }) => p >= shownFrom)
    .sort((a, b) => b.p - a.p);
  const [best] = similar;
  return best !== undefined && best.p >= bannerFrom ? { similar, duplicateOf: best.id } : { similar };
}

/** Indexes a question that was just posted: the next draft finds it. */
export function indexPosted(forum: Forum, { id, title }: { readonly id: string; readonly title: string }): void {
  forum.model.add(title);
  forum.ids.push(id);
  forum.titles.push(title);
}
