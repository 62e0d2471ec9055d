import {
  atLeast,
  atMost,
  averagePrecision,
  binary,
  boostedTrees,
  brier,
  candidate,
  cardPrecisionAtK,
  column,
  dateParts,
  days,
  defineSystem,
  expectedCalibrationError,
  gapAtMost,
  integerRange,
  logisticRegression,
  logLoss,
  nearestNeighbors,
  numberRange,
  numeric,
  numerics,
  oneOf,
  randomForest,
  rocAuc,
  searchSpace,
  simulate,
  sql,
  timeSplit,
  windowCount,
  windowMean,
  z,
} from "millwright";
import { simulatePurchases } from "./simulator.ts";

const row = z.object({
  id: column.number({ integer: true, minimum: 0, description: "Number of the purchase." }),
  time: column.timestamp({ description: "Moment of authorisation, UTC." }),
  customer: column.category({ personal: "pseudonymise", description: "The card." }),
  terminal: column.category({ description: "Where the card was used." }),
  amount: column.number({ minimum: 0, maximum: 100_000, unit: "EUR" }),
  fraud: column.boolean({ description: "Known to be fraudulent, about a week later." }),
});

/** What the card did lately, the purchase itself included, as the bank sees it when it is asked. */
const cardHabits = {
  customer_count_1d: windowCount({ entity: "customer", time: "time", over: days(1) }),
  customer_count_7d: windowCount({ entity: "customer", time: "time", over: days(7) }),
  customer_count_30d: windowCount({ entity: "customer", time: "time", over: days(30) }),
  customer_mean_1d: windowMean({ entity: "customer", time: "time", of: "amount", over: days(1) }),
  customer_mean_7d: windowMean({ entity: "customer", time: "time", of: "amount", over: days(7) }),
  customer_mean_30d: windowMean({ entity: "customer", time: "time", of: "amount", over: days(30) }),
};

/** What was known of the terminal a week ago: labels of the last seven days have not come in. */
const terminalRecord = {
  terminal_count_1d: windowCount({ entity: "terminal", time: "time", over: days(1), delay: days(7) }),
  terminal_count_7d: windowCount({ entity: "terminal", time: "time", over: days(7), delay: days(7) }),
  terminal_count_30d: windowCount({ entity: "terminal", time: "time", over: days(30), delay: days(7) }),
  terminal_risk_1d: windowMean({ entity: "terminal", time: "time", of: "fraud", over: days(1), delay: days(7) }),
  terminal_risk_7d: windowMean({ entity: "terminal", time: "time", of: "fraud", over: days(7), delay: days(7) }),
  terminal_risk_30d: windowMean({ entity: "terminal", time: "time", of: "fraud", over: days(30), delay: days(7) }),
};

const moment = dateParts("time", { parts: ["is_weekend", "is_night"] });
const habits = [
  "amount",
  "customer_count_1d",
  "customer_mean_1d",
  "customer_count_7d",
  "customer_mean_7d",
  "customer_count_30d",
  "customer_mean_30d",
] as const;
const records = [
  "terminal_count_1d",
  "terminal_risk_1d",
  "terminal_count_7d",
  "terminal_risk_7d",
  "terminal_count_30d",
  "terminal_risk_30d",
] as const;
const amounts = numerics(habits, { group: "card habits" });
const terminals = numerics(records, { group: "terminal record" });

/** Trees take the facts as they are. */
const plain = { impute: "none", indicator: false, standardise: false } as const;
const forTrees = [
  moment,
  numerics(habits, { ...plain, group: "card habits" }),
  // Fraud is where amounts are unusual: in a column of their own the highest three per cent get cuts as fine as all others together.
  numeric("amount", { ...plain, clip: [0.97, 1], group: "card habits" }),
  numerics(records, { ...plain, group: "terminal record" }),
];

