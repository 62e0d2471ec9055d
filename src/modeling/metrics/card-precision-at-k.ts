import type { Table } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import { type DailyCards, dailyAlertPrecision, descendingOrder } from "../../kernels/index.ts";
import { mustBeBetween } from "./at-threshold.ts";
import { entityCodes } from "./entity-codes.ts";
import type { Judged, Metric } from "./metric.ts";

const DAY_MS = 86_400_000;

/** Settings of `cardPrecisionAtK`; `Column` are the names that it reads. */
export interface CardPrecisionSettings<Column extends string = string> {
  /** Column that names the card (or the customer). */
  readonly entity: Column;
  /** Timestamp (days begin at midnight UTC), or a number that counts days. */
  readonly time: Column;
  /** Cards that can be checked a day. */
  readonly k: number;
}

/** The day of each row. */
function daysOf(table: Table, name: string): Float64Array {
  const column = table.any(name);
  if (column.kind !== "timestamp" && column.kind !== "number") {
    throw new MillwrightError(
      "MODELING_METRIC_COLUMN",
      `card precision needs a time, but column "${name}" holds ${column.kind}.`,
      "Name a timestamp column, or a number column that counts days.",
    );
  }
  const unit = column.kind === "timestamp" ? DAY_MS : 1;
  return column.values.map((value) => Math.floor(value / unit));
}

/** Cards by day and falling score: the best score and any fraud of each card on each day. */
function gather({ prediction, truth, table }: Judged, settings: CardPrecisionSettings): DailyCards {
  const { codes, count } = entityCodes(table, settings.entity);
  const days = daysOf(table, settings.time);
  const found = new Map<number, Map<number, { day: number; card: number; row: number; score: number; fraud: number }>>();
  days.forEach((day, row) => {
    const card = codes[row] ?? 0;
    const score = prediction.values[row] ?? 0;
    const cards = found.get(day) ?? new Map();
    found.set(day, cards);
    const seen = cards.get(card) ?? { day, card, row, score, fraud: 0 };
    cards.set(card, {
      day,
      card,
      row: score > seen.score ? row : seen.row,
      score: Math.max(score, seen.score),
      fraud: Math.max(seen.fraud, truth[row] ?? 0),
    });
  });
  const sorted = [...found.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, cards]) => {
      const list = [...cards.values()];
      return Array.from(descendingOrder(Float64Array.from(list, ({ score }) => score)), (at) => list[at]).filter(
        (one) => one !== undefined,
      );
    });
  const flat = sorted.flat();
  const starts = [0];
  for (const list of sorted) starts.push((starts.at(-1) ?? 0) + list.length);
  return {
    dayStart: Int32Array.from(starts),
    card: Int32Array.from(flat, ({ card }) => card),
    row: Int32Array.from(flat, ({ row }) => row),
    fraud: Uint8Array.from(flat, ({ fraud }) => fraud),
    groupEnd: Uint8Array.from(flat, ({ score, day }, at) => (flat[at + 1]?.score === score && flat[at + 1]?.day === day ? 0 : 1)),
    remaining: new Float64Array(count),
  };
}

/**
 * How good a day's list of cards to check is: each day the k cards with the highest score (the best of their transactions)
 * among those not found on an earlier day; fraudulent ones ÷ k; mean over the days. Cards that tie at the border count in
 * part. The bootstrap draws whole cards; all rows of a card must weigh the same.
 * @throws MODELING_SETTING_INVALID, MODELING_METRIC_COLUMN, DATA_COLUMN_MISSING
 * @see Le Borgne, Siblini, Lebichot and Bontempi (2022), "Reproducible Machine Learning for Credit Card Fraud Detection", chapter 4.
 * @example cardPrecisionAtK({ entity: "customer", time: "time", k: 100 }).name; // "card_precision_at_100"
 */
export function cardPrecisionAtK<const Column extends string>(settings: CardPrecisionSettings<Column>): Metric {
  const { entity, time, k } = settings;
  mustBeBetween("k", k, 1, Number.MAX_SAFE_INTEGER);
  return {
    name: `card_precision_at_${k}`,
    direction: "maximize",
    range: [0, 1],
    definition: `Fraudulent cards among the ${k} cards with the highest score of the day that were not found before, ÷ ${k}; mean over days.`,
    paper: 'Le Borgne et al. (2022), "Reproducible Machine Learning for Credit Card Fraud Detection", chapter 4',
    unit: "share",
    tasks: ["binary"],
    cluster: ({ table }) => entityCodes(table, entity).codes,
    prepare: (judged) => {
      const cards = gather(judged, { entity, time, k });
      return (weight) => dailyAlertPrecision(cards, weight, k);
    },
  };
}
