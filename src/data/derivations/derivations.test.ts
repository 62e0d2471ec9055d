import { describe, expect, it } from "vitest";
import { Table } from "../tables/table.ts";
import { type Derivations, learnDerivations, openDerivations } from "./learned-derivations.ts";
import { textCount } from "./text-count.ts";
import { textPair } from "./text-pair/text-pair.ts";
import { differenceInList, listSize, rankInList, zScoreInList } from "./within-list.ts";

const answers = new Table("answers", {
  list: { kind: "category", codes: Int32Array.of(0, 0, 0, 1, -1), dictionary: ["a", "b"] },
  question: {
    kind: "text",
    values: ["Who painted the Mona Lisa?", "Who painted the Mona Lisa?", "Who painted the Mona Lisa?", "Where is Oslo?", ""],
  },
  answer: {
    kind: "text",
    values: ["Leonardo painted the Mona Lisa in 1503.", "Paris has museums.", "The Mona Lisa hangs there.", "Oslo is in Norway.", null],
  },
  price: { kind: "number", values: Float64Array.of(10, 20, Number.NaN, 5, 7) },
});

const values = (derivations: Derivations, name: string): number[] =>
  Array.from(learnDerivations(answers, derivations, "list").derive(answers).column(name, "number").values);

describe("derivations within a list", () => {
  it("compare a row with the others of its list, leaving missing values missing", () => {
    const half = Math.SQRT1_2;
    expect(values({ z: zScoreInList("price") }, "z").map((value) => Number(value.toFixed(6)))).toEqual([
      Number((-half).toFixed(6)),
      Number(half.toFixed(6)),
      Number.NaN,
      0,
      0,
    ]);
    expect(values({ rank: rankInList("price") }, "rank")).toEqual([0, 1, Number.NaN, 0.5, 0.5]);
    expect(values({ apart: differenceInList("price") }, "apart")).toEqual([-5, 5, Number.NaN, 0, 0]);
    expect(values({ size: listSize() }, "size")).toEqual([3, 3, 3, 1, 1]);
  });

  it("do not depend on the order of the rows", () => {
    const order = Int32Array.of(3, 1, 4, 2, 0);
    const derive = learnDerivations(answers, { rank: rankInList("price") }, "list");
    const shuffled = derive.derive(answers.take(order)).column("rank", "number").values;
    const plain = derive.derive(answers).column("rank", "number").values;
    expect(Array.from(shuffled)).toEqual(Array.from(order, (row) => plain[row]));
  });
});

describe("textPair", () => {
  const match = textPair({ query: "question", candidate: "answer" });

  it("counts and weighs what a question and an answer share", () => {
    expect(values({ shared: match("shared_words") }, "shared")).toEqual([3, 0, 2, 1, 0]);
    expect(values({ covered: match("covered") }, "covered")[0]).toBe(1);
    const cosines = values({ cosine: match("cosine") }, "cosine");
    expect(cosines[0]).toBeGreaterThan(cosines[2] ?? 1);
    expect(cosines[1]).toBe(0);
  });

  it("weighs what few answers of the list have above what all have", () => {
    const [first = 0, , third = 1] = values({ here: match("shared_here") }, "here");
    expect(first).toBeGreaterThan(third);
  });

  it("feeds columns that are derived from it", () => {
    expect(values({ bm25: match("bm25"), bm25_rank: rankInList("bm25") }, "bm25_rank")).toEqual([1, 0, 0.5, 0.5, 0.5]);
  });
});

describe("textCount", () => {
  it("counts words of a kind, listed words and pieces", () => {
    expect(values({ years: textCount("answer", "years") }, "years")).toEqual([1, 0, 0, 0, 0]);
    expect(values({ the: textCount("answer", { words: ["the"] }) }, "the")).toEqual([1, 0, 1, 0, 0]);
    expect(values({ is: textCount("answer", { pieces: ["us"] }) }, "is")).toEqual([0, 1, 0, 0, 0]);
    expect(() => textCount("answer", { pieces: [""] })).toThrow(/DATA_SETTINGS_INVALID/);
  });
});

describe("learned derivations", () => {
  const match = textPair({ query: "question", candidate: "answer" });
  const derivations = { bm25: match("bm25"), letters: match("letters"), z: zScoreInList("bm25") };

  it("give the same bits after they were saved and opened", () => {
    const learned = learnDerivations(answers, derivations, "list");
    const opened = openDerivations(learned.save(), derivations, "list");
    for (const name of Object.keys(derivations)) {
      expect(opened.derive(answers).any(name)).toEqual(learned.derive(answers).any(name));
    }
  });

  it("refuse kinds and outputs that do not exist, and state that is not theirs", () => {
    const odd = { ...match("bm25"), output: "cosin" };
    expect(() => learnDerivations(answers, { odd })).toThrow(/DATA_DERIVATION_UNKNOWN.*Did you mean "cosine"/);
    expect(() => learnDerivations(answers, { odd: { ...odd, kind: "code" } })).toThrow(/DATA_DERIVATION_UNKNOWN/);
    expect(() => openDerivations({ arrays: {}, texts: {} }, derivations, "list")).toThrow(/DATA_DERIVATION_STATE_INVALID/);
  });
});
