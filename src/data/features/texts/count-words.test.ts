import { describe, expect, it } from "vitest";
import { Table } from "../../tables/table.ts";
import { countWords } from "./count-words.ts";

const count = (texts: readonly (string | null)[], truth: readonly number[]) =>
  countWords(new Table("texts", { text: { kind: "text", values: texts } }), "text", Float64Array.from(truth), 2).map((words) =>
    Object.fromEntries(words),
  );

describe("countWords", () => {
  it("counts each class's words, in lower case", () => {
    expect(count(["The cat, the CAT", "die Katze", null, ""], [0, 1, 0, 1])).toEqual([
      { the: 2, cat: 2 },
      { die: 1, katze: 1 },
    ]);
  });

  it("counts words half as they look without apostrophes, hyphens and digits, where that is a difference", () => {
    expect(count(["l’homme peut-être (ici) 10km"], [0])[0]).toEqual({
      "l'homme": 1,
      lhomme: 0.5,
      peut: 1,
      être: 1,
      peutêtre: 0.5,
      ici: 1,
      km: 1,
    });
  });

  it("leaves rows without a class out, and reads long words and letters beyond the basic plane whole", () => {
    const long = "a".repeat(10_000);
    expect(count([long, "𐐨𐐩", "no"], [0, 0, -1])).toEqual([{ [long]: 1, 𐐨𐐩: 1 }, {}]);
  });
});
