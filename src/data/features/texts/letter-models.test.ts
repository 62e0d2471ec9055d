import { describe, expect, it } from "vitest";
import { Table } from "../../tables/table.ts";
import { fitFeatures } from "../fit-features.ts";
import { letterModels } from "./letter-models.ts";

const english = ["the cat sat on the mat", "where is the house", "this is the water", "they were there", "the night is dark"];
const german = ["die katze sitzt auf der matte", "wo ist das haus", "das ist das wasser", "sie waren dort", "die nacht ist dunkel"];
const table = (texts: readonly (string | null)[]): Table => new Table("texts", { text: { kind: "text", values: texts } });
const context = { seed: 0, truth: Float64Array.from([...english, ...german], (_, row) => (row < english.length ? 0 : 1)), classes: 2 };

async function scores(texts: readonly (string | null)[], megabytes = 1): Promise<number[][]> {
  const fitted = await fitFeatures([letterModels("text", { megabytes })], table([...english, ...german]), context);
  const values = (await fitted.matrix(table(texts))).dense?.values ?? new Float32Array(0);
  return texts.map((_, row) => [...values.subarray(2 * row, 2 * row + 2)]);
}

describe("letterModels", () => {
  it("scores new words of a class higher than the other class does, whatever their case", async () => {
    const [night, NIGHT, water, both] = await scores(["the nights", "THE NIGHTS!", "das wasserhaus", "the nights"]);
    expect(night?.[0]).toBeGreaterThan(night?.[1] ?? 0);
    expect(NIGHT).toEqual(night);
    expect(water?.[1]).toBeGreaterThan(water?.[0] ?? 0);
    expect(both).toEqual(night);
  });

  it("scores a text alone as beside longer ones", async () => {
    const long = "they were there in the dark night ".repeat(20);
    const [beside] = await scores(["wo ist sie", long]);
    const [alone] = await scores(["wo ist sie"]);
    alone?.forEach((score, cls) => {
      expect(score).toBeCloseTo(beside?.[cls] ?? 0, 4);
    });
  });

  it("has no opinion on empty, missing and wordless texts", async () => {
    for (const [one, other] of await scores(["", null, "123 !?"])) expect(one).toBe(other);
  });

  it("does not hold length against a class whose words are short, where a text has long words alone", async () => {
    const short = Array.from({ length: 40 }, (_, at) => `ba be bi bo bu ${"abcdefghij".charAt(at % 10)}ananas`);
    const long = Array.from({ length: 40 }, (_, at) => `banane banene banini banono banunu ${"abcdefghij".charAt(at % 10)}ananos`);
    const truth = Float64Array.from([...short, ...long], (_, row) => (row < short.length ? 0 : 1));
    const fitted = await fitFeatures([letterModels("text", { megabytes: 1 })], table([...short, ...long]), { seed: 0, truth, classes: 2 });
    const lead = async (text: string): Promise<number> => {
      const [first = 0, second = 0] = (await fitted.matrix(table([text]))).dense?.values ?? [];
      // Back to nats: scores are divided by the root of letters and words.
      return (first - second) * Math.sqrt([...text].length + 1);
    };
    const alone = await lead("xananax");
    const ofBoth = await lead("xananax xa");
    // 40 of 240 words are long in one class and all in the other, each class with one more of both.
    expect(alone + (await lead("xa")) - ofBoth).toBeCloseTo(Math.log(241 / 41), 4);
  });

  it("keeps its tables within the megabytes", async () => {
    const [small] = await scores(["the house"], 0.001);
    const [large] = await scores(["the house"], 1);
    expect(small).not.toEqual(large);
  });

  it("refuses a target without classes", async () => {
    await expect(
      fitFeatures([letterModels("text")], table(english), { ...context, truth: new Float64Array(5), classes: 0 }),
    ).rejects.toThrow(/DATA_FEATURE_SETTING/);
    expect(() => letterModels("text", { longest: 9 })).toThrow(/DATA_FEATURE_SETTING/);
  });
});
