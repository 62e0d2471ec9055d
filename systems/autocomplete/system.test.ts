import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { Completer, readNgrams, runSystem } from "millwright";
import { describe, expect, it } from "vitest";
import { sampleTexts } from "./sample.ts";
import { modelFile, pageServer } from "./serve-page.ts";
import system from "./system.ts";
import { type Message, wordEvents } from "./word-events.ts";
import { zipEntry } from "./zip-entry.ts";

describe("autocomplete", () => {
  it("climbs from popular words to the last three, on its sample, and keeps its requirements", async () => {
    const directory = mkdtempSync(join(tmpdir(), "autocomplete-"));
    const report = await runSystem(system, { source: system.data.sample(0), seed: 0, directory });
    const figure = (name: string): number =>
      report.ladder.find((entry) => entry.candidate === name)?.validation["hit_at_3"]?.value ?? Number.NaN;
    expect(figure("two words")).toBeGreaterThan(figure("popularity") + 0.3);
    expect(figure("four words")).toBeGreaterThan(figure("two words"));
    expect(report.requirements.find(({ name }) => name === "package_mb ≤ 20")?.met).toBe(true);
  }, 120_000);

  it("shows no list a word of one writer: it is unknown before anything is learned", () => {
    const messages: Message[] = [
      { writer: "a", words: ["see", "zebediah"], part: "train" },
      { writer: "b", words: ["see", "you"], part: "train" },
      { writer: "c", words: ["you", "see"], part: "train" },
      { writer: "t", words: ["see", "zebediah"], part: "test" },
    ];
    const events = wordEvents(messages);
    expect(JSON.stringify(events)).not.toContain("zebediah");
    expect(events.at(-1)).toMatchObject({ word: "<unk>", before: "see", part: "test" });
    expect(events[0]).toMatchObject({ word: "see", before: null });
  });

  it("serves a page whose model knows the sample, and no file outside of the library", async () => {
    const built = mkdtempSync(join(tmpdir(), "built-"));
    const server = pageServer(modelFile(sampleTexts(0)), built).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const file = new Uint8Array(await (await fetch(`${address}/model.safetensors`)).arrayBuffer());
      const completer = new Completer(readNgrams(file));
      const [first] = completer.suggest({ words: ["see", "you"], prefix: "" }, 3);
      expect(first?.text).toBe("at");
      for (const path of ["/millwright/..%2f..%2fpackage.json", "/millwright/%2e%2e/package.json", "/nothing.js"]) {
        expect((await fetch(address + path)).status).toBe(404);
      }
    } finally {
      server.close();
    }
  });

  it("reads files of a zip archive, packed and not, and says when one is not there", () => {
    const archive = zipOf({ "a/one.txt": [Buffer.from("one"), 0], "a/two.txt": [deflateRawSync("two"), 8] });
    expect(zipEntry(archive, "a/one.txt").toString()).toBe("one");
    expect(zipEntry(archive, "a/two.txt").toString()).toBe("two");
    expect(() => zipEntry(archive, "a/three.txt")).toThrow("no file a/three.txt");
    expect(() => zipEntry(Buffer.from("not a zip"), "a")).toThrow(/DATA_ARCHIVE_DAMAGED.*no file a/);
  });
});

/** A zip archive with only the fields that are read. */
function zipOf(files: Readonly<Record<string, readonly [Buffer, number]>>): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, [packed, method]] of Object.entries(files)) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    bodies.push(local, Buffer.from(name), packed);
    entries.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...entries, end]);
}
