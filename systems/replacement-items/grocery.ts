const meta = "read_csv('{folder}/grocery_rechorus/item_meta.csv.gz', delim = '\\t')";

/** Rows in an order that ids do not give: they were numbered by time. */
const shuffled = "ORDER BY hash";

/** Queries over the groceries of Amazon (5-core, 2014) as ReChorus divides them; a fifth of the items is judged on, a fifth chosen on. */
export const groceryQueries = {
  views: `
    WITH pairs AS (SELECT CAST(item_id AS VARCHAR) AS item, item_id % 5 AS fifth, unnest(CAST(r_substitute AS INTEGER[])) AS other FROM ${meta})
    SELECT item, CAST(other AS VARCHAR) AS replacement, CASE fifth WHEN 0 THEN 'test' WHEN 1 THEN 'validation' ELSE 'train' END AS part
    FROM pairs ${shuffled}(item), hash(replacement)`,
  catalogue: `
    SELECT CAST(item_id AS VARCHAR) AS id, CAST(i_category AS VARCHAR) AS category, CAST(NULL AS VARCHAR) AS name, CAST(NULL AS DOUBLE) AS price,
           CAST(NULL AS DOUBLE) AS size, CAST(NULL AS VARCHAR) AS allergens
    FROM ${meta} ${shuffled}(id)`,
  boughtAlong: `
    WITH pairs AS (SELECT CAST(item_id AS VARCHAR) AS owner, unnest(CAST(r_complement AS INTEGER[])) AS other FROM ${meta})
    SELECT owner, CAST(other AS VARCHAR) AS listed FROM pairs ${shuffled}(owner), hash(listed)`,
  purchases: `
    SELECT CAST(user_id AS VARCHAR) AS user, CAST(item_id AS VARCHAR) AS item
    FROM read_csv('{folder}/grocery_rechorus/train.csv.gz', delim = '\\t') ${shuffled}(user), hash(item)`,
} as const;
