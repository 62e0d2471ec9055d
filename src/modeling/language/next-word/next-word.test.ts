import { describe, expect, it } from "vitest";
import { z } from "zod";
import { column, rowSchemaOf, type Table, tableFromRows } from "../../../data/index.ts";
import type { FinderExamples, FindRequest } from "../../finding/finder.ts";
import { restoreFinder } from "../../finding/registry.ts";
import { nextWord } from "./next-word.ts";

const schema = rowSchemaOf(z.object({ before: column.text().nullable() }));

/** Words of messages as events; the writer of each message is its place. */
function examplesOf(messages: readonly string[]): FinderExamples {
  const rows = messages.flatMap((text, writer) =>
    text.split(" ").map((word, at, words) => ({ word, writer, before: words.slice(0, at).join(" ") || null })),
  );
  const ids = [...new Set(rows.map(({ word }) => word))];
  const table: Table = tableFromRows("words", schema, rows);
  return {
    catalogue: { ids },
    askers: { ids: messages.map((_, at) => `w${at}`) },
    events: { askers: Int32Array.from(rows, ({ writer }) => writer), items: Int32Array.from(rows, ({ word }) => ids.indexOf(word)), table },
  };
}

const messages = ["see you at home", "see you at work", "see you at home", "are you at home", "call me zebediah"];
const request = (before: string, history: readonly number[] = []): FindRequest => ({
  asker: -1,
  history: Int32Array.from(history),
  context: { before },
});

describe("next words as items of a catalogue", () => {
  const examples = examplesOf(messages);
  const codeOf = (word: string): number => examples.catalogue.ids.indexOf(word);

  it("are found by what stands before, with scores that are probabilities, and come back from a file the same", async () => {
    const model = await nextWord({ before: "before", order: 3, personal: false }).fit(examples, { seed: 0 });
    const found = model.find([request("see you"), request("")], { k: 2 });
    expect(found.items[0]).toBe(codeOf("at"));
    expect(found.items[2]).toBe(codeOf("see"));
    expect(model.score(request("see you"), found.items.subarray(0, 2))).toEqual(found.scores.subarray(0, 2));
    const restored = restoreFinder(model.save());
    expect(restored.find([request("see you"), request("")], { k: 2 })).toEqual(found);
    expect(model.explain?.(request("see you"), codeOf("at")).sentence).toBe('"at" often follows "you".');
  });

  it("keep filters and leave places empty where nothing is left", async () => {
    const model = await nextWord({ before: "before", order: 2, personal: false }).fit(examples, { seed: 0 });
    const only = codeOf("work");
    const found = model.find([request("at")], { k: 3, allow: (item) => item === only });
    expect([...found.items]).toEqual([only, -1, -1]);
  });

  it("weigh in what the asker wrote, as its history grows and when it is another's", async () => {
    const model = await nextWord({ before: "before", order: 2, personal: true }).fit(examples, { seed: 0 });
    const [at, work] = [codeOf("at"), codeOf("work")];
    const history = [at, work, at, work, at, work, at, work];
    const share = (past: readonly number[]): number => model.score(request("you at", past), Int32Array.of(work))[0] ?? Number.NaN;
    const none = share([]);
    const grown = [2, 4, 6, 8].map((length) => share(history.slice(0, length)));
    expect(grown[0]).toBeGreaterThan(none);
    expect(grown[3]).toBeGreaterThan(grown[0] ?? Number.NaN);
    expect(share([codeOf("home")])).toBeLessThan(none);
    // The same history gives the same answer, whatever was asked between.
    expect(share(history)).toBeCloseTo(grown[3] ?? Number.NaN, 9);
  });

  it("hold no word of one writer where two are asked for, in what is saved either", async () => {
    const model = await nextWord({ before: "before", order: 3, minimumWriters: 2, personal: false }).fit(examples, { seed: 0 });
    const { tensors } = model.save();
    const words = tensors["words"];
    expect(new TextDecoder().decode(words as Uint8Array).split("\n")).toEqual(["at", "home", "see", "you"]);
  });

  it("refuse events whose messages do not hang together", async () => {
    const shuffled: FinderExamples = { ...examples, events: { ...examples.events, items: examples.events.items.toReversed() } };
    await expect(nextWord({ before: "before", personal: false }).fit(shuffled, { seed: 0 })).rejects.toMatchObject({
      code: "MODELING_EVENTS_INVALID",
    });
    const { table: _, ...without } = examples.events;
    await expect(nextWord({ before: "before", personal: false }).fit({ ...examples, events: without }, { seed: 0 })).rejects.toMatchObject({
      code: "MODELING_EVENTS_INVALID",
    });
  });
});
