import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { historyPackage, historyStart, purchase } from "../fixtures/history-package.ts";
import { logisticPackage } from "../fixtures/logistic-package.ts";
import { loadModel } from "../model/load-model.ts";
import type { LoadedModel } from "../model/loaded-model.ts";
import { writePackage } from "../package/write-package.ts";
import type { JournalSettings } from "./journal-settings.ts";

const now = (): number => historyStart + 3 * 24 * 3600 * 1000;
let folder: string;
let notes: string[];
let opened: LoadedModel[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "millwright-journal-"));
  notes = [];
  opened = [];
  await writePackage(join(folder, "model"), historyPackage("bought"));
});
afterEach(async () => {
  for (const model of opened) await model.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(settings: Partial<JournalSettings> = {}): Promise<LoadedModel> {
  const journal = { folder: join(folder, "journal"), onNote: (text: string) => notes.push(text), ...settings };
  const model = await loadModel(join(folder, "model"), { now, journal });
  opened.push(model);
  return model;
}

/** The state as a killed process leaves it: a copy of the folder, made while the server runs. */
async function afterKill(settings: Partial<JournalSettings> = {}): Promise<LoadedModel> {
  const copy = join(folder, `copy-${opened.length}`);
  cpSync(join(folder, "journal"), copy, { recursive: true });
  return open({ folder: copy, ...settings });
}

const bought = (model: LoadedModel, card: string): number | null =>
  model.parts.derive([model.parts.check(purchase(card, 2.9), "row")])[0]?.["bought"] as number;
const risk = (model: LoadedModel): number => model.parts.derive([model.parts.check(purchase("x", 2.9), "row")])[0]?.["risk"] as number;
const filesIn = (name: string): string[] =>
  readdirSync(join(folder, name))
    .filter((file) => !file.startsWith("lock"))
    .map((file) => file.replace(/^[0-9a-f]{12}/, "id"));

test("what was observed, served and labelled is there again after a kill", async () => {
  const model = await open();
  model.observe([purchase("a", 2), purchase("ünï", 2)]);
  model.parts.advance([model.parts.check(purchase("a", 2.5), "row")]);
  await model.parts.commit?.();
  expect(model.label([{ row: purchase("a", 1), values: { fraud: true } }])).toBe(1);
  const again = await afterKill();
  expect([bought(again, "a"), bought(again, "ünï"), bought(again, "b"), risk(again)]).toEqual([5, 2, 1, 0.5]);
  expect(notes).toEqual(["Entity history: 3 rows and 1 labels of an earlier server are in it again."]);
});

test("asking leaves nothing in the journal, and a rejected row neither", async () => {
  const model = await open();
  await model.predict([purchase("a", 2)]);
  expect(() => model.observe([purchase("a", 2), purchase("a", 400_000)])).toThrow(/more than a day ahead/);
  expect(bought(await afterKill(), "a")).toBe(3);
});

test("a last line that was cut short is named and left out, and the journal goes on behind the line before", async () => {
  const model = await open();
  model.observe([purchase("a", 2)]);
  const file = join(folder, "journal", readdirSync(join(folder, "journal")).find((name) => name.endsWith(".journal")) ?? "");
  const size = readFileSync(file).length;
  appendFileSync(file, '12345678 {"rows":[["a","s"');
  const torn = await afterKill();
  expect(notes[0]).toMatch(/^The last 26 bytes of .*\.0\.journal were cut short and are left out/);
  torn.observe([purchase("a", 2.1)]);
  const copied = join(folder, "copy-1", readdirSync(join(folder, "copy-1")).find((name) => name.endsWith(".journal")) ?? "");
  expect(readFileSync(copied).subarray(0, size)).toEqual(readFileSync(file).subarray(0, size));
  await torn.close();
  expect(bought(await open({ folder: join(folder, "copy-1") }), "a")).toBe(5);
});

test("damage in the midst of a journal is refused, not skipped", async () => {
  const model = await open();
  model.observe([purchase("a", 2)]);
  model.observe([purchase("a", 2.1)]);
  const file = join(folder, "journal", readdirSync(join(folder, "journal")).find((name) => name.endsWith(".journal")) ?? "");
  writeFileSync(file, readFileSync(file, "utf8").replace('[["a"', '[["b"'));
  await expect(afterKill()).rejects.toThrow(/SERVING_JOURNAL_DAMAGED: .*line 2 is damaged, and whole lines follow it/);
});

test("two servers on one journal are refused until the first has closed", async () => {
  const first = await open();
  await expect(open()).rejects.toThrow(/SERVING_JOURNAL_BUSY/);
  await first.close();
  await open();
});

test("a clean shutdown leaves one snapshot, from which the next goes on", async () => {
  const model = await open();
  model.observe([purchase("a", 2)]);
  expect(filesIn("journal")).toEqual(["id.0.journal"]);
  await model.close();
  expect(filesIn("journal")).toEqual(["id.1.safetensors"]);
  const second = await open();
  expect(bought(second, "a")).toBe(4);
  await second.close();
  expect(filesIn("journal").sort()).toEqual(["id.1.journal", "id.1.safetensors"]);
});

test("a journal that grows is replaced by a snapshot; at every step of that a kill loses and doubles nothing", async () => {
  const model = await open({ limitBytes: 600 });
  let expected = 3;
  const states = new Set<string>();
  for (let i = 0; i < 40; i++) {
    model.observe([purchase("a", 2 + i / 100)]);
    expected++;
    // The snapshot is being written meanwhile: steps in between are seen.
    for (let step = 0; step < 3; step++) {
      states.add(
        filesIn("journal")
          .map((name) => name.replace(/\d+/, "n"))
          .sort()
          .join(" "),
      );
      await new Promise(setImmediate);
    }
    if (i % 4 !== 0) continue;
    const copy = await afterKill();
    expect(bought(copy, "a")).toBe(expected);
    await copy.close();
  }
  expect(filesIn("journal").length).toBeLessThan(5);
  expect(states.size).toBeGreaterThan(2);
});

test("a snapshot that was not finished is thrown away; the journals hold everything", async () => {
  const model = await open({ limitBytes: 200 });
  for (let i = 0; i < 3; i++) model.observe([purchase("a", 2 + i / 10)]);
  await model.close();
  const name = readdirSync(join(folder, "journal")).find((file) => file.endsWith(".safetensors")) ?? "";
  const next = await open();
  next.observe([purchase("a", 2.9)]);
  const copy = join(folder, "half");
  cpSync(join(folder, "journal"), copy, { recursive: true });
  writeFileSync(join(copy, `${name.replace(/\d+\.safetensors/, "9.safetensors")}.123.part`), "half");
  expect(bought(await open({ folder: copy }), "a")).toBe(7);
  expect(readdirSync(copy).filter((file) => file.endsWith(".part"))).toEqual([]);
});

test("journals of other packages are ignored and removed", async () => {
  mkdirSync(join(folder, "journal"));
  writeFileSync(join(folder, "journal", "0123456789ab.0.journal"), "old");
  writeFileSync(join(folder, "journal", "0123456789ab.1.safetensors"), "old");
  writeFileSync(join(folder, "journal", "mine.txt"), "kept");
  await open();
  expect(filesIn("journal").sort()).toEqual(["id.0.journal", "mine.txt"]);
  expect(notes).toEqual(["The entity history that version 0123456789ab had kept while serving (6 bytes) is removed."]);
});

test("each append may wait for the disk", async () => {
  const model = await open({ sync: true, limitBytes: 300 });
  const advance = async (at: number): Promise<void> => {
    model.parts.advance([model.parts.check(purchase("a", 2 + at / 100), "row")]);
    await model.parts.commit?.();
  };
  await Promise.all(Array.from({ length: 30 }, (_, at) => advance(at)));
  await Promise.all(Array.from({ length: 30 }, (_, at) => advance(at)));
  expect(bought(await afterKill(), "a")).toBe(63);
});

test("a system without history makes no folder", async () => {
  await writePackage(join(folder, "logistic"), logisticPackage());
  const model = await loadModel(join(folder, "logistic"), { journal: { folder: join(folder, "none") } });
  opened.push(model);
  expect(model.parts.commit).toBeUndefined();
  expect(readdirSync(folder)).not.toContain("none");
});

test("a folder that cannot be made is named", async () => {
  writeFileSync(join(folder, "file"), "");
  await expect(open({ folder: join(folder, "file", "journal") })).rejects.toThrow(/SERVING_JOURNAL_FAILED: the folder .*file\/journal/);
});

test("after it has closed, a model observes nothing", async () => {
  const model = await open();
  await model.close();
  expect(() => model.observe([purchase("a", 2)])).toThrow(/SERVING_MODEL_CLOSED/);
});
