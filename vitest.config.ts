import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["millwright-source"] },
  ssr: { resolve: { conditions: ["millwright-source"], externalConditions: ["millwright-source"] } },
  test: {
    include: ["src/**/*.test.ts", "systems/**/*.test.ts", "test/**/*.test.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    // `.only` fails the run; the lint rule for it takes our verb `fit` for a focused test.
    allowOnly: false,
    execArgv: ["--conditions=millwright-source"],
  },
});
