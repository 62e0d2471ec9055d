import {
  answerChance,
  atLeast,
  atMost,
  column,
  defineSystem,
  finderCandidate,
  givenEvents,
  listCoverage,
  listHit,
  listNdcg,
  listPrecision,
  listRecall,
  recommendation,
  type Source,
  simulate,
  sql,
  withBeside,
  z,
} from "millwright";
import { groceryQueries } from "./grocery.ts";
import { isSafe, knownItem, LEAST_CHANCE, priceDifference } from "./propose-replacements.ts";
import { answersOfSame, everything, sameBuyers, sameCompany, withoutOwnList } from "./similar-by-need.ts";
import { simulateShop } from "./simulator.ts";

const pair = z.object({
  owner: column.category({ description: "An item." }),
  listed: column.category({ description: "An item that is bought along with it." }),
});

/** A shop that is made up. */
function sampleShop(seed: number): Source {
  const shop = simulateShop(seed);
  const rows = (name: string, all: readonly object[]): Source => simulate({ name, rows: () => [...all] });
  const boughtAlong = rows("what is bought along", shop.boughtAlong);
  const catalogue = rows("the shelf", shop.catalogue);
  const purchases = rows("purchases", shop.purchases);
  return withBeside(rows("views in a simulated shop", shop.views), { catalogue, owners: boughtAlong, listed: boughtAlong, purchases });
}

/** Amazon's groceries: which items people viewed instead. */
function groceries(folder: string): Source {
  const { views, catalogue, boughtAlong, purchases } = groceryQueries;
  const of = (query: string, description: string): Source => sql({ folder, query, description });
  const along = of(boughtAlong, "what was bought along");
  const beside = { catalogue: of(catalogue, "8,713 groceries"), owners: along, listed: along, purchases: of(purchases, "purchases") };
  return withBeside(of(views, "groceries of Amazon, 2014: also viewed"), beside);
}

export default defineSystem({
  name: "replacement-items",
  title: "The wanted item is sold out: what to offer instead?",
  row: z.object({
    item: column.category({ description: "The item that is wanted." }),
    replacement: column.category({ description: "An item that people took, or looked at, instead." }),
    part: column.oneOf(["train", "validation", "test"], { description: "Items whose replacements are known, chosen on, or judged on." }),
  }),
  setup: {
    goal: "When the wanted item is sold out, offer items that do the same job, so that the customer need not search or leave.",
    outOfScope:
      "What goes along with an item, and what somebody might like next: `replacement-items/beauty`, `/toys` and `/sessions` answer that.",
    walkthrough: [
      "A customer opens a product that is sold out, or the picker of an online order finds its shelf empty.",
      "The shop shows up to ten replacements that are in stock, each with its chance of being taken, the reason and the difference in price.",
      "The customer takes one, or says that none fits; both are recorded.",
    ],
    decision: "What stands in the slots of the page, or in the picker's proposal; the customer decides.",
    evaluation: {
      loss: "LambdaRank: each pair of a right and a wrong candidate by what swapping them changes in NDCG@10.",
      offline: "Recall@10 and NDCG@10 over the whole catalogue, on items whose replacements nothing learned from.",
      online: "Share of proposals that are taken, less the share of these that come back; against a category page at random.",
    },
    personalisation: {
      level: "global",
      how: "The need decides, not the person; a basket only rules out what is in it, and what its allergens forbid.",
    },
    constraints: { compute: "Two processor cores; lists for every item are made each night.", trainingMinutes: 10 },
    misuse: [
      "Own brands can be pushed up: the order is learned from what people took, and a rule that changes it shows in the reply.",
      "Views that are bought would move an item up: views of one visitor count once.",
    ],
    assumptions: [
      "What people view instead serves the same need; complements are viewed too, which is why baskets are features of their own.",
      "A sold-out item gets no new views: its lists are those from when it was there.",
    ],
    requirements: [atLeast("recall_at_10", 0.4), atLeast("ndcg_at_10", 0.6), atMost("p99_latency_ms", 30)],
  },
  data: {
    sample: sampleShop,
    published: groceries,
    catalogue: {
      row: z.object({
        id: column.category(),
        category: column.category(),
        name: column.text().nullable(),
        price: column.number({ minimum: 0 }).nullable(),
        size: column.number({ minimum: 0, description: "Millilitres, grams or pieces." }).nullable(),
        allergens: column.text({ description: "Separated by spaces." }).nullable(),
      }),
      id: "id",
    },
    related: {
      owners: { row: pair, asker: "listed", item: "owner" },
      listed: { row: pair, asker: "owner", item: "listed" },
      purchases: {
        row: z.object({ user: column.category({ personal: "pseudonymise" }), item: column.category() }),
        asker: "user",
        item: "item",
      },
    },
    split: givenEvents({ test: { column: "part" }, queries: "each asker" }),
    notes: {
      collection: "Views after a view in the same visit; baskets; nothing is asked of the customer.",
      annotation: "None: behaviour labels. A merchandiser's judgement of 50 items is the rung for people.",
      framing:
        "Ranking of all items for one wanted item. The next click of a session mixes complements and taste, so it is a system of its own.",
      bias: "Popular items are viewed instead of everything; lists are judged over all items alike, and coverage is reported.",
      privacy: "Purchases are used as counts over pairs of items; who bought is a pseudonym and is not saved.",
    },
  },
  modeling: {
    task: recommendation({
      asker: "item",
      item: "replacement",
      sameIds: true,
      metrics: [listNdcg({ k: 10 }), listRecall({ k: 10 }), listPrecision({ k: 1 }), listHit({ k: 10 }), listCoverage({ k: 10 })],
    }),
    candidates: [
      finderCandidate("same buyers", {
        finder: answerChance(sameBuyers),
        why: "The same people buy items that do the same job, at different times.",
      }),
      finderCandidate("same company", {
        finder: answerChance(sameCompany),
        why: "Items that are bought along with the same things do the same job.",
      }),
      finderCandidate("like items' answers", { finder: answerChance(answersOfSame), why: "What replaces items like it." }),
      finderCandidate("all signals, without its own list", {
        finder: answerChance(withoutOwnList),
        rung: "complex",
        why: "What a new item gets.",
      }),
      finderCandidate("all signals", { finder: answerChance(everything), rung: "complex", why: "Trees weigh the signals for each pair." }),
    ],
  },
  serving: {
    allow: (other, { item: wanted }) => wanted === undefined || isSafe(knownItem(wanted), knownItem(other)),
    reply: (other, { score, reason }, { item: wanted }) => ({
      name: other.name,
      price: other.price,
      p: score,
      why: reason,
      ...(wanted === undefined ? {} : priceDifference(knownItem(wanted), knownItem(other))),
    }),
    showAbove: LEAST_CHANCE,
    notes: {
      feedback: "Taken, refused and shown, each with its place.",
      updates: "Lists each night, stock at each request.",
      lowConfidence: "Where no candidate has a chance above the floor, the page of the category is shown.",
      newClasses: "A new item has no lists: who bought it, and what names it, serve from the first day; before that its category does.",
      interpretability: "Each replacement names the signal that speaks most for it.",
    },
  },
});
