import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { tarFiles } from "./tar-archive.ts";

const directory = mkdtempSync(join(tmpdir(), "tar-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

mkdirSync(join(directory, "texts"));
const long = "a".repeat(140);
const contents: Record<string, string> = {
  "texts/one.txt": "eins",
  "texts/two.txt": "zwei ".repeat(3000),
  [`texts/${long}`]: "lang",
  "texts/none.txt": "",
};
for (const [name, text] of Object.entries(contents)) writeFileSync(join(directory, name), text);
const tar = join(directory, "texts.tar");
execFileSync("tar", ["--format=gnu", "-cf", tar, "-C", directory, "texts"]);
const gz = join(directory, "texts.tar.gz");
writeFileSync(gz, gzipSync(readFileSync(tar)));

async function read(path: string, wanted?: (name: string) => boolean): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const { name, bytes } of tarFiles(path, wanted)) files[name] = Buffer.from(bytes).toString();
  return files;
}

describe("tarFiles", () => {
  it("gives every file with its path, long names included, packed or not", async () => {
    expect(await read(tar)).toEqual(contents);
    expect(await read(gz)).toEqual(contents);
  });

  it("gives only the files that are wanted", async () => {
    expect(await read(gz, (name) => name.endsWith("/one.txt"))).toEqual({ "texts/one.txt": "eins" });
  });

  it("says what is wrong with a missing, a cut and a damaged archive", async () => {
    await expect(read(join(directory, "no.tar"))).rejects.toThrow(/DATA_FILE_MISSING/);
    const cut = join(directory, "cut.tar");
    writeFileSync(cut, readFileSync(tar).subarray(0, 3000));
    await expect(read(cut)).rejects.toThrow(/DATA_ARCHIVE_DAMAGED/);
    const damaged = join(directory, "damaged.tar.gz");
    writeFileSync(damaged, readFileSync(gz).subarray(0, 60));
    await expect(read(damaged)).rejects.toThrow(/DATA_ARCHIVE_DAMAGED/);
    const garbage = join(directory, "garbage.tar.xz");
    writeFileSync(garbage, "not an archive at all, just some text that goes on for a while");
    await expect(read(garbage)).rejects.toThrow(/DATA_ARCHIVE_DAMAGED/);
  });
});
