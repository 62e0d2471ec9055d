import { musaeSystem } from "./musae.ts";

export default musaeSystem({
  name: "who-to-follow-github",
  title: "Whom a developer should follow",
  recall: 0.18,
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
});
