import { type Random, random } from "millwright";

/** A simulated sale, in the shape of the King County row. */
export interface SimulatedSale {
  id: string;
  date: Date;
  price: number;
  bedrooms: number;
  bathrooms: number;
  sqft_living: number;
  sqft_lot: number;
  floors: number;
  waterfront: boolean | null;
  view: "none" | "fair" | "average" | "good" | "excellent" | null;
  condition: "poor" | "fair" | "average" | "good" | "very good";
  grade: number;
  sqft_above: number;
  sqft_basement: number | null;
  yr_built: number;
  yr_renovated: number | null;
  zipcode: string;
  lat: number;
  long: number;
  sqft_living15: number;
  sqft_lot15: number;
}

const dayMs = 86_400_000;

/** A quarter of the town: a place, what its ground is worth and how its houses are. */
interface Quarter {
  readonly zipcode: string;
  readonly lat: number;
  readonly long: number;
  readonly premium: number;
  readonly size: number;
  readonly built: number;
}

function foundQuarters(stream: Random): Quarter[] {
  return Array.from({ length: 24 }, (_, index) => {
    const lat = 47.2 + 0.55 * stream.next();
    const long = -122.45 + 0.6 * stream.next();
    // Ground is dearer towards one centre, with local ups and downs.
    const premium = 0.9 - 3.2 * Math.hypot(lat - 47.6, (long + 122.25) * 0.7) + 0.12 * stream.normal();
    return { zipcode: `${98_001 + 3 * index}`, lat, long, premium, size: 7.5 + 0.15 * stream.normal(), built: 1925 + 75 * stream.next() };
  });
}

const views = ["none", "fair", "average", "good", "excellent"] as const;
const conditions = ["poor", "fair", "average", "good", "very good"] as const;

function pick<Value>(values: readonly Value[], shares: readonly number[], stream: Random): Value {
  let rest = stream.next();
  for (const [index, share] of shares.entries()) {
    rest -= share;
    const value = values[index];
    if (rest < 0 && value !== undefined) return value;
  }
  return values[0] as Value;
}

/** The index of prices: 6 % a year and a wave over the seasons, in logs. */
function market(day: number): number {
  return 0.06 * (day / 365) + 0.03 * Math.sin((2 * Math.PI * (day - 60)) / 365);
}

function build(quarter: Quarter, day: number, number: number, from: number, stream: Random): SimulatedSale {
  const living = Math.exp(quarter.size + 0.4 * stream.normal());
  const grade = Math.min(13, Math.max(3, Math.round(7.4 + 2.2 * (Math.log(living) - 7.5) + 0.8 * stream.normal())));
  const basement = stream.next() < 0.4 ? Math.round(0.3 * living) : 0;
  const waterfront = stream.next() < 0.007;
  const view = pick(views, waterfront ? [0.1, 0.1, 0.2, 0.3, 0.3] : [0.9, 0.015, 0.045, 0.025, 0.015], stream);
  const condition = pick(conditions, [0.002, 0.008, 0.65, 0.26, 0.08], stream);
  const built = Math.round(Math.min(2014, Math.max(1900, quarter.built + 22 * stream.normal())));
  const renovated = stream.next() < 0.04 ? Math.min(2014, built + 20 + stream.integer(40)) : 0;
  const lot = Math.exp(8.9 + 0.8 * stream.normal());
  const worth =
    7.15 +
    0.62 * Math.log(living) +
    0.11 * (grade - 7) +
    quarter.premium +
    0.03 * Math.log(lot) +
    market(day) +
    (waterfront ? 0.5 : 0) +
    0.06 * views.indexOf(view) +
    0.04 * (conditions.indexOf(condition) - 2) +
    (renovated > 0 ? 0.08 : 0) +
    0.0006 * Math.abs(built - 1965) +
    0.16 * stream.normal();
  const missing = (share: number): boolean => stream.next() < share;
  return {
    id: `${number}`,
    date: new Date(from + day * dayMs),
    price: Math.round(Math.exp(worth) / 50) * 50,
    bedrooms: Math.max(1, Math.round(1.2 + living / 900 + 0.6 * stream.normal())),
    bathrooms: Math.max(0.5, Math.round(4 * (0.5 + living / 1200 + 0.35 * stream.normal())) / 4),
    sqft_living: Math.round(living),
    sqft_lot: Math.round(lot),
    floors: pick([1, 1.5, 2, 2.5, 3], [0.49, 0.09, 0.38, 0.01, 0.03], stream),
    waterfront: missing(0.1) ? null : waterfront,
    view: missing(0.003) ? null : view,
    condition,
    grade,
    sqft_above: Math.round(living) - basement,
    sqft_basement: missing(0.02) ? null : basement,
    yr_built: built,
    yr_renovated: missing(0.18) ? null : renovated,
    zipcode: quarter.zipcode,
    lat: Math.round(1e4 * (quarter.lat + 0.02 * stream.normal())) / 1e4,
    long: Math.round(1e3 * (quarter.long + 0.02 * stream.normal())) / 1e3,
    sqft_living15: Math.round(living * Math.exp(0.2 * stream.normal())),
    sqft_lot15: Math.round(lot * Math.exp(0.3 * stream.normal())),
  };
}

/** A year of sales in a simulated town, in order of date. The same seed gives the same sales. */
export function simulateSales(count: number, seed: number): SimulatedSale[] {
  const stream = random(seed);
  const quarters = foundQuarters(stream.fork("quarters"));
  const houses = stream.fork("houses");
  const from = Date.parse("2014-05-02");
  const days = Array.from({ length: count }, () => houses.integer(390)).sort((a, b) => a - b);
  return days.map((day, number) => build(quarters[houses.integer(quarters.length)] as Quarter, day, number, from, houses));
}
