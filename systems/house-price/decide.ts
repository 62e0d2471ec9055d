import { normalProbability, normalQuantile } from "millwright";

/** What an investor's year costs and earns, as shares of the price. */
export interface Terms {
  /** Rent of a year after upkeep, taxes and empty months. */
  readonly netRent: number;
  /** Fees and taxes of buying and of selling, once each. */
  readonly buying: number;
  readonly selling: number;
  /** Over how many years these are spread. */
  readonly yearsHeld: number;
  /** What the money would earn elsewhere in a year. */
  readonly hurdle: number;
  /** Buy from this probability of beating the hurdle on; avoid at its complement. */
  readonly confidence: number;
}

export const usualTerms: Terms = { netRent: 0.035, buying: 0.02, selling: 0.06, yearsHeld: 5, hurdle: 0.05, confidence: 0.7 };

/** A quantity that is not known for sure: its middle, and a range that holds it eight times in ten. */
export interface Range {
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

export type Decision = "buy" | "hold" | "avoid";

/** Upper end of the middle eighty, and of the middle ninety per cent of a standard normal. */
const eighty = normalQuantile(0.9);
const ninety = normalQuantile(0.95);

/** Growth of the log price in a year from which on buying beats the hurdle. */
export function breakEvenGrowth({ netRent, buying, selling, yearsHeld, hurdle }: Terms): number {
  return hurdle - netRent + (buying + selling) / yearsHeld;
}

/** P(quantity > least), taken as normal with the range's width. */
export function chanceAbove(least: number, { middle, low, high }: Range): number {
  const deviation = (high - low) / (2 * eighty);
  if (!(deviation > 0)) return middle > least ? 1 : 0;
  return normalProbability((middle - least) / deviation);
}

/** What a probability of beating the hurdle means. */
export function decide(chance: number, { confidence }: Terms): Decision {
  if (chance >= confidence) return "buy";
  return chance <= 1 - confidence ? "avoid" : "hold";
}

/** One home at its asking price in a city with a forecast. */
export interface Offer {
  readonly asked: number;
  /** What the price model says of the home; its range holds nine times in ten, as that of house-price. */
  readonly worth: Range;
  /** Growth of the city's log price over the next twelve months. */
  readonly growth: Range;
}

/**
 * Whether to buy one home: the year's growth of the city plus what the home is worth above what is asked. The uncertainty of both
 * adds up, so that a home that looks cheap only because it was valued badly is not bought on that alone.
 * @returns the decision, P(net return > hurdle), and the highest price at which the answer is "buy".
 * @example decideOffer({ asked: 400_000, worth: { middle: 430_000, low: 350_000, high: 520_000 }, growth: { middle: 0.05, low: 0, high: 0.1 } })
 */
export function decideOffer(offer: Offer, terms: Terms = usualTerms): { decision: Decision; chance: number; buyUpTo: number } {
  const { asked, worth, growth } = offer;
  const bargain = Math.log(worth.middle / asked);
  // The range of the worth holds nine times in ten: it is narrowed to what holds eight times in ten.
  const spread = Math.hypot((Math.log(worth.high / worth.low) * eighty) / ninety, growth.high - growth.low) / 2;
  const middle = bargain + growth.middle;
  const least = breakEvenGrowth(terms);
  const chance = chanceAbove(least, { middle, low: middle - spread, high: middle + spread });
  const margin = (spread * normalQuantile(terms.confidence)) / eighty;
  return { decision: decide(chance, terms), chance, buyUpTo: asked * Math.exp(middle - margin - least) };
}
