import { random } from "../../src/kernels/index.ts";

/** One random choice of what all libraries can be told; each takes what it has. */
export interface TreeChoice {
  readonly rate: number;
  readonly leaves: number;
  readonly minimumLeafRows: number;
  readonly l2: number;
  readonly columnShare: number;
  readonly rowShare: number;
  readonly randomThresholds: boolean;
  readonly categorySmoothing: number;
  /** Categories split natively, or their codes read as numbers. */
  readonly categories: "native" | "numbers";
  /** What counts are learned by; other targets have one objective. */
  readonly objective: "squared" | "poisson";
}

/** The tree counts at which each choice is judged on the folds; the best one is part of what is chosen. */
export const checkpoints = [50, 100, 200, 300] as const;

/** Settings drawn for every library alike, the same for the same seed. */
export function drawChoices(count: number, seed: number): TreeChoice[] {
  const rng = random(seed);
  const logUniform = (low: number, high: number): number => low * (high / low) ** rng.next();
  return Array.from({ length: count }, () => ({
    rate: logUniform(0.04, 0.25),
    leaves: Math.round(logUniform(6, 64)),
    minimumLeafRows: Math.round(logUniform(2, 40)),
    l2: logUniform(0.01, 30),
    columnShare: 0.3 + 0.7 * rng.next(),
    rowShare: 0.5 + 0.5 * rng.next(),
    randomThresholds: rng.next() < 0.25,
    categorySmoothing: [1, 10, 30][rng.integer(3)] ?? 10,
    categories: rng.next() < 0.5 ? "native" : "numbers",
    objective: rng.next() < 0.5 ? "squared" : "poisson",
  }));
}
