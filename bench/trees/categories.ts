import type { Figure } from "../figure.ts";
import { airlineShaped } from "./airline-shaped.ts";
import { compete, layouts, withProblem } from "./contest.ts";

/** Training time with category columns of up to 4,000 codes, split as they are; AUC must be equal to three digits. */
export async function categories(): Promise<Figure[]> {
  const problem = airlineShaped();
  const settings = { trees: 100, leaves: 31, rate: 0.1 };
  return await withProblem(problem, async (folder) => {
    const figures: Figure[] = [];
    for (const threads of [1, 2]) {
      const information =
        threads === 1
          ? []
          : ([
              { library: "xgboost", pairs: 2 },
              { library: "catboost", pairs: 1 },
            ] as const);
      const opponents = [{ library: "lightgbm", ways: layouts, goal: 0.6 } as const, ...information];
      figures.push(...(await compete({ problem, settings, opponents, threads }, folder)));
    }
    return figures;
  });
}
