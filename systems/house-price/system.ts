import {
  atLeast,
  atMost,
  boostedTrees,
  candidate,
  category,
  column,
  dateParts,
  defineSystem,
  gapAtMost,
  huber,
  integerRange,
  intervalCoverage,
  mae,
  mape,
  medianAbsolutePercentageError,
  nearestNeighbors,
  numberRange,
  numeric,
  numerics,
  oneHot,
  oneOf,
  ordinal,
  randomForest,
  regression,
  ridge,
  rmse,
  rmsle,
  rSquared,
  searchSpace,
  simulate,
  spline,
  sql,
  timeSplit,
  z,
} from "millwright";
import { medianBy } from "./median-by.ts";
import { simulateSales } from "./simulator.ts";

const row = z.object({
  id: column.category({ description: "The house; one that is sold twice keeps its number." }),
  date: column.timestamp({ description: "Day of the sale." }),
  price: column.number({ minimum: 1, unit: "USD" }),
  bedrooms: column.number({ minimum: 0, maximum: 40 }),
  bathrooms: column.number({ minimum: 0, maximum: 20 }),
  sqft_living: column.number({ minimum: 100, maximum: 50_000, unit: "sq ft" }),
  sqft_lot: column.number({ minimum: 100, unit: "sq ft" }),
  floors: column.number({ minimum: 1, maximum: 5 }),
  waterfront: column.boolean().nullable(),
  view: column.oneOf(["none", "fair", "average", "good", "excellent"]).nullable(),
  condition: column.oneOf(["poor", "fair", "average", "good", "very good"]),
  grade: column.number({ integer: true, minimum: 1, maximum: 13, description: "Quality of construction, 1 to 13." }),
  sqft_above: column.number({ minimum: 0, unit: "sq ft" }),
  sqft_basement: column.number({ minimum: 0, unit: "sq ft" }).nullable(),
  yr_built: column.number({ minimum: 1800, maximum: 2100 }),
  yr_renovated: column.number({ minimum: 0, maximum: 2100, description: "0 where never." }).nullable(),
  zipcode: column.category(),
  lat: column.number({ minimum: -90, maximum: 90 }),
  long: column.number({ minimum: -180, maximum: 180 }),
  sqft_living15: column.number({ minimum: 0, unit: "sq ft", description: "Living area of the fifteen nearest houses, mean." }),
  sqft_lot15: column.number({ minimum: 0, unit: "sq ft" }),
});

const publishedQuery = `
  SELECT
    CAST(id AS VARCHAR) AS id, strptime(date, '%m/%d/%Y') AS date, price, bedrooms, bathrooms, sqft_living, sqft_lot, floors,
    CASE waterfront WHEN 'YES' THEN true WHEN 'NO' THEN false END AS waterfront, lower(view) AS view, lower(condition) AS condition,
    CAST(split_part(grade, ' ', 1) AS DOUBLE) AS grade, sqft_above, TRY_CAST(sqft_basement AS DOUBLE) AS sqft_basement,
    yr_built, yr_renovated, CAST(zipcode AS VARCHAR) AS zipcode, lat, long, sqft_living15, sqft_lot15
  FROM read_csv('{folder}/kc_house_data.csv.gz', nullstr = '', types = { 'date': 'VARCHAR', 'sqft_basement': 'VARCHAR' })`;

/** Sizes count by proportion: twice the area adds about as much to a small home's log price as to a large one's. */
const size = [
  spline("sqft_living", { knots: 8, transform: "log", group: "size" }),
  spline("sqft_lot", { knots: 6, transform: "log", group: "size" }),
  numeric("sqft_above", { transform: "log", clip: [0.001, 0.999], group: "size" }),
  numeric("sqft_basement", { transform: "signed_log", indicator: true, group: "size" }),
  numerics(["bedrooms", "bathrooms", "floors"], { clip: [0.001, 0.999], group: "size" }),
];
const quality = [
  spline("grade", { knots: [5, 6, 7, 8, 9, 10, 11, 12], group: "quality" }),
  oneHot("condition", { group: "quality" }),
  oneHot("view", { group: "quality" }),
  numeric("waterfront", { indicator: true, impute: 0, group: "quality" }),
  spline("yr_built", { knots: 8, group: "quality" }),
  numeric("yr_renovated", { impute: 0, transform: "signed_log", indicator: true, group: "quality" }),
];
const place = [
  oneHot("zipcode", { minimumCount: 3, group: "place" }),
  spline("lat", { knots: 12, group: "place" }),
  spline("long", { knots: 12, group: "place" }),
  numerics(["sqft_living15", "sqft_lot15"], { transform: "log", clip: [0.001, 0.999], group: "place" }),
];
const moment = [dateParts("date", { parts: ["days_since"], group: "moment" })];
const facts = [...size, ...quality, ...place, ...moment];

