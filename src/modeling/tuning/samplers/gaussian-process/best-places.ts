import type { Observation } from "../observations.ts";
import { processPoint, type Surrogate } from "./surrogate.ts";

const PLACES = 3;

/** What the process thinks best among the points it knows: their places, the best first, the least mean, and which point has it. */
export interface BestPlaces {
  readonly places: readonly Float64Array[];
  readonly least: number;
  readonly index: number;
}

/** Points by the mean that the process gives them: with noise, the luckiest measurement is not the best point. */
export function bestPlaces({ process }: Surrogate, points: readonly Observation[]): BestPlaces {
  const places = points.map(({ point }) => processPoint(point));
  const means = Float64Array.from(places, (place) => process.mean(place));
  const order = Array.from(means.keys()).sort((a, b) => (means[a] ?? 0) - (means[b] ?? 0) || a - b);
  const index = order[0] ?? 0;
  return { places: order.slice(0, PLACES).flatMap((i) => places[i] ?? []), least: means[index] ?? 0, index };
}
