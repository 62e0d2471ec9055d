import { type Random, random } from "millwright";

/** A metropolitan area at the end of a quarter, in the shape of the row. */
export interface SimulatedMetro {
  metro: string;
  state: string;
  month: Date;
  price: number;
  change_1: number | null;
  change_3: number | null;
  change_6: number | null;
  change_12: number;
  change_24: number | null;
  change_36: number | null;
  change_60: number | null;
  year_earlier: number | null;
  unrest: number | null;
  above_decade: number;
  nation_3: number;
  nation_12: number;
  state_12: number;
  against_nation: number;
  growth: number;
}

/** Log price of each month of one area. */
export interface Series {
  readonly metro: string;
  readonly state: string;
  readonly logPrice: Float64Array;
}

/** The last day of a month that is counted from January 2000. */
export const monthEnd = (month: number): Date => new Date(Date.UTC(2000, month + 1, 0));

/**
 * Areas whose prices grow with the nation's cycle and their state's, drift on for a while in the direction they have taken, and are
 * slowly drawn back to what the area is worth. Monthly changes have a standard deviation of about half a percent.
 */
export function simulateSeries(metros: number, months: number, stream: Random): Series[] {
  const states = ["AL", "CO", "IA", "NY", "OR", "TX"];
  const nation = Float64Array.from({ length: months }, (_, month) => 0.003 + 0.006 * Math.sin((2 * Math.PI * month) / 110));
  const tides = states.map((_, index) => (month: number) => 0.002 * Math.sin((2 * Math.PI * month) / 90 + index));
  return Array.from({ length: metros }, (_, index) => {
    const place = index % states.length;
    const logPrice = new Float64Array(months);
    let momentum = 0.003 * stream.normal();
    let worth = 11.8 + 0.4 * stream.normal();
    let price = worth;
    for (let month = 0; month < months; month++) {
      const common = (nation[month] ?? 0) + (tides[place]?.(month) ?? 0);
      worth += 0.003;
      momentum = 0.93 * momentum + 0.001 * stream.normal() - 0.0006 * (price - worth);
      price += common + momentum + 0.001 * stream.normal();
      logPrice[month] = price;
    }
    return { metro: `Town ${index + 1}, ${states[place]}`, state: states[place] ?? "", logPrice };
  });
}

const meanOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** What is known of a series at the end of a month, and what it does afterwards: the facts that the published file's query computes. */
export function factsOf(series: Series, all: readonly Series[], nation: Float64Array, month: number): SimulatedMetro {
  const change = ({ logPrice }: Pick<Series, "logPrice">, months: number, at = month): number | null => {
    const before = at - months;
    return before < 0 ? null : (logPrice[at] ?? Number.NaN) - (logPrice[before] ?? Number.NaN);
  };
  const now = series.logPrice[month] ?? Number.NaN;
  const steps = Array.from({ length: 24 }, (_, back) => change(series, 1, month - back)).filter((step) => step !== null);
  const centre = meanOf(steps);
  const neighbours = all.filter((one) => one.state === series.state);
  return {
    metro: series.metro,
    state: series.state,
    month: monthEnd(month),
    price: Math.exp(now),
    change_1: change(series, 1),
    change_3: change(series, 3),
    change_6: change(series, 6),
    change_12: change(series, 12) ?? Number.NaN,
    change_24: change(series, 24),
    change_36: change(series, 36),
    change_60: change(series, 60),
    year_earlier: month < 24 ? null : change(series, 12, month - 12),
    unrest: Math.sqrt(steps.reduce((sum, step) => sum + (step - centre) ** 2, 0) / (steps.length - 1)),
    above_decade: now - meanOf(series.logPrice.subarray(Math.max(0, month - 120), month + 1)),
    nation_3: change({ logPrice: nation }, 3) ?? Number.NaN,
    nation_12: change({ logPrice: nation }, 12) ?? Number.NaN,
    state_12: meanOf(neighbours.map((one) => change(one, 12) ?? Number.NaN)),
    against_nation: now - (nation[month] ?? Number.NaN),
    growth: (series.logPrice[month + 12] ?? Number.NaN) - now,
  };
}

/** The nation's series: the logarithm of the mean price. */
export function nationOf(all: readonly Series[]): Float64Array {
  const months = all[0]?.logPrice.length ?? 0;
  return Float64Array.from({ length: months }, (_, month) => Math.log(meanOf(all.map(({ logPrice }) => Math.exp(logPrice[month] ?? 0)))));
}

/** Quarters of simulated areas from 2001 on, in order of time. The same seed gives the same areas. */
export function simulateMetros(metros: number, seed: number): SimulatedMetro[] {
  const months = 288;
  const all = simulateSeries(metros, months, random(seed));
  const nation = nationOf(all);
  const quarters = Array.from({ length: (months - 24) / 3 }, (_, quarter) => 14 + 3 * quarter);
  return quarters.filter((month) => month + 12 < months).flatMap((month) => all.map((one) => factsOf(one, all, nation, month)));
}