/** The same facts as they are: trees need no bends and no scales. */
const plain = { impute: "none", indicator: false, standardise: false } as const;
const timeless = [
  numerics(["sqft_living", "sqft_lot", "sqft_above", "sqft_basement", "bedrooms", "bathrooms", "floors"], { ...plain, group: "size" }),
  numerics(["grade", "waterfront", "yr_built", "yr_renovated"], { ...plain, group: "quality" }),
  ordinal("condition", { ...plain, order: ["poor", "fair", "average", "good", "very good"], group: "quality" }),
  ordinal("view", { ...plain, order: ["none", "fair", "average", "good", "excellent"], group: "quality" }),
  numerics(["lat", "long", "sqft_living15", "sqft_lot15"], { ...plain, group: "place" }),
  category("zipcode", { minimumCount: 3, group: "place" }),
];
/** Rows to come lie beyond the last day that was seen: trees hold its level, if their leaves are large enough to know it. */
const forTrees = [...timeless, dateParts("date", { parts: ["days_since"], standardise: false, group: "moment" })];

/** Where a home is and how large: what a person compares by. */
const comparison = [
  numerics(["lat", "long", "grade", "yr_built"], { group: "comparison" }),
  numerics(["sqft_living", "sqft_lot"], { transform: "log", group: "comparison" }),
];

