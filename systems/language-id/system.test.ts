import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadModel, runSystem } from "millwright";
import { rowSchemaOf } from "millwright/data";
import { afterAll, describe, expect, it } from "vitest";
import { commonWords } from "./common-words.ts";
import { cut, publishedTexts } from "./published.ts";
import { authoredTexts } from "./sample.ts";
import { scriptOf } from "./script-of.ts";
import system from "./system.ts";

const directory = mkdtempSync(join(tmpdir(), "language-id-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const folder = process.env["MILLWRIGHT_DATA"] === undefined ? undefined : join(process.env["MILLWRIGHT_DATA"], "language-id");

describe("the parts of language-id", () => {
  it("tell the script of most letters", () => {
    expect([scriptOf("straße"), scriptOf("мост a"), scriptOf("橋"), scriptOf("123"), scriptOf("ⴰⵣⵓⵍ")]).toEqual([
      "Latin",
      "Cyrillic",
      "Han",
      "none",
      "other",
    ]);
  });

  it("know a language by its most frequent words, within the script", () => {
    const rule = commonWords(authoredTexts());
    expect(rule({ text: "das ist in der stadt und es regnet" })).toBe("de");
    expect(rule({ text: "мы на мосту" })).toBe("ru");
    const known = new Set(authoredTexts().map(({ language }) => language));
    for (const text of ["", "12 !", "ქართული", "zzz"]) expect(known).toContain(rule({ text }));
  });

  it("cut a pair of neighbours and a longer word from a sentence", () => {
    expect(cut("Wo kann man hier Fahrräder leihen?", 0)).toEqual({ pair: "Wo kann", word: "Fahrräder" });
    expect(cut("Nein", 3)).toEqual({});
  });

  it("keep the same sentence in one part in all languages of the sample", () => {
    const texts = authoredTexts().filter(({ kind }) => kind === "sentence");
    expect(new Set(texts.map(({ language }) => language)).size).toBe(12);
    expect(new Set(texts.map(({ text }) => text)).size).toBe(12 * 40);
    for (const language of ["de", "fi", "tr"]) {
      const parts = texts.filter((one) => one.language === language).map(({ part }) => part);
      expect(parts).toEqual(texts.filter((one) => one.language === "en").map(({ part }) => part));
    }
  });
});

describe("language-id", () => {
  it("climbs its ladder on the sample: both models tell far more than the rule", async () => {
    const report = await runSystem(system, { source: system.data.sample(0), seed: 0, directory });
    const validation = new Map(report.ladder.map((entry) => [entry.candidate, entry.validation["macro_accuracy"]?.value ?? 0]));
    const rule = validation.get("script and most common words") ?? 1;
    expect(validation.get("naive Bayes on letters")).toBeGreaterThan(rule + 0.2);
    expect(validation.get("letter models")).toBeGreaterThan(rule + 0.2);
    expect(report.test["macro_accuracy"]?.value).toBeGreaterThan(0.6);
    const model = await loadModel(report.package.path);
    const [finnish, none] = await model.predict([{ text: "Missä on uusi silta?" }, { text: "12 !" }]);
    expect(finnish?.label).toBe("fi");
    expect(none?.confidence).toBeLessThan(0.5);
    await model.close();
  });

  it("replies with the language when it is sure, and with what else it may be", async () => {
    const { reply } = system.serving ?? {};
    const report = await runSystem(system, { source: system.data.sample(0), seed: 0, directory, only: ["letter models"] });
    const model = await loadModel(report.package.path, reply === undefined ? {} : { reply });
    const replies = await model.predict([{ text: "Мы ждём поезд на вокзале." }, { text: "" }]);
    expect(replies).toMatchObject([
      { label: "ru", language: "ru", script: "Cyrillic" },
      { language: "und", script: "none", reliable: false, decision: "defer" },
    ]);
    expect(replies[1]).toMatchObject({
      alternatives: expect.arrayContaining([{ language: expect.any(String), probability: expect.any(Number) }]),
    });
    await model.close();
  });

  it("refuses a folder without the archives, and an archive that is damaged", async () => {
    const read = (path: string): Promise<unknown> => publishedTexts(path).read(rowSchemaOf(system.row), { seed: 0 });
    await expect(read(join(directory, "nowhere"))).rejects.toThrow(/DATA_FILE_MISSING/);
    writeFileSync(join(directory, "sib200-205langs.tar.xz"), "no archive");
    await expect(read(directory)).rejects.toThrow(/DATA_ARCHIVE_DAMAGED/);
  });

  it.skipIf(folder === undefined)("reads the published texts as the protocol has them", async () => {
    const { table } = await publishedTexts(folder ?? "").read(rowSchemaOf(system.row), { seed: 0 });
    const kinds = table.column("kind", "category");
    const parts = table.column("part", "category");
    const count = (part: string, kind: string): number =>
      kinds.codes.reduce(
        (sum, code, row) => sum + (kinds.dictionary[code] === kind && parts.dictionary[parts.codes[row] ?? 0] === part ? 1 : 0),
        0,
      );
    expect([count("test", "sentence"), count("test", "pair"), count("test", "word")]).toEqual([74_141, 74_613, 74_036]);
    expect(count("train", "sentence") + count("validation", "sentence")).toBe(75_300);
  });
});
