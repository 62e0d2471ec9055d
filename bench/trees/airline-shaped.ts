import { type Random, random } from "../../src/kernels/index.ts";
import { cutRows, type Problem } from "./problem.ts";

const CARRIERS = 22;
const AIRPORTS = 300;
const PLANES = 4_000;
/** Month, day of month, weekday, departure minute, carrier, origin, destination, distance, plane. */
const CATEGORIES = Int32Array.of(12, 31, 7, 0, CARRIERS, AIRPORTS, AIRPORTS, 0, PLANES);
const COLUMNS = CATEGORIES.length;

/** How much each code adds to the log odds of a delay. */
const effects = (rng: Random, codes: number, spread: number): Float64Array =>
  Float64Array.from({ length: codes }, () => spread * rng.normal());

/** A code by Zipf's law: airports and planes differ in traffic. */
function popular(rng: Random, codes: number): number {
  return Math.min(codes - 1, Math.floor(Math.exp(rng.next() * Math.log(codes + 1))) - 1);
}

/**
 * Flights that are delayed or not, shaped like the American carriers' reports: categories of 7 to 4,000 codes of very different
 * frequency, an evening peak whose height depends on the airport, weather at some airports in some months.
 */
export function airlineShaped(rows = 1_000_000, testRows = 200_000): Problem {
  const rng = random(4);
  const carrier = effects(rng, CARRIERS, 0.5);
  const origin = effects(rng, AIRPORTS, 0.6);
  const destination = effects(rng, AIRPORTS, 0.4);
  const plane = effects(rng, PLANES, 0.5);
  const evening = effects(rng, AIRPORTS, 0.5);
  const winter = effects(rng, AIRPORTS, 0.6);
  const place = Float64Array.from({ length: AIRPORTS * 2 }, () => rng.normal());
  const all = rows + testRows;
  const values = new Float32Array(all * COLUMNS);
  const truth = new Float64Array(all);
  for (let i = 0; i < all; i++) {
    const [month, day, weekday] = [rng.integer(12), rng.integer(31), rng.integer(7)];
    const [from, to] = [popular(rng, AIRPORTS), popular(rng, AIRPORTS)];
    const [by, tail] = [popular(rng, CARRIERS), popular(rng, PLANES)];
    const minute = Math.floor(1440 * (0.2 + 0.75 * Math.sqrt(rng.next())));
    const distance = 800 * Math.hypot((place[2 * from] ?? 0) - (place[2 * to] ?? 0), (place[2 * from + 1] ?? 0) - (place[2 * to + 1] ?? 0));
    values.set([month, day, weekday, minute, by, from, to, distance, tail], i * COLUMNS);
    const lateness = minute / 1440 - 0.6;
    const season = month < 2 || month === 11 ? 1 : month === 6 ? 0.5 : 0;
    const own = (carrier[by] ?? 0) + (origin[from] ?? 0) + (destination[to] ?? 0) + (plane[tail] ?? 0);
    const odds = -1.6 + own + lateness * (2 + 2 * (evening[from] ?? 0)) + season * (0.3 + (winter[from] ?? 0)) + (weekday === 4 ? 0.3 : 0);
    truth[i] = rng.next() < 1 / (1 + Math.exp(-odds)) ? 1 : 0;
  }
  return {
    name: `airline-shaped ${rows / 1e6}M × 9`,
    objective: "binary",
    categories: CATEGORIES,
    ...cutRows(values, truth, COLUMNS, rows),
  };
}
