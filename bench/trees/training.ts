import type { Figure } from "../figure.ts";
import { type Contest, compete, layouts, type Opponent, withProblem } from "./contest.ts";
import { higgsShaped, wide } from "./physics-shaped.ts";
import type { Problem } from "./problem.ts";

const HUNDRED = { trees: 100, rate: 0.1 };
const lightgbm = (goal: number): Opponent => ({ library: "lightgbm", ways: layouts, goal });

/** Who trains what, by number of leaves; those for information with two threads only. */
const contests: readonly { make: () => Problem; leaves: number; opponents: (threads: number) => readonly Opponent[] }[] = [
  {
    make: higgsShaped,
    leaves: 31,
    opponents: (threads) => [
      lightgbm(0.45),
      { library: "xgboost", goal: 0.35 },
      ...(threads === 1 ? [] : [{ library: "histgradientboosting" } as const, { library: "catboost" } as const]),
    ],
  },
  { make: higgsShaped, leaves: 255, opponents: () => [lightgbm(0.45)] },
  { make: wide, leaves: 31, opponents: () => [lightgbm(0.33), { library: "xgboost", goal: 0.35 }] },
];

/** Training time of binary classes, 28 and 200 columns of numbers, 1 and 2 threads. */
export async function training(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const known = new Map<() => Problem, Problem>();
  for (const { make, leaves, opponents } of contests) {
    const problem = known.get(make) ?? make();
    known.clear();
    known.set(make, problem);
    await withProblem(problem, async (folder) => {
      for (const threads of [1, 2]) {
        const contest: Contest = { problem, settings: { ...HUNDRED, leaves }, opponents: opponents(threads), threads };
        figures.push(...(await compete(contest, folder)));
      }
    });
  }
  return figures;
}
