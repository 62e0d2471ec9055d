import type { FittedFinder, Random } from "millwright";

/** What the service knows of accounts beside the graph, by code. */
export interface Directory {
  readonly ids: readonly string[];
  /** Accounts that let nobody find them. */
  readonly isPrivate: (account: number) => boolean;
  /** Whether either has blocked the other. */
  readonly isBlocked: (member: number, account: number) => boolean;
  readonly topicsOf: (account: number) => readonly string[];
  readonly regionOf: (account: number) => string;
}

/** What happened to suggestions so far, by code. */
export interface Outcomes {
  readonly shown: Readonly<Record<number, number>>;
  readonly followed: Readonly<Record<number, number>>;
}

/** Who asks. */
export interface Member {
  /** Code; -1 for somebody who has just signed up. */
  readonly account: number;
  readonly follows: readonly number[];
  /** Answers at sign-up. */
  readonly topics?: readonly string[];
  readonly region?: string;
}

/** Rules of the list. */
export interface SuggestionRules {
  readonly k: number;
  /** Places, from the end of the list, that are given by lot to accounts that were shown little; 1 unless told. */
  readonly explore?: number;
  /** An account is shown to at most so many members until outcomes are reset; no limit unless told. */
  readonly exposureCap?: number;
}

/** One suggestion. */
export interface Suggestion {
  readonly id: string;
  /** Where it comes from. */
  readonly source: "graph" | "topic" | "region" | "exploration";
  readonly p?: number;
  readonly because: string;
}

/** Follows from which on the graph alone decides. */
const enoughFollows = 5;

/** Successes and failures as a draw of the rate: the ratio of two gamma draws of whole shapes. */
function drawRate(successes: number, failures: number, random: Random): number {
  const gamma = (shape: number): number => {
    let sum = 0;
    for (let i = 0; i < shape; i++) sum += random.exponential();
    return sum;
  };
  const won = gamma(1 + successes);
  return won / (won + gamma(1 + failures));
}

/** Accounts in the order of a draw of their rate of being followed once shown: those shown little are drawn widely. */
function byThompson(accounts: readonly number[], { shown, followed }: Outcomes, random: Random): number[] {
  const draws = accounts.map((account) => {
    const hits = followed[account] ?? 0;
    return { account, rate: drawRate(hits, Math.max(0, (shown[account] ?? 0) - hits), random) };
  });
  return draws.sort((a, b) => b.rate - a.rate).map(({ account }) => account);
}

/**
 * Ten accounts for a member. The graph answers where the member follows enough; newcomers get accounts of the topics that they named, then
 * what is popular in their region. The last places go to accounts that were shown little, by Thompson sampling. Private accounts and those
 * that blocked, or were blocked by, the member are in none of the lists: they are left out before anything is ranked.
 */
export function suggest(
  model: FittedFinder,
  directory: Directory,
  member: Member,
  { k, explore = 1, exposureCap = Number.POSITIVE_INFINITY }: SuggestionRules,
  outcomes: Outcomes,
  random: Random,
): Suggestion[] {
  const known = new Set([member.account, ...member.follows]);
  const mayShow = (account: number): boolean =>
    !known.has(account) && !directory.isPrivate(account) && !directory.isBlocked(member.account, account);
  const mayShowAgain = (account: number): boolean => mayShow(account) && (outcomes.shown[account] ?? 0) < exposureCap;
  const list = new Map<number, Suggestion>();
  const places = k - explore;
  const put = (account: number, rest: Omit<Suggestion, "id">): void => {
    if (list.size < k && !list.has(account)) list.set(account, { id: directory.ids[account] ?? "", ...rest });
  };
  const request = { asker: member.account, history: Int32Array.from(member.follows) };
  const found = model.find([request], { k: Math.max(places, 4 * k), allow: mayShowAgain });
  const isNew = member.follows.length < enoughFollows;
  const popular = [...model.find([{ asker: -1, history: new Int32Array(0) }], { k: 20 * k, allow: mayShowAgain }).items].filter(
    (item) => item >= 0,
  );
  if (isNew) {
    const topics = member.topics ?? [];
    const onTopic = popular.filter((account) => directory.topicsOf(account).some((topic) => topics.includes(topic)));
    const share = Math.ceil((places * (enoughFollows - member.follows.length)) / enoughFollows);
    for (const account of onTopic.slice(0, share)) put(account, { source: "topic", because: `on ${topics.join(", ")}, as you chose` });
    const near = popular.filter((account) => directory.regionOf(account) === member.region);
    for (const account of near.slice(0, Math.max(0, share - list.size)))
      put(account, { source: "region", because: "popular in your region" });
  }
  for (const [place, account] of found.items.entries()) {
    if (account < 0 || list.size >= places) break;
    const because = model.explain?.(request, account).sentence ?? "";
    put(account, { source: "graph", p: found.scores[place] ?? 0, because });
  }
  const fresh = directory.ids.map((_, account) => account).filter((account) => mayShowAgain(account) && !list.has(account));
  const related = fresh.filter((account) => directory.regionOf(account) === member.region);
  for (const account of byThompson(related.length >= explore ? related : fresh, outcomes, random)) {
    if (list.size >= k) break;
    put(account, { source: "exploration", because: "new here: not shown to many yet" });
  }
  return [...list.values()];
}
