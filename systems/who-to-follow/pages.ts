import { atLeast, atMost, defineSystem, linkPrediction, simulate, sql } from "millwright";
import { followBrief } from "./brief.ts";
import { ladderOf } from "./finders.ts";
import { followRow, markedEdges } from "./follow-row.ts";
import { simulateFollows } from "./simulator.ts";

export default defineSystem({
  name: "who-to-follow-pages",
  title: "Which page goes with a page",
  row: followRow,
  setup: { ...followBrief, requirements: [atLeast("recall_at_10", 0.45), atMost("p99_latency_ms", 100)] },
  data: {
    sample: () => simulate({ name: "follows of a made-up network", rows: (random) => simulateFollows(random).follows }),
    published: (folder) =>
      sql({
        folder,
        description: "Facebook: likes between verified pages (MUSAE), 171,002 edges without direction",
        query: `
          SELECT id_1 AS follower, id_2 AS followed, NULL::BOOLEAN AS held_out, NULL::VARCHAR AS judged
          FROM read_csv('{folder}/musae/facebook_edges.csv.gz', header = true, parallel = false, types = {'id_1': 'VARCHAR', 'id_2': 'VARCHAR'})`,
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
