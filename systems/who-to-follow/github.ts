import { atLeast, atMost, defineSystem, linkPrediction, simulate, sql } from "millwright";
import { followBrief } from "./brief.ts";
import { ladderOf } from "./finders.ts";
import { followRow, markedEdges } from "./follow-row.ts";
import { simulateFollows } from "./simulator.ts";

export default defineSystem({
  name: "who-to-follow-github",
  title: "Whom a developer should follow",
  row: followRow,
  setup: { ...followBrief, requirements: [atLeast("recall_at_10", 0.18), atMost("p99_latency_ms", 100)] },
  data: {
    sample: () => simulate({ name: "follows of a made-up network", rows: (random) => simulateFollows(random).follows }),
    published: (folder) =>
      sql({
        folder,
        description: "GitHub: mutual follows of developers (MUSAE), 289,003 edges without direction",
        query: `
          WITH judged AS (SELECT json::VARCHAR AS node FROM read_json('{folder}/splits/git_eval_users_seed0.json', format = 'array')),
            held AS (SELECT json::BIGINT AS edge FROM read_json('{folder}/splits/git_edges_seed0.test_rows.json', format = 'array')),
            edges AS (
              SELECT *, row_number() OVER () - 1 AS place
              FROM read_csv('{folder}/musae/git_edges.csv.gz', header = true, parallel = false, types = {'id_1': 'VARCHAR', 'id_2': 'VARCHAR'})
            )
          SELECT id_1 AS follower, id_2 AS followed, h.edge IS NOT NULL AS held_out,
            CASE WHEN a.node IS NOT NULL AND b.node IS NOT NULL THEN 'both' WHEN a.node IS NOT NULL THEN 'follower'
              WHEN b.node IS NOT NULL THEN 'followed' ELSE 'neither' END AS judged
          FROM edges
          LEFT JOIN held h ON h.edge = place LEFT JOIN judged a ON a.node = id_1 LEFT JOIN judged b ON b.node = id_2
          ORDER BY place`,
      }),
    split: markedEdges(),
    notes: {
      collection: "Collected from the public interface in 2019, published as MUSAE.",
      privacy: "Accounts are numbers.",
      framing: "An account and all accounts that it is not linked to yet.",
    },
  },
  modeling: { task: linkPrediction({ from: "follower", to: "followed", directed: false }), candidates: ladderOf(false) },
  serving: { rules: { shownAtMost: 10_000 } },
});
