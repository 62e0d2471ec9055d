import { existsSync } from "node:fs";
import { join } from "node:path";
import { atLeast, atMost, csv, defineSystem, linkPrediction, random, type Source, simulate, sql, withBeside } from "millwright";
import { followBrief } from "./brief.ts";
import { ladderOf } from "./finders.ts";
import { accountRow, followRow, markedEdges } from "./follow-row.ts";
import { simulateFollows } from "./simulator.ts";

/** Edges of wiki-Vote in their order; "place" counts them from 0. */
const edges = `
  SELECT *, row_number() OVER () - 1 AS place
  FROM read_csv('{folder}/wiki-Vote.txt.gz', skip = 1, header = false, delim = '\t', parallel = false,
    names = ['from', 'to'], types = ['VARCHAR', 'VARCHAR'])`;

/** wiki-Vote, of whose accounts nothing is known but their numbers. */
function wikiVotes(folder: string): Source {
  const votes = sql({
    folder,
    description: "wiki-Vote: who voted for whom as administrator of Wikipedia (SNAP), 103,689 directed edges",
    query: `
      SELECT e."from" AS follower, e."to" AS followed, h.edge IS NOT NULL AS held_out, NULL AS judged
      FROM (${edges}) e
      LEFT JOIN (SELECT json::BIGINT AS edge FROM read_json('{folder}/splits/wiki_edges_seed0.test_rows.json', format = 'array')) h
        ON h.edge = e.place
      ORDER BY e.place`,
  });
  const accounts = sql({
    folder,
    description: "accounts of wiki-Vote",
    query: `
      SELECT account, NULL::VARCHAR AS topic, NULL::VARCHAR AS region, false AS hidden
      FROM (SELECT "from" AS account, place FROM (${edges}) UNION ALL SELECT "to" AS account, 1000000000 + place AS place FROM (${edges}))
      GROUP BY account ORDER BY min(place)`,
  });
  return withBeside(votes, { catalogue: accounts });
}

export default defineSystem({
  name: "who-to-follow",
  title: "Whom a member should follow",
  row: followRow,
  setup: { ...followBrief, requirements: [atLeast("recall_at_10", 0.155), atMost("p99_latency_ms", 100)] },
  data: {
    sample: (seed) => {
      const { accounts, follows } = simulateFollows(random(seed));
      return withBeside(simulate({ name: "follows of a made-up network", rows: () => [...follows] }), {
        catalogue: simulate({ name: "accounts of a made-up network", rows: () => [...accounts] }),
      });
    },
    published: (folder) =>
      existsSync(join(folder, "follows.csv"))
        ? withBeside(csv(join(folder, "follows.csv")), { catalogue: csv(join(folder, "accounts.csv")) })
        : wikiVotes(folder),
    catalogue: { row: accountRow, id: "account" },
    split: markedEdges(),
    notes: {
      collection: "Votes in elections of administrators until January 2008, published by SNAP.",
      privacy:
        "Accounts are numbers. Hidden accounts are left out before anything is ranked, blocked ones as soon as the block is recorded.",
      framing: "An account and all accounts that it does not follow yet.",
    },
  },
  modeling: { task: linkPrediction({ from: "follower", to: "followed", directed: true }), candidates: ladderOf(true) },
  serving: {
    // An account that was shown to so many rests until the next model; who has no followers yet gets the last place.
    rules: { where: { hidden: false }, shownAtMost: 10_000 },
    explore: { place: 10, newBelow: 50 },
    reply: ({ topic, region }) => ({ ...(topic === null ? {} : { topic }), ...(region === null ? {} : { region }) }),
  },
});
