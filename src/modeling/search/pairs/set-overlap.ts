/** What two sets share, in weights of their members. */
export interface Overlap {
  readonly shared: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Largest weight on one side only. */
  readonly rarestFirst: number;
  readonly rarestSecond: number;
}

/** Weights of what two sets share and do not share. */
export function setOverlap(a: ReadonlySet<string>, b: ReadonlySet<string>, weight: (member: string) => number): Overlap {
  let shared = 0;
  let onlyFirst = 0;
  let onlySecond = 0;
  let rarestFirst = 0;
  let rarestSecond = 0;
  for (const member of a) {
    const worth = weight(member);
    if (b.has(member)) shared += worth;
    else {
      onlyFirst += worth;
      rarestFirst = Math.max(rarestFirst, worth);
    }
  }
  for (const member of b) {
    if (a.has(member)) continue;
    const worth = weight(member);
    onlySecond += worth;
    rarestSecond = Math.max(rarestSecond, worth);
  }
  return { shared, onlyFirst, onlySecond, rarestFirst, rarestSecond };
}

/** Share of the union that is in both; 1 for two empty sets. */
export function jaccard({ shared, onlyFirst, onlySecond }: Overlap): number {
  const union = shared + onlyFirst + onlySecond;
  return union > 0 ? shared / union : 1;
}

/** Weight of one for each member. */
export function countOne(): number {
  return 1;
}

/** Length of the longest common subsequence of the first `most` of each. */
export function commonSubsequence(a: readonly string[], b: readonly string[], most = 60): number {
  const columns = b.slice(0, most);
  let before = new Int32Array(columns.length + 1);
  for (const word of a.slice(0, most)) {
    const row = new Int32Array(columns.length + 1);
    columns.forEach((other, j) => {
      row[j + 1] = word === other ? (before[j] ?? 0) + 1 : Math.max(row[j] ?? 0, before[j + 1] ?? 0);
    });
    before = row;
  }
  return before[columns.length] ?? 0;
}
