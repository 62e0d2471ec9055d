import { atLeast, atMost, defineSystem, linkPrediction, simulate, sql } from "millwright";
import { followBrief } from "./brief.ts";
import { ladderOf } from "./finders.ts";
import { followRow, markedEdges } from "./follow-row.ts";
import { simulateFollows } from "./simulator.ts";

export default defineSystem({
  name: "who-to-follow",
  title: "Whom a member should follow",
  row: followRow,
  setup: { ...followBrief, requirements: [atLeast("recall_at_10", 0.155), atMost("p99_latency_ms", 100)] },
  data: {
    sample: () => simulate({ name: "follows of a made-up network", rows: (random) => simulateFollows(random).follows }),
    published: (folder) =>
      sql({
        folder,
        description: "wiki-Vote: who voted for whom as administrator of Wikipedia (SNAP), 103,689 directed edges",
        query: `
          SELECT e."from" AS follower, e."to" AS followed, h.edge IS NOT NULL AS held_out, NULL AS judged
          FROM (
            SELECT *, row_number() OVER () - 1 AS place
            FROM read_csv('{folder}/wiki-Vote.txt.gz', skip = 1, header = false, delim = '\t', parallel = false,
              names = ['from', 'to'], types = ['VARCHAR', 'VARCHAR'])
          ) e
          LEFT JOIN (SELECT json::BIGINT AS edge FROM read_json('{folder}/splits/wiki_edges_seed0.test_rows.json', format = 'array')) h
            ON h.edge = e.place
          ORDER BY e.place`,
      }),
    split: markedEdges(),
    notes: {
      collection: "Votes in elections of administrators until January 2008, published by SNAP.",
      privacy: "Accounts are numbers. Private accounts and blocks are not in the data; the service leaves them out when it answers.",
      framing: "An account and all accounts that it does not follow yet.",
    },
  },
  modeling: { task: linkPrediction({ from: "follower", to: "followed", directed: true }), candidates: ladderOf(true) },
});
