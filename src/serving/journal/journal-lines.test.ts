import fc from "fast-check";
import { expect, test } from "vitest";
import { type JournalEntry, journalLine, readJournal } from "./journal-lines.ts";

const entries: readonly JournalEntry[] = [
  {
    rows: [
      ["a", 1],
      ["ünï\n", null],
    ],
  },
  { labels: [{ row: { card: "a" }, values: { fraud: true } }] },
  { rows: [["\ud800", 0.1]] },
];
const lines = entries.map(journalLine);
const whole = Buffer.from(lines.join(""));
const starts = lines.map((_, index) => Buffer.byteLength(lines.slice(0, index).join("")));

test("what is written is read", () => {
  const { lines: read, length, damagedLine } = readJournal(whole);
  expect([...read]).toEqual(JSON.parse(JSON.stringify(entries)));
  expect([length, damagedLine]).toEqual([whole.length, undefined]);
});

test("cut anywhere, the lines before the cut remain", () => {
  for (let cut = 0; cut < whole.length; cut++) {
    const { lines: read, length, damagedLine } = readJournal(whole.subarray(0, cut));
    const complete = starts.filter((_, index) => (starts[index + 1] ?? whole.length) <= cut).length;
    expect([[...read].length, length, damagedLine]).toEqual([complete, starts[complete], undefined]);
  }
});

test("bytes that the disk never got leave the lines before them", () => {
  const { lines: read, length, damagedLine } = readJournal(Buffer.concat([whole, Buffer.alloc(500)]));
  expect([[...read].length, length, damagedLine]).toEqual([entries.length, whole.length, undefined]);
});

test("a changed byte is noticed: at the end left out, before whole lines named", () => {
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const bytes = Buffer.from(whole);
      bytes[at] = ((bytes[at] ?? 0) + by) % 256;
      const line = starts.filter((start) => start <= at).length - 1;
      const { lines: read, damagedLine } = readJournal(bytes);
      expect([...read].length).toBe(line);
      // Without its end, a line takes the next one with it.
      const lastHurt = at === (starts[line + 1] ?? whole.length) - 1 ? line + 1 : line;
      expect(damagedLine).toBe(lastHurt < entries.length - 1 ? line + 1 : undefined);
    }),
    { numRuns: 500, seed: 11 },
  );
});
