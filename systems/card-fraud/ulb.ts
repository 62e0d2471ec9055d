import {
  atLeast,
  atMost,
  averagePrecision,
  binary,
  boostedTrees,
  brier,
  candidate,
  column,
  defineSystem,
  logisticRegression,
  logLoss,
  nearestNeighbors,
  numerics,
  randomForest,
  rocAuc,
  simulate,
  spline,
  sql,
  timeSplit,
  z,
} from "millwright";
import { simulateComponents } from "./simulated-components.ts";

/** Genuine purchases of the two days behind each one that is in the published sample. */
const genuinePerSampled = 284_315 / 4_800;

const row = z.object({
  seconds: column.number({ minimum: 0, description: "Seconds since the first purchase." }),
  amount: column.number({ minimum: 0, unit: "EUR" }),
  fraud: column.boolean(),
  // The bank published principal components in place of the facts.
  v1: column.number(),
  v2: column.number(),
  v3: column.number(),
  v4: column.number(),
  v5: column.number(),
  v6: column.number(),
  v7: column.number(),
  v8: column.number(),
  v9: column.number(),
  v10: column.number(),
  v11: column.number(),
  v12: column.number(),
  v13: column.number(),
  v14: column.number(),
  v15: column.number(),
  v16: column.number(),
  v17: column.number(),
  v18: column.number(),
  v19: column.number(),
  v20: column.number(),
  v21: column.number(),
  v22: column.number(),
  v23: column.number(),
  v24: column.number(),
  v25: column.number(),
  v26: column.number(),
  v27: column.number(),
  v28: column.number(),
});

const names = [
  "v1",
  "v2",
  "v3",
  "v4",
  "v5",
  "v6",
  "v7",
  "v8",
  "v9",
  "v10",
  "v11",
  "v12",
  "v13",
  "v14",
  "v15",
  "v16",
  "v17",
  "v18",
  "v19",
  "v20",
  "v21",
  "v22",
  "v23",
  "v24",
  "v25",
  "v26",
  "v27",
  "v28",
] as const;

const forTrees = [numerics([...names, "amount"], { impute: "none", indicator: false, standardise: false })];
const lines = [numerics(names), numerics(["amount"])];
/** Bends let the risk rise faster far from the middle, and flat beyond the outermost knots. */
const bends = [...names.map((name) => spline(name, { knots: 5, group: "bends" })), spline("amount", { knots: 5, group: "bends" })];

export default defineSystem({
  name: "card-fraud-ulb",
  title: "Fraud among real card purchases of two days",
  row,
  setup: {
    goal: "See how well fraud is found in real purchases when only anonymised components are known.",
    outOfScope: "Habits of a card: cards are not named, so no history can be kept.",
    walkthrough: [
      "A purchase arrives with its components.",
      "The service answers with a probability of fraud.",
      "The highest go to an investigator.",
    ],
    decision: "Which purchases an investigator looks at first.",
    evaluation: {
      loss: "Log loss.",
      offline: "Average precision with genuine purchases weighted up to their true number.",
      online: "Share of investigated purchases that are fraudulent.",
    },
    personalisation: { level: "global", how: "Cards are not known." },
    assumptions: ["The sampled genuine purchases are like those that were left out."],
    requirements: [atLeast("average_precision", 0.61), atLeast("roc_auc", 0.97), atMost("p99_latency_ms", 30)],
  },
  data: {
    sample: (seed) => simulate({ name: "two days of simulated components", rows: () => simulateComponents(5000, seed) }),
    published: (folder) =>
      sql({
        folder,
        description: "real card purchases of two days in September 2013 (ULB), sampled",
        query: `
          SELECT Time AS seconds, Amount AS amount, Class = 1 AS fraud,
            V1 AS v1, V2 AS v2, V3 AS v3, V4 AS v4, V5 AS v5, V6 AS v6, V7 AS v7, V8 AS v8, V9 AS v9, V10 AS v10, V11 AS v11, V12 AS v12, V13 AS v13, V14 AS v14, V15 AS v15, V16 AS v16, V17 AS v17, V18 AS v18, V19 AS v19, V20 AS v20, V21 AS v21, V22 AS v22, V23 AS v23, V24 AS v24, V25 AS v25, V26 AS v26, V27 AS v27, V28 AS v28
          FROM read_csv('{folder}/ulb_creditcard_sample_5292.csv.gz') ORDER BY Time`,
      }),
    split: timeSplit({ time: "seconds", validation: 0.2, test: 0.3 }),
    slices: { amount: (row) => (row.amount < 20 ? "under 20" : row.amount < 100 ? "20 to 100" : "over 100") },
    notes: {
      collection: "Purchases of European cardholders in September 2013, published by researchers with the bank.",
      imbalance: "All 492 frauds and one in 59 genuine purchases; judged with the weights that undo the sampling.",
      privacy: "Facts were turned into principal components before publication.",
      framing: "One purchase, yes or no.",
    },
  },
  modeling: {
    task: binary({
      target: "fraud",
      metrics: [averagePrecision, rocAuc, logLoss, brier],
      weight: (table) => Float64Array.from(table.column("fraud", "boolean").values, (fraud) => (fraud === 1 ? 1 : genuinePerSampled)),
    }),
    heuristics: { "lowest in component 14": (row) => 1 / (1 + Math.exp(row.v14 + 5)) },
    candidates: [
      candidate("logistic", { features: lines, estimator: logisticRegression(), why: "A weight for each component." }),
      candidate("logistic with bends", {
        features: [...lines, ...bends],
        estimator: logisticRegression(),
        why: "Risk need not grow at the same rate everywhere along a component.",
      }),
      candidate("nearest neighbours", { features: lines, estimator: nearestNeighbors({ k: 15 }), rung: "complex" }),
      candidate("random forest", {
        features: forTrees,
        estimator: randomForest({ trees: 300 }),
        rung: "complex",
        why: "Averages full trees, which can see components that matter only together.",
      }),
      candidate("boosted stumps", {
        features: forTrees,
        estimator: boostedTrees({
          ...{ rounds: 800, learningRate: 0.05, maximumLeaves: 2, minimumLeafRows: 5 },
          ...{ rowShare: 0.7, nodeColumnShare: 0.3 },
        }),
        rung: "complex",
        why: "Trees of one question each: the risk is a sum of steps along each component, and 400 frauds teach no more than that.",
      }),
    ],
  },
});
