import { MillwrightError } from "../../errors/index.ts";
import type { Impression } from "./simulate-clicks.ts";

/** Clicks and showings at neighbouring places of swapped sessions. */
interface Place {
  shown: number;
  clicked: number;
}

/**
 * How likely each place is to be looked at, the first being 1: from sessions in which chance swapped two neighbours, where the same
 * candidates stand at both places, the ratio of click rates is the ratio of propensities.
 * @returns by place, from the first.
 * @throws MODELING_TOO_FEW_ROWS where some place has no click in a swapped session.
 * @see Joachims, Swaminathan and Schnabel (2017), "Unbiased Learning-to-Rank with Biased Feedback", WSDM.
 */
export function clickPropensities(impressions: readonly Impression[]): Float64Array {
  const places = impressions.reduce((most, { place }) => Math.max(most, place), 0);
  const plain = tally(impressions, false);
  const swapped = tally(impressions, true);
  const propensity = new Float64Array(places).fill(1);
  for (let place = 2; place <= places; place++) {
    // Candidates that the order puts at place − 1, where they stood and where chance moved them to.
    const stayed = plain.get(`${place - 1} ${place - 1}`);
    const moved = swapped.get(`${place - 1} ${place}`);
    if (stayed === undefined || moved === undefined || stayed.clicked === 0 || moved.clicked === 0) {
      const problem = `no click tells how often place ${place} is seen against place ${place - 1}.`;
      throw new MillwrightError("MODELING_TOO_FEW_ROWS", problem, "Swap neighbours in more sessions, or look at fewer places.");
    }
    const ratio = moved.clicked / moved.shown / (stayed.clicked / stayed.shown);
    propensity[place - 1] = (propensity[place - 2] ?? 1) * ratio;
  }
  return propensity;
}

/** Clicks by "usual place, place shown". */
function tally(impressions: readonly Impression[], swapped: boolean): Map<string, Place> {
  const usual = usualPlaces(impressions);
  const counts = new Map<string, Place>();
  for (const one of impressions) {
    if (one.swapped !== swapped) continue;
    const key = `${usual.get(`${one.list} ${one.candidate}`) ?? one.place} ${one.place}`;
    const count = counts.get(key) ?? { shown: 0, clicked: 0 };
    count.shown++;
    if (one.clicked) count.clicked++;
    counts.set(key, count);
  }
  return counts;
}

/** The place of each candidate in sessions that chance left alone. */
function usualPlaces(impressions: readonly Impression[]): Map<string, number> {
  return new Map(impressions.flatMap(({ list, candidate, place, swapped }) => (swapped ? [] : [[`${list} ${candidate}`, place] as const])));
}

/** What is known of a candidate from its clicks. */
export interface ClickEstimate {
  readonly list: number;
  readonly candidate: number;
  /** Clicks per showing: grows with attraction and with the place alike. */
  readonly rate: number;
  /** Clicks weighted by 1 / propensity of their place, per showing: in expectation the attraction alone. */
  readonly weighted: number;
}

/**
 * Click rates of candidates, plain and weighted by inverse propensity.
 * @param propensity - by place, from the first, above 0.
 * @param leastPropensity - smaller ones count as this, which bounds what one click at a late place can weigh; 0.02 unless told.
 * @see Joachims, Swaminathan and Schnabel (2017), "Unbiased Learning-to-Rank with Biased Feedback", WSDM.
 */
export function estimateAttraction(impressions: readonly Impression[], propensity: Float64Array, leastPropensity = 0.02): ClickEstimate[] {
  const sums = new Map<string, { list: number; candidate: number; shown: number; clicks: number; weight: number }>();
  for (const { list, candidate, place, clicked } of impressions) {
    const key = `${list} ${candidate}`;
    const sum = sums.get(key) ?? { list, candidate, shown: 0, clicks: 0, weight: 0 };
    sums.set(key, sum);
    sum.shown++;
    if (!clicked) continue;
    sum.clicks++;
    sum.weight += 1 / Math.max(leastPropensity, propensity[place - 1] ?? leastPropensity);
  }
  return [...sums.values()].map(({ list, candidate, shown, clicks, weight }) => ({
    list,
    candidate,
    rate: clicks / shown,
    weighted: weight / shown,
  }));
}
