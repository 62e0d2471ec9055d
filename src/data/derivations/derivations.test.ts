import { describe, expect, it } from "vitest";
import { Table } from "../tables/table.ts";
import { answerType } from "./answer-type.ts";
import { type Derivations, learnDerivations, openDerivations } from "./learned-derivations.ts";
import { textCount } from "./text-count.ts";
import { textMeaning } from "./text-meaning.ts";
import { textPair } from "./text-pair/text-pair.ts";
import { differenceInList, largestBeforeInList, listSize, nextInList, previousInList, rankInList, zScoreInList } from "./within-list.ts";

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

  it("tell what came before and after, where they are asked to", () => {
    expect(values({ size: listSize(), before: previousInList("price") }, "before")).toEqual([0, 10, 20, 0, 0]);
    expect(values({ after: nextInList("price") }, "after")).toEqual([20, Number.NaN, 0, 0, 0]);
    expect(values({ most: largestBeforeInList("price") }, "most")).toEqual([0, 10, 20, 0, 0]);
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

  it("weighs sequences, what is missing, and words beside the list's subject", () => {
    const sequences = values({ sequence: match("sequence") }, "sequence");
    expect(sequences[0]).toBeGreaterThan(sequences[2] ?? 0);
    expect(sequences[1]).toBe(0);
    const missing = values({ missing: match("missing") }, "missing");
    expect(missing[0]).toBe(0);
    expect(missing[2]).toBeGreaterThan(0);
    // "Mona Lisa" is in two of three answers; "painted" in one.
    expect(values({ focus: match("focus") }, "focus").slice(0, 3)).toEqual([1, 0, 0]);
    expect(values({ opening: match("opening") }, "opening")).toEqual([3, 0, 2, 1, 0]);
  });

  it("feeds columns that are derived from it", () => {
    expect(values({ bm25: match("bm25"), bm25_rank: rankInList("bm25") }, "bm25_rank")).toEqual([1, 0, 0.5, 0.5, 0.5]);
  });
});

describe("answerType", () => {
  const pairs = (question: string, answer: string): Table =>
    new Table("pairs", { question: { kind: "text", values: [question] }, answer: { kind: "text", values: [answer] } });
  const typed = answerType({ query: "question", candidate: "answer" });
  const derive = (question: string, answer: string): readonly (number | undefined)[] => {
    const table = learnDerivations(pairs(question, answer), { asked: typed("asked"), evidence: typed("evidence") }).derive(
      pairs(question, answer),
    );
    return ["asked", "evidence"].map((name) => table.column(name, "number").values[0]);
  };

  it.each([
    ["How many moons has Mars?", "Mars has two moons.", "Mars is red.", 0],
    ["When did it end?", "It ended in May 1945.", "It ended at last.", 1],
    ["Where is Oslo?", "Oslo is a city in the south of Norway.", "Oslo is lovely.", 2],
    ["Who wrote Emma?", "It was written by Jane Austen, an author.", "It is long.", 3],
    ["Why is it red?", "Iron rusts because of water.", "It is.", 4],
    ["What is rust?", "Rust is an oxide of iron.", "There was rust on it.", 5],
  ])("%s", (question, fits, other, kind) => {
    const [asked, evidence = 0] = derive(question, fits);
    expect(asked).toBe(kind);
    expect(evidence).toBeGreaterThan(derive(question, other)[1] ?? 1);
    expect(evidence).toBeLessThanOrEqual(1);
  });

  it("has no evidence for questions of another kind", () => {
    expect(derive("name a river", "The Rhine is a river.")).toEqual([6, 0]);
  });
});

describe("textMeaning", () => {
  const texts = ["cat purrs kitten", "cat kitten milk", "kitten purrs milk", "engine piston fuel", "engine fuel oil", "piston oil fuel"];
  const table = new Table("texts", {
    question: { kind: "text", values: texts.map((_, at) => (at < 3 ? "cat" : "purrs")) },
    answer: { kind: "text", values: texts },
  });
  const meaning = textMeaning({ query: "question", candidate: "answer", dimensions: 2 });

  it("finds texts near that share no word, and others far", () => {
    const learned = learnDerivations(table, { meaning });
    const cosines = learned.derive(table).column("meaning", "number").values;
    // "kitten purrs milk" has no "cat"; "engine piston fuel" has nothing of "purrs".
    expect(cosines[2]).toBeGreaterThan(0.9);
    expect(Math.abs(cosines[3] ?? 1)).toBeLessThan(0.1);
    const opened = openDerivations(learned.save(), { meaning });
    expect(opened.derive(table).any("meaning")).toEqual(learned.derive(table).any("meaning"));
  });

  it("is 0 where no word is known, and refuses state that is damaged and dimensions that are none", () => {
    const alone = table.take(Int32Array.of(0)).with({ answer: { kind: "text", values: ["nothing"] } });
    expect(Array.from(learnDerivations(alone, { meaning }).derive(alone).column("meaning", "number").values)).toEqual([0]);
    const { arrays, texts: words } = learnDerivations(table, { meaning }).save();
    const cut = { arrays: { ...arrays, "meaning.vectors": new Float32Array(1) }, texts: words };
    expect(() => openDerivations(cut, { meaning })).toThrow(/DATA_DERIVATION_STATE_INVALID/);
    expect(() => textMeaning({ query: "question", candidate: "answer", dimensions: 0 })).toThrow(/DATA_SETTINGS_INVALID/);
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
