import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Table } from "../tables/table.ts";
import { askersApart } from "./askers-apart.ts";
import type { CatalogueSplit, Queries } from "./catalogue-split.ts";
import { edgesApart } from "./edges-apart.ts";
import { type CodedEvents, type CodeSettings, codeEvents } from "./event-codes.ts";
import { eventsByTime } from "./events-by-time.ts";
import { givenEvents } from "./given-events.ts";
import { leaveOneOut } from "./leave-one-out.ts";
import { listCount, listOf } from "./row-lists.ts";

type Event = readonly [asker: string, item: string, time: number, part?: string];

function coded(events: readonly Event[], settings: Partial<CodeSettings> = {}, timed = true): CodedEvents {
  const category = (values: readonly string[]) => {
    const dictionary = [...new Set(values)];
    return { kind: "category", dictionary, codes: Int32Array.from(values, (value) => dictionary.indexOf(value)) } as const;
  };
  const table = new Table("events", {
    user: category(events.map(([asker]) => asker)),
    item: category(events.map(([, item]) => item)),
    time: { kind: "number", values: Float64Array.from(events, ([, , time]) => time) },
    part: category(events.map(([, , , part]) => part ?? "train")),
  });
  return codeEvents(table, { asker: "user", item: "item", ...(timed ? { time: "time" } : {}) }, { seed: 1, ...settings });
}

/** Questions in words: "asker: history → truth". */
function words(events: CodedEvents, queries: Queries): string[] {
  const names = (rows: Int32Array): string => Array.from(rows, (row) => events.itemIds[events.items[row] ?? 0]).join(" ");
  return Array.from(queries.askers, (asker, query) => {
    const [known, right] = [names(listOf(queries.history, query)), names(listOf(queries.truth, query))];
    return `${events.askerIds[asker]}: ${known} → ${right}`;
  });
}

const readers: readonly Event[] = [
  ["ann", "c", 3],
  ["ann", "a", 1],
  ["ann", "b", 2],
  ["bob", "a", 1],
  ["bob", "d", 9],
  ["ann", "d", 4],
];

describe("events with codes", () => {
  it("deal the items' codes by lot, so that they do not count up with the file", () => {
    const many = Array.from({ length: 40 }, (_, at): Event => ["u", `i${at}`, at]);
    const { items } = coded(many);
    expect([...items]).not.toEqual([...items.keys()]);
    expect(new Set(items).size).toBe(40);
  });

  it("name the row of an event that lacks its item, an id that the catalogue holds twice, and one that it does not hold", () => {
    expect(() => coded([["ann", "", 1]])).toThrow(/DATA_EVENT_INCOMPLETE: row 1 has no "item"/);
    expect(() => coded(readers, { catalogue: ["a", "a", "b", "c", "d"] })).toThrow(
      /DATA_CATALOGUE_DUPLICATE: the catalogue holds the id "a" twice/,
    );
    expect(() => coded(readers, { catalogue: ["a", "b", "c"] })).toThrow(/DATA_ITEM_UNKNOWN: row 5 names "d"/);
  });
});

describe("leaveOneOut", () => {
  it("asks for the last event of each asker with all before it known, whatever the order of the rows", () => {
    const events = coded(readers);
    const split = leaveOneOut().divide(events, 1);
    expect(words(events, split.test)).toEqual(["ann: a b c → d"]);
    expect(words(events, split.validation)).toEqual(["ann: a b → c"]);
    expect([...split.train]).toEqual([1, 2, 3, 4]);
    expect([...split.final]).toEqual([0, 1, 2, 3, 4]);
  });

  it("says that nothing can be asked where everybody has one event", () => {
    expect(() => leaveOneOut().divide(coded([["ann", "a", 1]]), 1)).toThrow(
      /DATA_SPLIT_EMPTY: the split leaves validation without a question/,
    );
  });
});

