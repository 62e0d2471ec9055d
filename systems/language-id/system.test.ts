import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadModel, runSystem } from "millwright";
import { prepareData } from "millwright/mill";
import { afterAll, describe, expect, it } from "vitest";
import { commonWords } from "./common-words.ts";
import { languages } from "./languages.ts";
import { cut, publishedTexts } from "./published.ts";
import { authoredTexts } from "./sample.ts";
import { scriptOf } from "./script-of.ts";
import system from "./system.ts";

const directory = mkdtempSync(join(tmpdir(), "language-id-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const folder = process.env["MILLWRIGHT_DATA"] === undefined ? undefined : join(process.env["MILLWRIGHT_DATA"], "language-id");
const quiet = { seed: 0, onEvent: () => undefined };

describe("scriptOf", () => {
  it("names the script of most letters", () => {
    expect(["Straße 7", "Привет, Bob", "漢字かな交じりのぶんしょう", "12 + 3"].map(scriptOf)).toEqual([
      "Latin",
      "Cyrillic",
      "Hiragana",
      "none",
    ]);
  });
});

describe("cut", () => {
  it("gives neighbouring words and one word of five letters or more", () => {
    const sentence = "The bridge will open in autumn.";
    for (let number = 0; number < 12; number++) {
      const { pair = "", word = "" } = cut(sentence, number);
      expect(sentence).toContain(pair);
      expect(pair.split(" ")).toHaveLength(2);
      expect(["bridge", "autumn."]).toContain(word);
    }
  });

  it("gives nothing that a sentence does not have", () => {
    expect(cut("It is so", 3).word).toBeUndefined();
    expect(cut("Bread", 3).pair).toBeUndefined();
  });
});

describe("commonWords", () => {
  const rule = commonWords([
    { text: "the house and the river", language: "en" },
    { text: "das Haus und der Fluss", language: "de" },
    { text: "дом и река", language: "ru" },
  ]);

  it("counts known words among the languages of the script", () => {
    expect([rule({ text: "The dog and the cat" }), rule({ text: "Hund und Katze" }), rule({ text: "кошка" })]).toEqual(["en", "de", "ru"]);
  });

  it("answers a language that it knows for any text", () => {
    for (const text of ["", "123", "ქართული", "zzz"]) expect(["en", "de", "ru"]).toContain(rule({ text }));
  });
});

describe("the authored sample", () => {
  const texts = authoredTexts();

  it("has forty different sentences in each of twelve languages", () => {
    const sentences = texts.filter(({ kind }) => kind === "sentence");
    const byLanguage = Map.groupBy(sentences, ({ language }) => language);
    expect(byLanguage.size).toBe(12);
    for (const [language, own] of byLanguage) {
      expect([language, new Set(own.map(({ text }) => text)).size]).toEqual([language, 40]);
    }
  });

  it("keeps what is cut from a sentence in the sentence's part", () => {
    const partOf = new Map(texts.filter(({ kind }) => kind === "sentence").map(({ text, part }) => [text, part]));
    for (const { text, part, kind, language } of texts.filter((one) => one.kind === "pair")) {
      const sources = texts.filter((one) => one.kind === "sentence" && one.language === language && one.text.includes(text));
      expect([kind, sources.map((one) => partOf.get(one.text))]).toEqual(["pair", expect.arrayContaining([part])]);
    }
  });
});

describe("language-id", () => {
  it("climbs its ladder on the sample, and its package answers sentences", async () => {
    const report = await runSystem(system, { source: system.data.sample(1), seed: 1, directory, only: ["letter models"] });
    expect(report.data.simulated).toBe(true);
    expect(report.chosen).toBe("letter models");
    const bySentence = report.slices.find(({ by, is }) => by === "kind" && is === "sentence");
    expect(bySentence?.scores["macro_accuracy"]?.value).toBeGreaterThan(0.95);
    expect(report.test["macro_accuracy"]?.value).toBeGreaterThan(0.7);
    const { reply } = system.serving ?? {};
    const model = await loadModel(report.package.path, reply === undefined ? {} : { reply });
    const texts = ["Wir fahren im Sommer an den See.", "Мы ждём поезд на вокзале.", "qqq", ""];
    const replies = await model.predict(texts.map((text) => ({ text })));
    expect(replies[0]).toMatchObject({ label: "de", language: "de", script: "Latin" });
    expect(replies[1]).toMatchObject({ label: "ru", language: "ru", script: "Cyrillic" });
    expect(replies[3]).toMatchObject({ language: "und", script: "none", reliable: false, decision: "defer" });
    for (const { probabilities = {} } of replies) {
      expect(Object.values(probabilities).every((value) => value >= 0 && value <= 1)).toBe(true);
    }
    await model.close();
  });

  it("refuses a folder without the archives, and a damaged one", async () => {
    const read = (path: string): Promise<unknown> => prepareData(system, publishedTexts(path), quiet);
    await expect(read(join(directory, "nowhere"))).rejects.toThrow(/DATA_FILE_MISSING/);
    writeFileSync(join(directory, "sib200-205langs.tar.xz"), "no archive");
    await expect(read(directory)).rejects.toThrow(/DATA_ARCHIVE_DAMAGED/);
  });

  it.skipIf(folder === undefined)(
    "reads Lingua's files as published, and learns from all 75 languages",
    async () => {
      const data = await prepareData(system, publishedTexts(folder ?? ""), quiet);
      const kinds = data.test.table.column("kind", "category");
      const counts = Object.groupBy(kinds.codes, (code) => kinds.dictionary[code] ?? "");
      expect([counts["sentence"]?.length, counts["pair"]?.length, counts["word"]?.length]).toEqual([74_141, 74_613, 74_036]);
      expect(data.classes).toHaveLength(75);
      expect(new Set(data.classes)).toEqual(new Set(languages.keys()));
      for (const part of [data.train, data.validation, data.test]) expect(new Set(part.truth).size).toBe(75);
      expect(data.final.truth.length).toBe(data.train.truth.length + data.validation.truth.length);
    },
    60_000,
  );
});
