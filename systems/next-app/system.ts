import {
  atLeast,
  atMost,
  column,
  contextRanker,
  coverageAtPrecision,
  defineSystem,
  eventsByTime,
  finderCandidate,
  frequencyRecency,
  listHit,
  listReciprocalRank,
  recommendation,
  simulate,
  z,
} from "millwright";
import { nextAppBrief } from "./brief.ts";
import { daytimes, places, simulateUnlocks } from "./simulator.ts";

/** What is known of the moment when the phone is unlocked. */
const moment = ["daytime", "weekend", "place", "headphones", "previous"] as const;

export default defineSystem({
  name: "next-app",
  title: "The one app that is opened first",
  row: z.object({
    user: column.category({ personal: "pseudonymise" }),
    time: column.timestamp({ description: "Moment of the unlock." }),
    app: column.category({ description: "The app that was opened first." }),
    daytime: column.oneOf(daytimes),
    weekend: column.boolean(),
    place: column.oneOf(places),
    headphones: column.boolean(),
    previous: column.category({ description: 'The app before it on this day, or "none".' }),
  }),
  setup: {
    ...nextAppBrief,
    requirements: [
      atLeast("precision_when_shown", 0.9),
      atLeast("shown_share", 0.5),
      atMost("p99_latency_ms", 10),
      atMost("package_mb", 5),
    ],
  },
  data: {
    sample: () => simulate({ name: "six weeks of phones", rows: (random) => simulateUnlocks({ users: 20, days: 42 }, random) }),
    split: eventsByTime({ validation: 0.15, test: 0.2 }),
    slices: { place: "place", headphones: (row) => (row.headphones ? "headphones" : "none") },
    notes: {
      collection: "Unlocks as the phone logs them; nothing leaves it.",
      privacy: "Trained and answered on the device; places are kinds of places, not coordinates.",
      framing: "A moment and one app, yes or no; the most probable app is shown if it is probable enough.",
    },
  },
  modeling: {
    task: recommendation({
      asker: "user",
      item: "app",
      time: "time",
      context: moment,
      repeats: true,
      k: 4,
      metrics: [listHit({ k: 1 }), coverageAtPrecision({ precision: 0.9 }), listReciprocalRank({ k: 20 }), listHit({ k: 4 })],
    }),
    candidates: [
      finderCandidate("own favourites", {
        finder: frequencyRecency({ decay: 0.99 }),
        rung: "heuristic",
        why: "What was opened most of late.",
      }),
      finderCandidate("like moments", {
        finder: contextRanker({ columns: moment, events: 5000, rounds: 80, folds: 5, popular: 20, companions: 20 }),
        rung: "complex",
        why: "Counts of what was opened in like moments, weighed by trees that give a probability.",
      }),
    ],
  },
  serving: { showAbove: { precision: 0.9, risk: 0.05 }, withhold: 0.03 },
});