describe("givenEvents", () => {
  it("knows history events, never learns from them, and asks about each step of a validation session", () => {
    const events = coded([
      ["s1", "a", 1],
      ["s1", "b", 2],
      ["s1", "c", 3],
      ["s0", "a", 0],
      ["t1", "b", 8, "history"],
      ["t1", "c", 9, "test"],
    ]);
    const plan = givenEvents({ test: { column: "part" }, validation: { share: 0.5, of: "latest askers" }, fewestKnown: 1 });
    const split = plan.divide(events, 1);
    expect(words(events, split.test)).toEqual(["t1: b → c"]);
    expect(words(events, split.validation)).toEqual(["s1: a → b", "s1: a b → c"]);
    expect([...split.train]).toEqual([3]);
    expect([...split.final]).toEqual([0, 1, 2, 3]);
  });

  it("asks each given row by itself where events have no times, with the asker's learned events known", () => {
    const events = coded(readers, {}, false);
    const split = givenEvents({ test: { rows: [2, 4] }, validation: { share: 0.34, of: "events of each asker" } }).divide(events, 1);
    expect(split.test.askers).toHaveLength(2);
    expect(listOf(split.test.history, 0)).toHaveLength(3);
    expect(split.validation.askers).toHaveLength(1);
  });

  it("refuses a row that is not there or given twice", () => {
    const divide = (rows: number[]) => () => givenEvents({ test: { rows } }).divide(coded(readers), 1);
    expect(divide([7])).toThrow(/DATA_SPLIT_ROWS_INVALID: test row 7 is not in the table/);
    expect(divide([1, 1])).toThrow(/DATA_SPLIT_ROWS_INVALID: test row 1 is given twice/);
  });
});

describe("edgesApart", () => {
  const edges: readonly Event[] = Array.from({ length: 60 }, (_, at): Event => [`n${at % 12}`, `n${(at * 7 + 1 + (at % 5)) % 12}`, 0]);
  const pairs = (events: CodedEvents, rows: Int32Array): Set<string> =>
    new Set(Array.from(rows, (row) => [events.askers[row] ?? 0, events.items[row] ?? 0].sort((a, b) => a - b).join()));

  it("never learns from the reverse of an edge that is asked about, with directions and without", () => {
    for (const bothWays of [false, true]) {
      const events = coded(edges, { sameIds: true, bothWays }, false);
      const split = edgesApart({ validation: 0.2, test: 0.2 }).divide(events, 5);
      expect(pairs(events, split.final).intersection(pairs(events, split.test.truth.values)).size).toBe(0);
      expect(pairs(events, split.train).intersection(pairs(events, split.validation.truth.values)).size).toBe(0);
    }
  });

  it("asks both ends of an edge without direction", () => {
    const events = coded(edges, { sameIds: true, bothWays: true }, false);
    const { test } = edgesApart({ validation: 0.2, test: { rows: [0] } }).divide(events, 5);
    expect(test.askers.length).toBe(2);
  });
});

describe("eventsByTime", () => {
  it.each([1, 5])("says that nothing is left to learn from where %d events have one moment", (count) => {
    const events = coded(Array.from({ length: count }, (_, at): Event => ["ann", `i${at}`, Date.parse("2026-01-01T00:10:00Z")]));
    const divide = () => eventsByTime({ validation: 0.2, test: 0.2 }).divide(events, 0);
    expect(divide).toThrow(/DATA_SPLIT_EMPTY.*validation from no moment \(none is earlier\), test from 2026-01-01T00:10:00\.000Z/);
  });
});

describe("every split of events", () => {
  const randomEvents = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 50 })), {
    minLength: 40,
    maxLength: 80,
  });
  const plans = {
    "leave one out": leaveOneOut(),
    time: eventsByTime({ validation: 0.2, test: 0.2 }),
    askers: askersApart({ validation: 0.3, test: 0.3 }),
    given: givenEvents({ test: { rows: [0, 3, 5, 8, 13] }, validation: { share: 0.3, of: "events" } }),
  };
  for (const [name, plan] of Object.entries(plans)) {
    it(`asks about nothing that it learned from, and knows nothing that came later (${name})`, () => {
      fc.assert(
        fc.property(randomEvents, (triples) => {
          const events = coded(triples.map(([user, item, time]) => [`u${user}`, `i${item}`, time]));
          let split: CatalogueSplit;
          try {
            split = plan.divide(events, 1);
          } catch (error) {
            return String(error).includes("DATA_SPLIT_EMPTY");
          }
          const [train, final] = [new Set(split.train), new Set(split.final)];
          expect(split.validation.truth.values.some((row) => train.has(row))).toBe(false);
          expect(split.test.truth.values.some((row) => final.has(row))).toBe(false);
          for (const queries of name === "askers" ? [] : [split.validation, split.test]) {
            for (let query = 0; query < listCount(queries.truth); query++) {
              const asked = events.times?.[listOf(queries.truth, query)[0] ?? 0] ?? 0;
              expect(listOf(queries.history, query).every((row) => (events.times?.[row] ?? 0) <= asked)).toBe(true);
            }
          }
        }),
        { numRuns: 40 },
      );
    });
  }
});
