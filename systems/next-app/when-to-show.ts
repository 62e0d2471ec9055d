/** How sure the display must be. */
export interface DisplayGoal {
  /** Share of shown suggestions that must be right; 0.9 unless told. */
  readonly precision?: number;
  /** Chance of choosing a threshold that does not keep it; 0.05 unless told. */
  readonly risk?: number;
}

/** From which probability on a suggestion is shown, and what held-out moments say of it. */
export interface DisplayThreshold {
  /** Suggestions of at least this probability are shown; Infinity where none may be. */
  readonly threshold: number;
  /** Share of the held-out moments in which something is shown, and share of these that are right. */
  readonly coverage: number;
  readonly precision: number;
}

/** Shares of the moments that are tried, from the surest on. */
const shares = [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9, 1];

/** Chance of at least `hits` successes in n tries of probability p. */
export function chanceOfAtLeast(hits: number, n: number, p: number): number {
  let logChoose = 0;
  let sum = 0;
  for (let k = 0; k <= n; k++) {
    if (k > 0) logChoose += Math.log((n - k + 1) / k);
    if (k >= hits) sum += Math.exp(logChoose + k * Math.log(p) + (n - k) * Math.log1p(-p));
  }
  return Math.min(1, sum);
}

/**
 * The lowest threshold at which held-out moments prove the precision: an exact binomial test rejects that it is lower, with the risk shared
 * by all shares that are tried, so that trying many does not let one pass by luck.
 * @param probabilities - of the first suggestion in each moment.
 * @param right - whether it was the app that was opened.
 * @see Angelopoulos et al. (2021), "Learn then Test", arXiv 2110.01052.
 */
export function whenToShow(
  probabilities: ArrayLike<number>,
  right: ArrayLike<boolean>,
  { precision = 0.9, risk = 0.05 }: DisplayGoal = {},
): DisplayThreshold {
  const n = probabilities.length;
  const order = Array.from({ length: n }, (_, at) => at).sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0));
  let best: DisplayThreshold = { threshold: Number.POSITIVE_INFINITY, coverage: 0, precision: Number.NaN };
  for (const share of shares) {
    const least = probabilities[order[Math.ceil(share * n) - 1] ?? -1];
    if (least === undefined) continue;
    const shown = order.filter((at) => (probabilities[at] ?? 0) >= least);
    const hits = shown.filter((at) => right[at]).length;
    if (chanceOfAtLeast(hits, shown.length, precision) > risk / shares.length) continue;
    best = { threshold: least, coverage: shown.length / n, precision: hits / shown.length };
  }
  return best;
}

/** What the lock screen shows. */
export interface AppSuggestion {
  /** Undefined where nothing is shown: not sure enough, withheld to learn, or not for a lock screen. */
  readonly app: string | undefined;
  readonly p: number;
  readonly others: readonly string[];
  readonly why: "sure" | "not sure" | "withheld" | "hidden on the lock screen";
}

/** Rules of the display. */
export interface DisplayRules {
  readonly threshold: number;
  /** Apps that must not show up on a lock screen. */
  readonly hidden?: ReadonlySet<string>;
  /** Share of sure suggestions that is not shown, so that what is opened without one is still seen; 0.03 unless told. */
  readonly withhold?: number;
}

/**
 * Decides what is shown of a ranked list.
 * @param draw - uniform in [0, 1), from the service's seeded stream.
 */
export function decideDisplay(
  list: readonly { readonly app: string; readonly p: number }[],
  { threshold, hidden = new Set(), withhold = 0.03 }: DisplayRules,
  draw: number,
): AppSuggestion {
  const [first, ...rest] = list;
  const others = rest.filter(({ app }) => !hidden.has(app)).map(({ app }) => app);
  if (first === undefined || first.p < threshold) return { app: undefined, p: first?.p ?? 0, others, why: "not sure" };
  if (hidden.has(first.app)) return { app: undefined, p: first.p, others, why: "hidden on the lock screen" };
  if (draw < withhold) return { app: undefined, p: first.p, others, why: "withheld" };
  return { app: first.app, p: first.p, others, why: "sure" };
}