export default defineSystem({
  name: "card-fraud",
  title: "Approve, challenge or block a card purchase",
  row,
  setup: {
    goal: "Lose less money to stolen cards and compromised terminals, without turning honest customers away.",
    outOfScope: "Fraudulent applications for cards, merchants who cheat, and money laundering.",
    walkthrough: [
      "A customer pays; the terminal asks the bank to authorise the purchase.",
      "Within 30 ms the system answers with a probability of fraud and an action.",
      "Most purchases pass. A suspicious one asks the customer to confirm; the most suspicious hundred cards a day go to an investigator.",
      "Chargebacks and verdicts come back about a week later and become labels.",
    ],
    decision: "Approve, or challenge and review. The system decides at authorisation; a person decides to block the card.",
    evaluation: {
      loss: "Log loss: probabilities are needed, since the action depends on the amount at stake.",
      offline:
        "Average precision, since frauds are rare, and card precision at 100: how many of the hundred cards shown to investigators each day are truly compromised.",
      online: "Money saved minus the cost of challenges, complaints of honest customers, and the share of verdicts that agree.",
    },
    costs: {
      currency: "EUR",
      falseNegative: (row) => row.amount,
      falsePositive: 3,
      truePositive: 3,
    },
    personalisation: {
      level: "user",
      how: "One model for all; each card's own habits enter as its counts and means over 1, 7 and 30 days.",
    },
    constraints: {
      compute: "Two cores; history of each card and terminal is kept in memory.",
      people: "Investigators who can look at about 100 cards a day.",
      trainingMinutes: 10,
    },
    misuse: [
      "A thief who knows the rule keeps every amount small: watch how scores of confirmed frauds drift.",
      "Probing with many small purchases: rate limits per card, and no score is ever shown to the cardholder.",
    ],
    assumptions: [
      "Labels are complete a week after the purchase.",
      "The habits of a card last for a month.",
      "Fraud of next week looks like fraud of last week.",
    ],
    requirements: [
      atLeast("average_precision", 0.6),
      atLeast("roc_auc", 0.86),
      atLeast("card_precision_at_100", 0.28),
      atMost("p99_latency_ms", 30),
      atMost("package_mb", 50),
      gapAtMost("roc_auc", { across: "time of day" }, 0.1),
    ],
  },
  data: {
    sample: (seed) =>
      simulate({
        name: "a city of 600 cards and 1,200 terminals",
        rows: () => simulatePurchases({ customers: 600, terminals: 1200, days: 66, from: "2018-06-11" }, seed),
      }),
    published: (folder) =>
      sql({
        folder,
        description: "simulated purchases of the Fraud Detection Handbook, 2018-06-11 to 2018-08-14",
        query: `
          SELECT TRANSACTION_ID AS id, TX_DATETIME AS time, CAST(CUSTOMER_ID AS VARCHAR) AS customer,
                 CAST(TERMINAL_ID AS VARCHAR) AS terminal, TX_AMOUNT AS amount, TX_FRAUD = 1 AS fraud
          FROM read_parquet('{folder}/handbook_tx_2018-06-11_2018-08-14.parquet')
          ORDER BY TX_DATETIME, TRANSACTION_ID`,
      }),
    history: { ...cardHabits, ...terminalRecord },
    split: timeSplit({
      time: "time",
      train: days(7),
      delay: days(7),
      test: days(7),
      dropKnown: { entity: "customer", label: "fraud" },
    }),
    slices: {
      "time of day": (row) => (row.time.getUTCHours() <= 6 ? "night" : "day"),
      amount: (row) => (row.amount < 20 ? "under 20" : row.amount < 100 ? "20 to 100" : "over 100"),
    },
    notes: {
      framing:
        "One purchase at authorisation, yes or no. Pure anomaly detection was not taken: labels exist, and rare is not the same as fraudulent.",
      collection: "Every purchase is recorded anyway; nothing more is asked of customers.",
      annotation: "Chargebacks and investigators' verdicts, complete after about seven days.",
      disagreement: "A chargeback overrules a verdict; disputes are settled by a second investigator.",
      weakLabels: "Rules of the old system can propose cases for review; they are never labels.",
      userData: "Time, place and amount of purchases. No names, no card numbers, no goods.",
      storage: "About 60 bytes a purchase; 37 days of history are kept in memory, older ones in Parquet.",
      arrival: "All the time; labels a week late. Windows over labels are delayed by as much.",
      imbalance:
        "Under 1 % of purchases are frauds. Nothing is resampled, so that probabilities stay honest; metrics are chosen for rare positives.",
      privacy: "The card is a pseudonym; the model sees counts and means only.",
      bias: "Place can stand for origin or income. No address enters; quality is compared across times and amounts.",
    },
  },
  modeling: {
    task: binary({
      target: "fraud",
      metrics: [
        averagePrecision,
        rocAuc,
        cardPrecisionAtK({ entity: "customer", time: "time", k: 100 }),
        logLoss,
        brier,
        expectedCalibrationError(),
      ],
    }),
    heuristics: {
      "large amount or risky terminal": (row) => Math.max(row.amount > 220 ? 0.99 : 0, row.terminal_risk_7d),
    },
    candidates: [
      candidate("logistic", {
        features: [moment, amounts, terminals],
        estimator: logisticRegression(),
        search: {
          space: searchSpace({ penalty: numberRange(1e-3, 1e4, { scale: "log" }) }),
          estimator: ({ penalty }) => logisticRegression({ penalty }),
        },
        why: "The simplest model that weighs all fifteen facts about a purchase.",
      }),
      candidate("logistic, calibrated", {
        features: [moment, amounts, terminals],
        estimator: logisticRegression(),
        calibration: "isotonic",
        rung: "complex",
        why: "Straightens the probabilities, since the action depends on them.",
      }),
      candidate("nearest neighbours", {
        features: [moment, amounts, terminals],
        estimator: nearestNeighbors({ k: 50 }),
        rung: "complex",
        search: {
          space: searchSpace({ k: integerRange(5, 500, { scale: "log" }), weights: oneOf(["uniform", "distance"]) }),
          estimator: ({ k, weights }) => nearestNeighbors({ k, weights }),
        },
        why: "Finds odd combinations that no straight line separates.",
      }),
      candidate("random forest", {
        features: forTrees,
        estimator: randomForest({ trees: 200, minimumLeafRows: 3, nodeColumnShare: 0.5 }),
        rung: "complex",
        why: "Averages full trees: steps such as an amount above a limit, and facts that matter only together.",
      }),
      candidate("boosted trees", {
        features: forTrees,
        estimator: boostedTrees({
          ...{ rounds: 400, learningRate: 0.03, maximumLeaves: 16, minimumLeafRows: 5 },
          ...{ rowShare: 0.7, nodeColumnShare: 0.5 },
        }),
        rung: "complex",
        why: "Small trees, each on what those before it missed; as fast to ask as a line.",
      }),
    ],
  },
  serving: {
    deferBelow: 0.6,
    reply: (row, prediction) => ({
      action: prediction.decision === "act" ? "challenge" : prediction.decision === "defer" ? "review" : "approve",
      atStake: row.amount,
    }),
    notes: {
      feedback: "Chargebacks and verdicts come in through the labels endpoint and enter the terminals' record a week later.",
      updates: "Weekly, on the last seven labelled days; earlier when scores drift.",
      newClasses: "A new kind of fraud is the same class; it shows as frauds with low scores.",
      lowConfidence: "Purchases between approve and challenge go to an investigator's queue.",
      device: "On the server: habits of a card must not leave the bank.",
      interpretability: "A weight per fact: the investigator sees which habit the purchase broke.",
      experiments: "Half a percent of would-be challenges pass at random, so that blocked purchases keep having labels.",
    },
  },
});
