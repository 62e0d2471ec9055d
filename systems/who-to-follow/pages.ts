import { musaeSystem } from "./musae.ts";

export default musaeSystem({
  name: "who-to-follow-pages",
  title: "Which page goes with a page",
  recall: 0.45,
  description: "Facebook: likes between verified pages (MUSAE), 171,002 edges without direction",
  query: `
    SELECT id_1 AS follower, id_2 AS followed, NULL::BOOLEAN AS held_out, NULL::VARCHAR AS judged
    FROM read_csv('{folder}/musae/facebook_edges.csv.gz', header = true, parallel = false, types = {'id_1': 'VARCHAR', 'id_2': 'VARCHAR'})`,
});
