import {
  atLeast,
  atMost,
  boostedTrees,
  candidate,
  category,
  defineSystem,
  huber,
  intervalCoverage,
  mae,
  medianAbsolutePercentageError,
  nearestNeighbors,
  numerics,
  oneHot,
  ordinal,
  randomForest,
  randomSplit,
  regression,
  ridge,
  rmse,
  rmsle,
  rSquared,
  simulate,
  spline,
  sql,
  sum,
} from "millwright";
import { amesQuery, amesRow } from "./ames-row.ts";
import { medianBy } from "./median-by.ts";
import { simulateAmes } from "./simulated-ames.ts";

/** Bent where worth is: a tenth room is not worth what the second was, and no size can make a price explode beyond the largest known. */
const shape = [
  spline("living_area", { knots: 8, transform: "log", group: "size" }),
  spline("total_basement_area", { knots: 6, group: "size" }),
  spline("lot_area", { knots: 6, transform: "log", group: "size" }),
  spline("garage_area", { knots: 5, group: "size" }),
  spline("overall_quality", { knots: [2, 3, 4, 5, 6, 7, 8, 9, 10], group: "quality" }),
  spline("overall_cond", { knots: [2, 3, 4, 5, 6, 7, 8, 9], group: "quality" }),
  spline("year_built", { knots: 8, group: "age" }),
  spline("year_remodelled", { knots: 6, group: "age" }),
];
const sizeNames = [
  "lot_frontage",
  "masonry_area",
  "basement_finish_area_1",
  "basement_finish_area_2",
  "basement_unfinished_area",
  "first_floor_area",
  "second_floor_area",
  "low_quality_fin_area",
  "wood_deck_area",
  "open_porch_area",
  "enclosed_porch",
  "three_season_porch",
  "screen_porch",
  "pool_area",
  "misc_val",
] as const;
const sizes = numerics(sizeNames, { transform: "signed_log", clip: [0.005, 0.995], group: "size" });
const countNames = [
  "basement_full_bath",
  "basement_half_bath",
  "full_bath",
  "half_bath",
  "bedroom_above_ground",
  "kitchen_above_ground",
  "rooms_above_ground",
  "fireplaces",
  "garage_year_built",
  "garage_cars",
  "year_sold",
] as const;
const counts = numerics(countNames, { clip: [0.005, 0.995], group: "rooms" });
const kindNames = [
  "ms_subclass",
  "ms_zoning",
  "street",
  "alley",
  "lot_shape",
  "land_contour",
  "utilities",
  "lot_config",
  "land_slope",
  "neighborhood",
  "condition_1",
  "condition_2",
  "building_type",
  "house_style",
  "roof_style",
  "roof_matl",
  "exterior_1st",
  "exterior_2nd",
  "masonry_type",
  "exterior_quality",
  "exterior_cond",
  "foundation",
  "basement_quality",
  "basement_cond",
  "basement_exposure",
  "basement_finish_type_1",
  "basement_finish_type_2",
  "heating",
  "heating_qc",
  "central_air",
  "electrical",
  "kitchen_quality",
  "functional",
  "fireplace_quality",
  "garage_type",
  "garage_finish",
  "garage_quality",
  "garage_cond",
  "paved_drive",
  "pool_qc",
  "fence",
  "misc_feature",
  "month_sold",
] as const;
const kinds = kindNames.map((name) => oneHot(name, { minimumCount: 3, group: name === "neighborhood" ? "place" : "kinds" }));
const facts = [...shape, sizes, counts, ...kinds];

/** Codes of the assessor that have an order, from the least. */
const quality = ["Po", "Fa", "TA", "Gd", "Ex"];
const finish = ["Unf", "LwQ", "Rec", "BLQ", "ALQ", "GLQ"];
const orders: Readonly<Record<string, readonly string[]>> = {
  exterior_quality: quality,
  exterior_cond: quality,
  basement_quality: quality,
  basement_cond: quality,
  heating_qc: quality,
  kitchen_quality: quality,
  fireplace_quality: quality,
  garage_quality: quality,
  garage_cond: quality,
  pool_qc: quality,
  basement_exposure: ["No", "Mn", "Av", "Gd"],
  basement_finish_type_1: finish,
  basement_finish_type_2: finish,
  functional: ["Sal", "Sev", "Maj2", "Maj1", "Mod", "Min2", "Min1", "Typ"],
  garage_finish: ["Unf", "RFn", "Fin"],
  land_slope: ["Sev", "Mod", "Gtl"],
  lot_shape: ["IR3", "IR2", "IR1", "Reg"],
  paved_drive: ["N", "P", "Y"],
};

