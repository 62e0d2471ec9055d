import {
  atLeast,
  atMost,
  boostedTrees,
  candidate,
  days,
  defineSystem,
  huberRegression,
  intervalCoverage,
  mae,
  numerics,
  randomForest,
  rankCorrelation,
  regression,
  ridge,
  rmse,
  simulate,
  sql,
  timeSplit,
} from "millwright";
import { buyingGain } from "./buying-gain.ts";
import { breakEvenGrowth, chanceAbove, decide, usualTerms } from "./decide.ts";
import { metroQuery, metroRow } from "./metro-row.ts";
import { simulateMetros } from "./simulated-metros.ts";

const momentum = numerics(["change_1", "change_3", "change_6", "change_12"], { group: "momentum" });
const past = numerics(["change_24", "change_36", "change_60", "year_earlier", "unrest"], { indicator: true, group: "past" });
const level = numerics(["above_decade", "against_nation"], { group: "level" });
const around = numerics(["nation_3", "nation_12", "state_12"], { group: "around" });
/** Trees need no scales, and no stand-ins for what is missing. */
const plain = { impute: "none", indicator: false, standardise: false } as const;
const asTheyAre = [
  numerics(["change_1", "change_3", "change_6", "change_12"], { ...plain, group: "momentum" }),
  numerics(["change_24", "change_36", "change_60", "year_earlier", "unrest"], { ...plain, group: "past" }),
  numerics(["above_decade", "against_nation"], { ...plain, group: "level" }),
  numerics(["nation_3", "nation_12", "state_12"], { ...plain, group: "around" }),
];
/** A few large leaves: the rows of a quarter share most of their luck, so there is far less to learn from than rows. */
const slow = { rounds: 100, learningRate: 0.05, maximumLeaves: 8, minimumLeafRows: 200, columnShare: 0.5 } as const;
const facts = [momentum, past, level, around];

export default defineSystem({
  name: "house-price-metro",
  title: "Should we buy more homes in this city?",
  row: metroRow,
  setup: {
    goal: "Say how home prices of a city will move over the next twelve months, with a range, and whether that pays for buying there.",
    outOfScope: "The choice of a single home (the price model says what it is worth), rents of a street, and when to sell.",
    walkthrough: [
      "At the end of a quarter an investor who owns homes in several cities asks about each of them.",
      "The service answers with growth (a low, middle and high value), the growth at which buying breaks even, and buy, hold or avoid.",
      "For a home that is on offer, its valuation and the city's range together say up to which price to buy.",
    ],
    decision: "Where to look for more homes; a committee decides, under a cap on what may lie in one city.",
    evaluation: {
      loss: "Squared error of the change of the log price.",
      offline:
        "Mean absolute error against no change and against the last year's change, at many origins in the past: one year is one draw.",
      online: "Return of what was bought above the hurdle.",
    },
    personalisation: { level: "global", how: "Costs and hurdle are the investor's own; the forecast is the same for all." },
    constraints: { compute: "Two cores.", trainingMinutes: 10 },
    misuse: ["Talking a city up or down: forecasts are for those who decide, not for publication.", "Buying on one quarter's answer."],
    assumptions: [
      "The index is known up to the end of the quarter. The published one is smoothed and revised, so its past looks a little calmer than it did.",
      "Rents, fees and the hurdle are as in decide.ts; an investor puts in their own.",
      "Buying does not move the market.",
    ],
    requirements: [
      atMost("mae", 0.06),
      atLeast("rank_correlation_within_month", 0.3),
      atMost("p99_latency_ms", 40),
      atMost("package_mb", 20),
    ],
  },
  data: {
    sample: (seed) => simulate({ name: "price indexes of 60 made-up areas", rows: () => simulateMetros(60, seed) }),
    published: (folder) =>
      sql({ folder, description: "price indexes of 894 American metropolitan areas, 2000 to 2023", query: metroQuery }),
    split: timeSplit({ time: "month", testFrom: "2019-01-01", validation: { from: "2007-01-01" }, delay: days(365) }),
    backtest: { time: "month", from: "2006-01-02", every: days(365.25), delay: days(365) },
    slices: {
      year: (row) => String(row.month.getUTCFullYear()),
      heat: (row) => (row.change_12 < 0 ? "falling" : row.change_12 < 0.05 ? "slow" : "fast"),
    },
    notes: {
      framing:
        "Growth of the log price over twelve months, by area and quarter. Up or down was not taken: the size decides whether costs are earned.",
      collection: "A price index by area and month, published with attribution.",
      annotation: "The label is the index a year later; nothing is learned from rows whose year had not ended.",
      arrival: "Monthly.",
      storage: "894 areas by 96 quarters: a few megabytes.",
      bias: "Areas rise and fall together: 894 rows of a quarter are closer to one observation than to 894. The backtest counts years.",
      privacy: "No persons.",
    },
  },
  modeling: {
    task: regression({ target: "growth", metrics: [mae, rmse, rankCorrelation({ within: "month" }), buyingGain, intervalCoverage] }),
    heuristics: {
      "no change": () => 0,
      "last year's change": (row) => row.change_12,
      "the area's own mean": {
        learn: (rows) => {
          const sums = new Map<string, { sum: number; count: number }>();
          for (const { metro, growth } of rows) {
            const { sum, count } = sums.get(metro) ?? { sum: 0, count: 0 };
            sums.set(metro, { sum: sum + growth, count: count + 1 });
          }
          const overall = rows.reduce((sum, { growth }) => sum + growth, 0) / Math.max(1, rows.length);
          return ({ metro }) => {
            const seen = sums.get(metro);
            return seen === undefined ? overall : seen.sum / seen.count;
          };
        },
      },
    },
    candidates: [
      candidate("momentum", {
        features: [momentum],
        estimator: huberRegression(),
        why: "Prices of homes go on for a while in the direction they have taken.",
      }),
      candidate("ridge", {
        features: facts,
        estimator: ridge({ penalties: [1, 10, 100, 1000] }),
        why: "Momentum, and a pull back from levels that were never held for long.",
      }),
      candidate("boosted trees", {
        features: asTheyAre,
        estimator: boostedTrees({ ...slow, bounds: 0.8 }),
        rung: "complex",
        why: "Momentum may count more where prices are calm, less where they are far above their own past; its range widens where areas differ.",
      }),
      candidate("random forest", {
        features: asTheyAre,
        estimator: randomForest({ trees: 100, minimumLeafRows: 50, maximumLeaves: 256 }),
        rung: "complex",
        why: "The same without steps that build on each other.",
      }),
    ],
    intervalCoverage: 0.8,
  },
  serving: {
    reply: (_, { prediction, low, high }) => {
      const breakEven = breakEvenGrowth(usualTerms);
      if (low === undefined || high === undefined) return { growth12m: { p50: prediction }, breakEven };
      const chance = chanceAbove(breakEven, { middle: prediction, low, high });
      return { growth12m: { p10: low, p50: prediction, p90: high }, breakEven, chance, decision: decide(chance, usualTerms) };
    },
    notes: {
      feedback: "The index a year later.",
      updates: "Every quarter; the backtest shows what that earns.",
      lowConfidence: "Between a chance of 30 % and 70 % the answer is hold.",
      newClasses: "An area without five years of index has missing changes, which the model knows as such.",
      interpretability: "Weights of momentum, past, level and surroundings; the design document shows what each group is worth.",
      experiments: "Decide on paper for a year beside the committee.",
    },
  },
});
