import {
  atLeast,
  atMost,
  column,
  defineSystem,
  finderCandidate,
  givenEvents,
  itemNeighbors,
  itemTransitions,
  listHit,
  listReciprocalRank,
  recommendation,
  sessionNeighbors,
  simulate,
  sql,
  stackFinders,
  z,
} from "millwright";
import { simulateReviews } from "./simulated-reviews.ts";

/**
 * Clicks of Diginetica (CIKM Cup 2016): training sessions in the order of time, and, as sessions of their own, every beginning of a
 * session of the last week with the click that came next.
 */
const clicks = `
  WITH earlier AS (SELECT row_number() OVER () AS n, string_split(line, ' ') AS words
      FROM read_csv('{folder}/diginetica/train_sessions.txt.gz', columns = {'line': 'VARCHAR'}, delim = '|', header = false)),
    later AS (SELECT 1000000 + row_number() OVER () AS n, string_split(start, ' ') AS words, target
      FROM read_csv('{folder}/diginetica/test_prefix_target.txt.gz', columns = {'start': 'VARCHAR', 'target': 'VARCHAR'}, delim = '\\t', header = false)),
    events AS (
      SELECT n, unnest(words) AS item, generate_subscripts(words, 1) AS place, 'train' AS part FROM earlier
      UNION ALL SELECT n, unnest(words), generate_subscripts(words, 1), 'history' FROM later
      UNION ALL SELECT n, target, 1000, 'test' FROM later)
  SELECT CAST(n AS VARCHAR) AS session, item, n * 1000 + place AS moment, part FROM events ORDER BY n, place`;

const similar = sessionNeighbors({ lengthPower: 0, rarity: 1, neighbors: 500 });
const latest = sessionNeighbors({ lengthPower: 0, rarity: 1, fade: 0.7, reach: 1 });
const after = itemTransitions({ steps: 6, backward: 0.6, shrinkage: 10, decay: 0.5 });
const next = itemTransitions({ steps: 1, decay: 0.1, shrinkage: 5 });
const beside = itemNeighbors({ decay: 0.6 });
const held = { holdOut: "latest_askers", share: 0.08, questions: 6000, depth: 60, at: 20 } as const;

/** Simulated sessions: the last click of every fifth one is judged on. */
function simulatedSessions(seed: number): object[] {
  return simulateReviews(seed).reviews.map(({ user, item, place }, row, all) => {
    const isLast = all[row + 1]?.user !== user;
    const judged = Number(user.slice(1)) % 5 === 0;
    return { session: user, item, moment: 1000 * Number(user.slice(1)) + place, part: judged ? (isLast ? "test" : "history") : "train" };
  });
}

export default defineSystem({
  name: "replacement-items-sessions",
  title: "What will this visitor look at next?",
  row: z.object({
    session: column.category({ personal: "pseudonymise" }),
    item: column.category(),
    moment: column.number({ description: "Grows with time." }),
    part: column.oneOf(["train", "history", "test"]),
  }),
  setup: {
    goal: "Show visitors whom nobody knows what they are likely to look at next, from the clicks of their visit.",
    outOfScope: "What replaces a sold-out item: see `replacement-items`.",
    requirements: [atLeast("hit_at_20", 0.525), atLeast("mrr_at_20", 0.185), atMost("p99_latency_ms", 30)],
  },
  data: {
    sample: (seed) => simulate({ name: "simulated sessions", rows: () => simulatedSessions(seed) }),
    published: (folder) => sql({ folder, query: clicks, description: "clicks of Diginetica (CIKM Cup 2016), the last week for test" }),
    split: givenEvents({ test: { column: "part" }, validation: { share: 0.05, of: "latest askers" }, fewestKnown: 1 }),
  },
  modeling: {
    task: recommendation({
      asker: "session",
      item: "item",
      time: "moment",
      repeats: true,
      k: 20,
      metrics: [listReciprocalRank({ k: 20 }), listHit({ k: 20 })],
    }),
    candidates: [
      finderCandidate("transitions", { finder: after }),
      finderCandidate("session neighbours", { finder: similar, why: "Visits that began alike go on alike." }),
      finderCandidate("stack", { finder: stackFinders([similar, latest, after, next, beside], held), rung: "complex" }),
    ],
  },
});
