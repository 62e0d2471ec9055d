import { describe, expect, it } from "vitest";
import { simulateTyping } from "./simulate-typing.ts";

describe("simulated typing", () => {
  const messages = [
    { words: ["hello", "you"], writer: 1 },
    { words: ["hi"], writer: 2 },
  ];

  it("counts a key for each letter and for taking a word, whose space comes with it", () => {
    // "hello" is shown after "h": 2 keys of 6; "you" is shown at once: 1 of 4; "hi" never: 3 of 3.
    const suggest = (_: number, words: readonly string[], prefix: string): string[] =>
      words.length === 1 ? ["your", "you"] : prefix === "h" ? ["hello"] : [];
    const result = simulateTyping({ suggest }, messages, { seed: 0, costs: { keyMs: 100, glanceMs: 10, acceptMs: 200 } });
    expect(result.keystrokesSaved.value).toBeCloseTo(1 - (2 + 1 + 3) / 13, 12);
    expect(result.top1.value).toBe(0);
    expect(result.topShown.value).toBeCloseTo(1 / 3, 12);
    // Taken from 2 of the 3 lists that were shown: "h", before "you", and "h" of "hi".
    expect(result.accepted.value).toBeCloseTo(2 / 3, 12);
    // Keys 4 x 100, taking 2 x 200, glances 3 x 10 instead of 13 x 100.
    expect(result.timeSaved.value).toBeCloseTo(1 - 830 / 1300, 12);
    expect(result).toMatchObject({ words: 3, writers: 2 });
  });

  it("tells an aid what was sent after each message, and draws intervals over writers", () => {
    const sent: string[] = [];
    const result = simulateTyping({ suggest: () => [], sent: (writer, words) => sent.push(`${writer}: ${words.join(" ")}`) }, messages, {
      seed: 0,
    });
    expect(sent).toEqual(["1: hello you", "2: hi"]);
    expect(result.keystrokesSaved).toEqual({ value: 0, low: 0, high: 0 });
    expect(Number.isNaN(result.accepted.value)).toBe(true);
    expect(() => simulateTyping({ suggest: () => [] }, [], { seed: 0 })).toThrow(expect.objectContaining({ code: "MODELING_TEXT_EMPTY" }));
  });
});
