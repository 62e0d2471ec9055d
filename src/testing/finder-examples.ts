import { Table } from "../data/index.ts";
import type { FinderExamples, FindRequest } from "../modeling/index.ts";
import { learnableEvents } from "./finder-contract.ts";

/** Category column of given values. */
function category(values: readonly string[]) {
  const dictionary = [...new Set(values)];
  return { kind: "category", dictionary, codes: Int32Array.from(values, (value) => dictionary.indexOf(value)) } as const;
}

/** `learnableEvents` with a context of each event ("half" of the catalogue, known when it is asked) and columns of the catalogue. */
export function eventsInContext(): FinderExamples {
  const examples = learnableEvents();
  const { ids } = examples.catalogue;
  const half = Array.from(examples.events.items, (item) => (item % 2 === 0 ? "even" : "odd"));
  const listed = ids.map((_, item) => [2, 4, 6].map((step) => `i${(item + step) % ids.length}`).join(" "));
  return {
    ...examples,
    catalogue: {
      ids,
      table: new Table("items", { half: category(ids.map((_, item) => `${item % 2}`)), listed: { kind: "text", values: listed } }),
    },
    events: { ...examples.events, table: new Table("events", { half: category(half) }) },
  };
}

/** A graph whose nodes, those of `learnableEvents`' catalogue, follow their own half; with loops, double edges and a node without any. */
export function learnableGraph(): FinderExamples {
  const { catalogue } = learnableEvents();
  const nodes = catalogue.ids.length;
  const edges = catalogue.ids.flatMap((_, node) => {
    if (node === nodes - 1) return [];
    return [0, 2, 4, 6, 10].map((step) => [node, (node + step) % (nodes - 2)] as const).concat([[node, (node + 2) % (nodes - 2)]]);
  });
  return {
    catalogue,
    askers: { ids: catalogue.ids },
    sameIds: true,
    events: { askers: Int32Array.from(edges, ([from]) => from), items: Int32Array.from(edges, ([, to]) => to) },
  };
}

const words = ["bread", "violin", "passport", "tomato", "laptop", "garden", "visa", "guitar", "budget", "marathon"];
const ways = ["how to start with a", "where to begin with the", "why is my broken", "what does it cost, a"];

/** Questions as texts, each beside another about the same. */
export function learnableTexts(): FinderExamples {
  const { ids } = learnableEvents().catalogue;
  const texts = ids.map((_, item) => `${ways[Math.floor(item / 10)] ?? ""} ${words[item % 10] ?? ""}`);
  return {
    catalogue: { ids, table: new Table("questions", { text: { kind: "text", values: texts } }) },
    askers: { ids },
    events: { askers: Int32Array.from({ length: 20 }, (_, at) => at), items: Int32Array.from({ length: 20 }, (_, at) => (at + 10) % 20) },
  };
}

/** Requests with a context each, beside one of an unknown asker and one of an empty past. */
export function requestsWith(contexts: readonly Readonly<Record<string, unknown>>[], history: readonly number[]): FindRequest[] {
  return contexts.map((context, at) => ({
    asker: at === 0 ? 0 : -1,
    history: Int32Array.from(at === 2 ? [] : history),
    historyTimes: Float64Array.from(at === 2 ? [] : history),
    context,
  }));
}