export default defineSystem({
  name: "house-price",
  title: "What is this home worth?",
  row,
  setup: {
    goal: "Tell a seller or buyer what a listed home will sell for, with an honest range, so that fewer homes are bought too dear.",
    outOfScope: "Commercial property, land without a house, and advice on when to sell.",
    walkthrough: [
      "An agent enters the home's facts, or a listing is read from the register.",
      "The service answers with a price, a range that holds nine times in ten, and what moved it.",
      "A range wider than the agent accepts goes to an appraiser.",
      "When the home is sold, its price comes back and is compared.",
    ],
    decision: "Whether to offer, and up to which price; an investor decides, the system informs.",
    evaluation: {
      loss: "Squared error of the log price: proportional errors count alike for cheap and dear homes.",
      offline: "RMSLE first, since it weighs proportional errors; the median absolute percentage error reads as people speak.",
      online: "Share of sales inside the range, and the median error of homes that were bought.",
    },
    personalisation: { level: "global", how: "A home is worth the same to the model whoever asks." },
    constraints: { compute: "Two cores.", trainingMinutes: 10 },
    misuse: [
      "Steering buyers by district: quality is reported by district, and the answer never ranks districts.",
      "Feeding made-up facts to get a higher asking price: inputs are bounded by the row's ranges.",
    ],
    assumptions: [
      "Homes of next month are priced like homes of the last months, apart from the trend.",
      "Asking prices play no part; only closed sales are learned from.",
      "A home's worth is a product of its parts, so its log is a sum.",
    ],
    requirements: [
      atMost("rmsle", 0.196),
      atMost("mdape", 0.14),
      atLeast("interval_coverage", 0.85),
      atMost("p99_latency_ms", 40),
      atMost("package_mb", 20),
      gapAtMost("mdape", { across: "grade" }, 0.1),
    ],
  },
  data: {
    sample: (seed) => simulate({ name: "a year of sales in a town of 24 quarters", rows: () => simulateSales(4000, seed) }),
    published: (folder) => sql({ folder, description: "home sales in King County, 2014-05 to 2015-05", query: publishedQuery }),
    split: timeSplit({ time: "date", testFrom: "2015-03-01", validation: 0.15 }),
    slices: {
      grade: (row) => (row.grade <= 6 ? "simple" : row.grade <= 8 ? "average" : "high"),
      age: (row) => (row.yr_built < 1950 ? "before 1950" : row.yr_built < 1990 ? "1950 to 1989" : "1990 and later"),
      waterfront: (row) => (row.waterfront === true ? "at the water" : "elsewhere"),
    },
    notes: {
      framing: "The log of the price with a range. Price brackets were not taken: they hide by how much one is wrong.",
      collection: "Sales are public records; facts of the home come from the assessor.",
      annotation: "The price is the label; nobody has to annotate.",
      weakLabels: "Appraisals could stand in for prices of unsold homes; they are not used.",
      userData: "None: homes, not people.",
      storage: "About 200 bytes a sale; a county's year fits into memory many times.",
      arrival: "Monthly, when deeds are recorded, four to eight weeks after the sale.",
      imbalance: "Few homes are at the water or of high grade; quality is reported for them separately.",
      privacy: "Addresses do not enter; coordinates do, so single homes can be recognised in the errors table.",
      bias: "District and coordinates carry the history of who could live where. The price that was paid is what is learned, not what is fair.",
    },
  },
  modeling: {
    task: regression({
      target: "price",
      metrics: [rmsle, medianAbsolutePercentageError, mape, mae, rmse, rSquared, intervalCoverage],
    }),
    heuristics: {
      "price per square foot of the zip code": {
        learn: (rows) => {
          const perFoot = medianBy(
            rows.map((row) => row.zipcode),
            rows.map((row) => row.price / row.sqft_living),
          );
          return (row) => row.sqft_living * perFoot(row.zipcode);
        },
      },
    },
    candidates: [
      candidate("ridge", {
        features: facts,
        estimator: ridge({ penalties: [0.1, 0.3, 1, 3, 10, 30] }),
        logTarget: true,
        search: {
          space: searchSpace({ penalty: numberRange(0.01, 1000, { scale: "log" }) }),
          estimator: ({ penalty }) => ridge({ penalty }),
        },
        why: "The log price as a sum of what each fact adds: simple, and every weight can be read.",
      }),
      candidate("comparable homes", {
        features: comparison,
        estimator: nearestNeighbors({ k: 10, weights: "distance" }),
        logTarget: true,
        rung: "complex",
        search: {
          space: searchSpace({ k: integerRange(2, 60, { scale: "log" }), weights: oneOf(["uniform", "distance"]) }),
          estimator: ({ k, weights }) => nearestNeighbors({ k, weights }),
        },
        why: "What appraisers do: the mean of the most similar homes sold.",
      }),
      candidate("random forest", {
        features: timeless,
        estimator: randomForest({ trees: 100, minimumLeafRows: 5 }),
        logTarget: true,
        rung: "complex",
        why: "Full trees on drawn rows, averaged: finds bends and meetings of facts by itself, and is hard to get wrong.",
      }),
      candidate("boosted trees", {
        features: forTrees,
        estimator: boostedTrees({
          ...{ objective: huber({ delta: 0.3 }), rounds: 1000, learningRate: 0.03, maximumLeaves: 16 },
          ...{ rowShare: 0.7, nodeColumnShare: 0.3, bounds: 0.9 },
        }),
        logTarget: true,
        rung: "complex",
        why: "Many small trees, each on what those before it left; two more sets learn the range, narrow where homes are alike.",
      }),
    ],
    intervalCoverage: 0.9,
  },
  serving: {
    reply: (row, prediction) => ({
      perSquareFoot: Math.round(prediction.prediction / row.sqft_living),
      widthOfRange: prediction.high === undefined || prediction.low === undefined ? null : prediction.high / Math.max(1, prediction.low),
    }),
    notes: {
      feedback: "The price at which the home is sold comes back from the register.",
      updates: "Monthly; prices drift by about half a percent a month.",
      newClasses: "A new zip code is unknown: its homes are priced by coordinates and the neighbours' sizes alone.",
      lowConfidence: "A range whose upper end is more than twice its lower end goes to an appraiser.",
      device: "On a server or in the browser: the graph is small and holds no sale.",
      interpretability: "Each fact's weight in the log price is in the model; the design document shows what each group is worth.",
      experiments: "Shadow the appraisers for a month before anyone sees a price.",
    },
  },
});
