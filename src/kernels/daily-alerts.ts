/** Cards by day; within a day by falling score. Arrays have one element per card and day unless said otherwise. */
export interface DailyCards {
  /** Where each day begins, length days + 1. */
  readonly dayStart: Int32Array;
  readonly card: Int32Array;
  /** The row that gave the card its score: its weight is the card's. */
  readonly row: Int32Array;
  /** 1 where any transaction of that day was fraudulent. */
  readonly fraud: Uint8Array;
  /** 1 at the last card of each group of equal scores within a day. */
  readonly groupEnd: Uint8Array;
  /** Share of each card that was not found yet, length cards; scratch. */
  readonly remaining: Float64Array;
}

/** Weight of fraudulent cards among the k highest of each day that were not found before, ÷ k; mean over days. NaN without weight. */
export function dailyAlertPrecision(cards: DailyCards, weight: Float64Array, k: number): number {
  const { dayStart, card, row, fraud, groupEnd, remaining } = cards;
  const days = dayStart.length - 1;
  remaining.fill(1);
  let sum = 0;
  let checked = 0;
  for (let day = 0; day < days; day++) {
    let taken = 0;
    let hits = 0;
    let groupStart = dayStart[day]!;
    let group = 0;
    for (let i = groupStart; i < dayStart[day + 1]! && taken < k; i++) {
      group += weight[row[i]!]! * remaining[card[i]!]!;
      if (groupEnd[i] === 0) continue;
      const share = group > k - taken ? (k - taken) / group : 1;
      for (let j = groupStart; j <= i; j++) {
        if (fraud[j] === 0) continue;
        hits += share * weight[row[j]!]! * remaining[card[j]!]!;
        remaining[card[j]!]! *= 1 - share;
      }
      taken += share * group;
      group = 0;
      groupStart = i + 1;
    }
    sum += hits / k;
    checked += taken;
  }
  return checked > 0 ? sum / days : Number.NaN;
}
