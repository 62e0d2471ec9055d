import { describe, expect, it } from "vitest";
import { messageWords, splitTyped } from "./tokenize.ts";

describe("words of a message", () => {
  it("are in lower case, without marks and emoji, with numbers, addresses and links masked", () => {
    expect(messageWords("Call me at +1 (555) 010-9999, ok? 😀")).toEqual(["call", "me", "at", "<number>", "ok"]);
    expect(messageWords("Mail A.Nother@Example.co.uk or see https://example.org/x?y=1 at 2pm")).toEqual([
      "mail",
      "<email>",
      "or",
      "see",
      "<link>",
      "at",
      "2pm",
    ]);
    expect(messageWords("I don’t know, gr8!!")).toEqual(["i", "don't", "know", "gr8"]);
  });

  it("are found in any script and direction, and composed letters are one", () => {
    expect(messageWords("שלום עולם مرحبا 你好 Ünïcode")).toEqual(["שלום", "עולם", "مرحبا", "你好", "ünïcode"]);
    expect(messageWords("cafe\u0301")).toEqual(["café"]);
  });

  it("of nothing, binary bytes, one endless word and 10 MB of text are words or none", () => {
    expect(messageWords("")).toEqual([]);
    expect(messageWords("\u0000\ufffd\u0007 \ud800")).toEqual([]);
    expect(messageWords("a".repeat(1_000_000))).toEqual(["a".repeat(100)]);
    expect(messageWords("see you at the station. ".repeat(430_000))).toHaveLength(430_000 * 5);
    expect(messageWords("1".repeat(100_000)).length).toBeGreaterThan(0);
  });

  it("are split from the letters of the word that is being typed", () => {
    expect(splitTyped("See you tom")).toEqual({ words: ["see", "you"], prefix: "tom" });
    expect(splitTyped("See you ")).toEqual({ words: ["see", "you"], prefix: "" });
    expect(splitTyped("")).toEqual({ words: [], prefix: "" });
    expect(splitTyped(`${"x ".repeat(100_000)}ab`).words.length).toBeLessThan(1000);
  });
});
