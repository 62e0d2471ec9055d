import {
  atLeast,
  atMost,
  column,
  contextRanker,
  coverageAtPrecision,
  defineSystem,
  finderCandidate,
  frequencyRecency,
  givenEvents,
  listHit,
  listReciprocalRank,
  recommendation,
  simulate,
  sql,
  z,
} from "millwright";
import { nextAppBrief } from "./brief.ts";
import { simulateUnlocks } from "./simulator.ts";

/** What Frappe logged of a moment. */
const moment = ["daytime", "weekday", "isweekend", "homework", "cost", "weather", "country", "city"] as const;
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

export default defineSystem({
  name: "next-app-frappe",
  title: "Which app in this context",
  row: z.object({
    user: column.category({ personal: "pseudonymise" }),
    app: column.category(),
    uses: column.number({ minimum: 0, description: "Times that the app was used in this context." }),
    daytime: column.category(),
    weekday: column.category(),
    isweekend: column.category(),
    homework: column.category(),
    cost: column.category(),
    weather: column.category(),
    country: column.category(),
    city: column.category(),
    part: column.category({ description: "train or test." }),
  }),
  setup: {
    ...nextAppBrief,
    requirements: [atLeast("hit_at_1", 0.235), atLeast("mrr_at_200", 0.41), atMost("p99_latency_ms", 10), atMost("package_mb", 5)],
  },
  data: {
    sample: () =>
      simulate({
        name: "phones in contexts",
        rows: (random) =>
          simulateUnlocks({ users: 15, days: 10 }, random).map(({ user, app, daytime, time, weekend, place, headphones }, row) => ({
            user,
            app,
            uses: 1,
            daytime,
            weekday: weekdays[time.getUTCDay()] ?? "sunday",
            isweekend: weekend ? "weekend" : "workday",
            homework: place,
            cost: headphones ? "paid" : "free",
            weather: "unknown",
            country: "unknown",
            city: "0",
            part: row % 5 === 0 ? "test" : "train",
          })),
      }),
    published: (folder) =>
      sql({
        folder,
        description: "Frappe: 78,411 contexts in which 766 users used 4,082 apps (research only)",
        query: `
          SELECT "user", item AS app, cnt AS uses, daytime, weekday, isweekend, homework, cost, weather, country, city,
            CASE WHEN h."row" IS NULL THEN 'train' ELSE 'test' END AS part
          FROM (
            SELECT *, row_number() OVER () - 1 AS place
            FROM read_csv('{folder}/frappe_users_not4mod5.csv.gz', header = true, delim = '\t', parallel = false, all_varchar = true)
          ) e
          LEFT JOIN (SELECT json::BIGINT AS "row" FROM read_json('{folder}/splits/frappe_rows_seed0.test_rows.json', format = 'array')) h
            ON h."row" = e.place
          ORDER BY place`,
      }),
    split: givenEvents({ test: { column: "part" }, validation: { share: 0.1, of: "events of each asker" } }),
    notes: {
      collection: "Android users who installed Frappe, 2013 to 2015; uses were added up by context, without their order.",
      privacy: "Research use only; it may not be passed on. Cities are numbers.",
      framing: "Which app in this context, not which app next: the log has no moments.",
    },
  },
  modeling: {
    task: recommendation({
      asker: "user",
      item: "app",
      weight: "uses",
      context: moment,
      repeats: true,
      k: 10,
      metrics: [
        listHit({ k: 1 }),
        coverageAtPrecision({ precision: 0.9 }),
        listReciprocalRank({ k: 200 }),
        listHit({ k: 5 }),
        listHit({ k: 10 }),
      ],
    }),
    candidates: [
      finderCandidate("own favourites", { finder: frequencyRecency({ decay: 1 }), rung: "heuristic", why: "What the user uses most." }),
      finderCandidate("like contexts", {
        finder: contextRanker({ columns: moment, apart: "events" }),
        rung: "complex",
        why: "Counts of what was used in like contexts, weighed by trees that give a probability.",
      }),
    ],
  },
  serving: { showAbove: { precision: 0.9, risk: 0.05 }, withhold: 0.03 },
});