/** Trees take numbers and categories as they are; a missing one mostly says that there is no such part. */
const plain = { impute: "none", indicator: false, standardise: false } as const;
const measures = ["living_area", "total_basement_area", "lot_area", "garage_area"] as const;
const grades = ["overall_quality", "overall_cond", "year_built", "year_remodelled"] as const;
const forTrees = [
  sum(["living_area", "total_basement_area"], { ...plain, outputName: "total area", group: "size" }),
  numerics([...measures, ...sizeNames], { ...plain, group: "size" }),
  numerics(grades, { ...plain, group: "quality" }),
  numerics(countNames, { ...plain, group: "rooms" }),
  ...kindNames.map((name) => {
    const order = orders[name];
    const group = name === "neighborhood" ? "place" : "kinds";
    return order === undefined ? category(name, { minimumCount: 3, group }) : ordinal(name, { ...plain, order, group });
  }),
];

const comparison = [
  numerics(["overall_quality", "year_built"], { group: "comparison" }),
  numerics(["living_area", "total_basement_area", "lot_area"], { transform: "log", group: "comparison" }),
  oneHot("neighborhood", { group: "comparison" }),
];

export default defineSystem({
  name: "house-price-ames",
  title: "What is a home in Ames worth?",
  row: amesRow,
  setup: {
    goal: "Price a home from all that an assessor writes down, before it is sold.",
    outOfScope: "Sales within a family, foreclosures and other terms that are known only afterwards.",
    walkthrough: ["An assessor fills in the sheet of a home.", "The service answers with a price and a range."],
    decision: "At which price to offer the home.",
    evaluation: {
      loss: "Squared error of the log price.",
      offline: "RMSLE; RMSE beside it, because a model of logs can explode on one large home.",
      online: "Share of sales inside the range.",
    },
    personalisation: { level: "global", how: "One model for the town." },
    assumptions: ["The homes of 2006 to 2010 are priced alike, apart from the year."],
    requirements: [atMost("rmsle", 0.15), atMost("rmse", 40_000), atLeast("interval_coverage", 0.85), atMost("p99_latency_ms", 40)],
  },
  data: {
    sample: (seed) => simulate({ name: "an authored town of 1,500 sales", rows: () => simulateAmes(1500, seed) }),
    published: (folder) => sql({ folder, description: "home sales in Ames, 2006 to 2010", query: amesQuery }),
    split: randomSplit({ validation: 0.15, test: 0.2 }),
    slices: {
      quality: (row) => (row.overall_quality <= 4 ? "low" : row.overall_quality <= 7 ? "middle" : "high"),
      age: (row) => (row.year_built < 1950 ? "before 1950" : row.year_built < 1990 ? "1950 to 1989" : "1990 and later"),
    },
    notes: {
      collection: "The assessor's office of Ames, Iowa: sales from 2006 to 2010.",
      bias: "The neighbourhood carries the history of who could live where.",
      framing: "The log of the price with a range.",
    },
  },
  modeling: {
    task: regression({
      target: "sale_price",
      metrics: [rmsle, rmse, medianAbsolutePercentageError, mae, rSquared, intervalCoverage],
    }),
    heuristics: {
      "price per square foot of the neighbourhood": {
        learn: (rows) => {
          const perFoot = medianBy(
            rows.map((row) => row.neighborhood),
            rows.map((row) => row.sale_price / row.living_area),
          );
          return (row) => row.living_area * perFoot(row.neighborhood);
        },
      },
    },
    candidates: [
      candidate("ridge", {
        features: facts,
        estimator: ridge({ penalties: [1, 3, 10, 30, 100] }),
        logTarget: true,
        why: "The log price as a sum of what each fact adds.",
      }),
      candidate("comparable homes", {
        features: comparison,
        estimator: nearestNeighbors({ k: 8, weights: "distance" }),
        logTarget: true,
        rung: "complex",
        why: "The mean of the most similar homes sold.",
      }),
      candidate("random forest", {
        features: forTrees,
        estimator: randomForest({ trees: 100, minimumLeafRows: 3 }),
        logTarget: true,
        rung: "complex",
        why: "Full trees on drawn rows, averaged.",
      }),
      candidate("boosted trees", {
        features: forTrees,
        estimator: boostedTrees({
          ...{ objective: huber({ delta: 0.1 }), rounds: 1500, learningRate: 0.03, maximumLeaves: 5, minimumLeafRows: 10 },
          ...{ rowShare: 0.7, nodeColumnShare: 0.3, bounds: 0.9 },
        }),
        logTarget: true,
        rung: "complex",
        why: "Many very small trees; errors beyond a tenth count in proportion, since the odd sales of this town teach nothing.",
      }),
    ],
    intervalCoverage: 0.9,
  },
});
