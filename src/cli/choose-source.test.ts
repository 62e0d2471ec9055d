import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Source } from "../data/index.ts";
import type { AnySystem } from "../system/index.ts";
import { chooseSource } from "./choose-source.ts";

/** A source that says only where it comes from. */
function named(description: string): Source {
  return { kind: "table", description, simulated: false, read: () => Promise.reject(new Error("nothing is read here")) };
}

const data = { sample: (seed: number) => named(`sample ${seed}`), published: (folder: string) => named(`published ${folder}`) };
const system = { name: "homes", data } as unknown as AnySystem;
const withoutFolder = { name: "homes", data: { sample: data.sample } } as unknown as AnySystem;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "millwright-source-"));
  mkdirSync(join(folder, "published/homes"), { recursive: true });
  writeFileSync(join(folder, "rows.csv"), "a\n1\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function chosen(name: string, told: { path?: string; published?: string }, of: AnySystem = system): Promise<string> {
  return (await chooseSource(of, name, { ...told, directory: folder, seed: 4 })).description;
}

describe("the rows that a command works on", () => {
  it("are the sample, made from the seed, when nothing is told", async () => {
    expect(await chosen("homes", {})).toBe("sample 4");
  });

  it("are the published ones where MILLWRIGHT_DATA has a folder of the system's name, for variants that of the base", async () => {
    const published = `published ${join(folder, "published/homes")}`;
    expect(await chosen("homes", { published: "published" })).toBe(published);
    expect(await chosen("homes/ames", { published: join(folder, "published") })).toBe(published);
  });

  it("are the sample where MILLWRIGHT_DATA has no such folder, or the system cannot read one", async () => {
    expect(await chosen("homes", { published: "nowhere" })).toBe("sample 4");
    expect(await chosen("homes", { published: "published" }, withoutFolder)).toBe("sample 4");
  });

  it("are found by the system's own name when it is asked for by path", async () => {
    const published = `published ${join(folder, "published/homes")}`;
    expect(await chosen("./homes/system.ts", { published: "published" })).toBe(published);
    expect(await chosen("/somewhere/system.ts", { published: "published" })).toBe(published);
  });

  it("are those of --data before all else: a file by its ending, a folder as the system publishes it", async () => {
    expect(await chosen("homes", { path: "rows.csv", published: "published" })).toBe("rows.csv");
    expect(await chosen("homes", { path: "published/homes" })).toBe(`published ${join(folder, "published/homes")}`);
  });

  it("cannot be a path with nothing there, or a folder that the system cannot read", async () => {
    await expect(chosen("homes", { path: "none.csv" })).rejects.toMatchObject({ code: "CLI_FILE_MISSING" });
    await expect(chosen("homes", { path: "published" }, withoutFolder)).rejects.toMatchObject({ code: "CLI_DATA_NOT_PUBLISHED" });
  });
});
