import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../scripts/root.ts";
import { createFromData, createFromTemplate } from "../src/cli/new/create-system.ts";
import { random } from "../src/kernels/index.ts";
import { customersCsv } from "./customers.ts";

let folder = "";
let systems = "";

/** Lines of a CSV file. */
function csvOf(header: string, rows: number, line: (row: number) => readonly (string | number)[]): string {
  return `${[header, ...Array.from({ length: rows }, (_, row) => line(row).join(","))].join("\n")}\n`;
}

/** Files of different kinds: what they are called, what is in them and what is predicted. */
function files(): readonly (readonly [string, string, string])[] {
  const stream = random(5);
  const pick = (...values: readonly string[]): string => values[stream.integer(values.length)] ?? "";
  const sentence = () =>
    Array.from({ length: 8 }, () => pick("bill", "late", "parcel", "thanks", "broken", "again", "never", "where")).join(" ");
  return [
    ["customers", customersCsv(600, 1), "churned"],
    ["flowers", csvOf("length,width,species", 300, () => [stream.normal(), stream.normal(), pick("setosa", "iris", "rosa")]), "species"],
    [
      "homes",
      csvOf("shop_id,rooms,size,first-floor?,price", 600, (row) => [
        `S${row % 40}`,
        stream.integer(6),
        stream.next(),
        pick("true", "false"),
        100 * Math.exp(stream.normal()),
      ]),
      "price",
    ],
    [
      "gaps",
      csvOf("fee,seen,paid", 300, (row) => [
        row % 7 === 0 ? "" : (row + stream.next()).toFixed(2),
        row % 5 === 0 ? pick("", "NA") : `2024-0${1 + (row % 9)}-01`,
        pick("true", "false"),
      ]),
      "paid",
    ],
    ["complaints", csvOf("text,urgent", 400, () => [sentence(), stream.integer(2)]), "urgent"],
    [
      "odd names",
      csvOf('class,z,my "x",row,y'.replace('my "x"', '"my ""x"""'), 200, () => [
        pick("a", "b"),
        stream.next(),
        stream.next(),
        stream.next(),
        stream.next(),
      ]),
      "y",
    ],
  ];
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "millwright-new-"));
  systems = join(folder, "systems");
  mkdirSync(systems);
  for (const [name, text, target] of files()) {
    const data = `${name}.csv`;
    writeFileSync(join(systems, data), text);
    await createFromData(name.replace(" ", "-"), data, target, systems);
  }
  for (const template of ["card-fraud", "house-price", "house-price/ames"]) {
    createFromTemplate(`my-${template.replace("/", "-")}`, template, systems);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const textOf = (name: string): string => readFileSync(join(systems, name, "system.ts"), "utf8");

describe("a new system", () => {
  it("tries boosted trees, unless it reads text", () => {
    const sourceOf = (name: string): string => readFileSync(join(systems, name, "system.ts"), "utf8");
    for (const name of ["customers", "flowers", "homes"]) expect(sourceOf(name)).toContain('candidate("boosted trees"');
    expect(sourceOf("complaints")).not.toContain("boostedTrees");
  });

  it("is framed by what its target holds", () => {
    expect(textOf("customers")).toContain('binary({ target: "churned", positive: "yes" })');
    expect(textOf("flowers")).toContain('multiclass({ target: "species" })');
    expect(textOf("homes")).toContain('regression({ target: "price", transform: "log" })');
    expect(textOf("complaints")).toContain('binary({ target: "urgent" })');
  });

  it("takes fractions and moments for what they are where some of them are missing", () => {
    expect(textOf("gaps")).toMatch(/fee: column\.number\(.*\)\.nullable\(\)/);
    expect(textOf("gaps")).toMatch(/seen: column\.timestamp\(\)\.nullable\(\)/);
  });

  it("is divided by time, by group, by class or at random, by what its columns are", () => {
    expect(textOf("customers")).toContain('timeSplit({ time: "signed_up"');
    expect(textOf("homes")).toContain('groupedSplit({ by: "shop_id"');
    expect(textOf("complaints")).toContain('stratifiedSplit({ by: "urgent"');
    expect(textOf("odd-names")).toContain("randomSplit(");
  });

  it("leaves out what says nothing, and keeps leading zeros of codes", () => {
    const text = textOf("customers");
    expect(text).toContain("//   customer_id: nearly every row has its own value");
    expect(text).toContain('//   region: it is always "north"');
    expect(text).toContain("postcode: column.category(),");
  });

  it("asks for more than the trivial answer reaches", () => {
    const text = textOf("customers");
    const share = Number(/average precision of ([\d.]+)/.exec(text)?.[1]);
    const bound = Number(/atLeast\("average_precision", ([\d.]+)\)/.exec(text)?.[1]);
    expect(share).toBeGreaterThan(0.1);
    expect(bound).toBeGreaterThan(share);
  });

  it("is formatted and passes the lint rules of systems", () => {
    cpSync(join(root, "biome.json"), join(folder, "biome.json"));
    const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
    const written = files().map(([name]) => join("systems", name.replace(" ", "-")));
    const words = [biome, "check", "--vcs-enabled=false", ...written];
    const { stdout, stderr, status } = spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8" });
    expect(`${stdout}${stderr}`).not.toContain("×");
    expect(status).toBe(0);
  });

  it("compiles", () => {
    const settings = {
      extends: join(root, "systems/tsconfig.json"),
      compilerOptions: {
        rootDir: "/",
        paths: { millwright: [join(root, "src/index.ts")] },
        typeRoots: [join(root, "node_modules/@types")],
      },
      include: ["systems"],
    };
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = spawnSync(process.execPath, [compiler, "-p", folder, "--noEmit"], { cwd: folder, encoding: "utf8" });
    expect(stdout.split("\n").filter((line) => line.startsWith("systems/"))).toEqual([]);
  });

  it("that copies one of Millwright's has its new name and not its tests", () => {
    expect(textOf("my-card-fraud")).toContain('name: "my-card-fraud"');
    expect(textOf("my-house-price")).toContain('name: "my-house-price"');
    expect(textOf("my-house-price-ames")).toContain('name: "my-house-price-ames"');
  });
});

describe("what cannot become a system", () => {
  it("is refused with a code: a missing column, a taken name, a column of one value", async () => {
    await expect(createFromData("other", "flowers.csv", "specis", systems)).rejects.toMatchObject({
      code: "CLI_COLUMN_UNKNOWN",
      fix: 'Did you mean "species"?',
    });
    await expect(createFromData("flowers", "flowers.csv", "species", systems)).rejects.toMatchObject({ code: "CLI_FILE_EXISTS" });
    await expect(createFromData("other", "customers.csv", "region", systems)).rejects.toMatchObject({ code: "CLI_TARGET_UNFIT" });
  });

  it("is refused when there is a header only, or a target that no object can hold", async () => {
    writeFileSync(join(systems, "header.csv"), "a,y\n");
    await expect(createFromData("other", "header.csv", "y", systems)).rejects.toMatchObject({ code: "DATA_FILE_EMPTY" });
    writeFileSync(join(systems, "proto.csv"), "a,__proto__\n1,yes\n2,no\n");
    await expect(createFromData("other", "proto.csv", "__proto__", systems)).rejects.toMatchObject({ code: "CLI_TARGET_UNFIT" });
  });
});
