import {
  column,
  defineSystem,
  type Finder,
  finderCandidate,
  itemNeighbors,
  itemTransitions,
  leaveOneOut,
  listCoverage,
  listHit,
  listNdcg,
  recommendation,
  simulate,
  sql,
  stackFinders,
  withBeside,
  z,
} from "millwright";
import { simulateReviews } from "./simulated-reviews.ts";

/** What came after the latest items, over many steps and a little backwards. */
export const transitions: Finder = itemTransitions({ neighbors: 1000, steps: 20, fade: 0.7, backward: 0.4, shrinkage: 30, decay: 0.6 });
const neighbors = itemNeighbors({ shrinkage: 30, discount: 0.5, decay: 0.7 });
const nextStep = itemTransitions({ steps: 1, decay: 0.3, shrinkage: 5 });
const stacked: Finder = stackFinders([transitions, nextStep, neighbors], { attributes: ["attributes"], depth: 80 });

/** Lines "user item item …" in the order of time, one event a row. */
function eventsQuery(file: string): string {
  return `
    WITH lines AS (SELECT string_split(line, ' ') AS words
      FROM read_csv('{folder}/s3rec/${file}.txt.gz', columns = {'line': 'VARCHAR'}, delim = '\\t', header = false))
    SELECT words[1] AS user, unnest(words[2:]) AS item, generate_subscripts(words[2:], 1) AS place FROM lines ORDER BY hash(user), place`;
}

function itemsQuery(file: string): string {
  return `
    WITH pairs AS (SELECT unnest(map_entries(json)) AS pair
      FROM read_json('{folder}/s3rec/${file}_item2attributes.json.gz', records = false, columns = {'json': 'MAP(VARCHAR, INTEGER[])'}))
    SELECT pair.key AS id, array_to_string(pair.value, ' ') AS attributes FROM pairs ORDER BY hash(id)`;
}

/** What people who bought these things buy next: one system for each shop. */
export function nextItemSystem(
  name: string,
  title: string,
  file: string,
  requirements: Parameters<typeof defineSystem>[0]["setup"]["requirements"],
) {
  return defineSystem({
    name,
    title,
    row: z.object({
      user: column.category({ personal: "pseudonymise" }),
      item: column.category(),
      place: column.number({ minimum: 1, description: "Place in the order of time." }),
    }),
    setup: {
      goal: "Offer what somebody who bought these things is likely to want next.",
      outOfScope: "What replaces a sold-out item: see `replacement-items`.",
      requirements,
    },
    data: {
      sample: (seed) => {
        const { reviews, items } = simulateReviews(seed);
        return withBeside(simulate({ name: "simulated reviews", rows: () => [...reviews] }), {
          catalogue: simulate({ name: "simulated items", rows: () => [...items] }),
        });
      },
      published: (folder) =>
        withBeside(sql({ folder, query: eventsQuery(file), description: `${file}: reviews of Amazon, as S3-Rec divides them` }), {
          catalogue: sql({ folder, query: itemsQuery(file), description: "categories and brands" }),
        }),
      catalogue: { row: z.object({ id: column.category(), attributes: column.text() }), id: "id" },
      split: leaveOneOut(),
    },
    modeling: {
      task: recommendation({
        asker: "user",
        item: "item",
        time: "place",
        metrics: [listNdcg({ k: 10 }), listHit({ k: 10 }), listHit({ k: 5 }), listCoverage({ k: 10 })],
      }),
      candidates: [
        finderCandidate("item neighbours", { finder: neighbors }),
        finderCandidate("transitions", { finder: transitions, why: "The latest items say most, and order matters." }),
        finderCandidate("stack", { finder: stacked, rung: "complex", why: "Trees weigh order, company, attributes and trend." }),
      ],
    },
  });
}
