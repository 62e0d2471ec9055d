import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { millwright } from "./command-line.ts";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "millwright-usage-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the help", () => {
  it("names every command and shows examples, on standard output", async () => {
    const { code, out, err } = await millwright(folder, ["--help"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const command of ["new", "data", "run", "check", "backtest", "serve", "predict", "runs", "compare", "design", "systems"]) {
      expect(out).toMatch(new RegExp(`^  ${command} `, "m"));
    }
    expect(out).toContain("Examples:");
  });

  it("of a command shows its options and its examples", async () => {
    const { code, out } = await millwright(folder, ["run", "--help"]);
    expect(code).toBe(0);
    expect(out).toContain("--only <candidates>");
    expect(out).toContain("$ millwright run house-price");
  });
});

describe("the examples of tuning", () => {
  it("name candidates that their systems have", async () => {
    const { out } = await millwright(folder, ["tune", "--help"]);
    const named = [...out.matchAll(/millwright tune (\S+) --candidate "([^"]+)"/g)];
    expect(named.length).toBeGreaterThan(0);
    for (const [, system = "", candidate = ""] of named) {
      const { err } = await millwright(folder, ["tune", system, "--candidate", "no such candidate"]);
      expect(err).toMatch(new RegExp(`Known: .*${candidate}`));
    }
  });
});

describe("a command line that is wrong ends with 2, a code and a fix", () => {
  const wrong: readonly (readonly [string, readonly string[], string, string])[] = [
    ["an unknown command", ["rnu"], "error CLI_USAGE: unknown command 'rnu'.", "Did you mean run?"],
    ["an unknown option", ["run", "house-price", "--sed", "1"], "error CLI_USAGE: unknown option '--sed'.", "Did you mean --seed?"],
    ["a missing argument", ["run"], "error CLI_USAGE: missing required argument 'system'.", "millwright --help"],
    [
      "a seed that is no number",
      ["run", "house-price", "--seed", "x"],
      "error CLI_USAGE: --seed must be a whole number",
      "millwright --help",
    ],
    [
      "an unknown system",
      ["run", "house-prise"],
      'error CLI_SYSTEM_UNKNOWN: there is no system "house-prise"',
      'Did you mean "house-price"?',
    ],
    ["a name that is not in kebab case", ["new", "MyChurn", "--template", "card-fraud"], "error CLI_NAME_INVALID", "my-churn"],
    ["new without a file or a template", ["new", "my-churn"], "error CLI_USAGE", "millwright --help"],
    ["an unknown template", ["new", "my-fraud", "--template", "card-frued"], "error CLI_SYSTEM_UNKNOWN", 'Did you mean "card-fraud"?'],
    ["a missing file of rows", ["new", "my-churn", "--data", "none.csv", "--predict", "y"], "error DATA_FILE_MISSING", "fix: "],
    [
      "an output of an unknown kind",
      ["predict", "house-price", "--input", "a.csv", "--output", "b.xlsx"],
      "error CLI_OUTPUT_UNSUPPORTED",
      ".parquet",
    ],
    ["a run that is not there", ["compare", "a", "b"], "error CLI_RUN_MISSING", "millwright run"],
  ];
  for (const [what, words, problem, fix] of wrong) {
    it(what, async () => {
      const { code, out, err } = await millwright(folder, words);
      expect(err).toContain(problem);
      expect(err).toContain(fix);
      expect(err).not.toContain("    at ");
      expect({ code, out }).toEqual({ code: 2, out: "" });
    });
  }

  it("with --json also as one object on standard output", async () => {
    const { code, out } = await millwright(folder, ["run", "house-prise", "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ error: { code: "CLI_SYSTEM_UNKNOWN", fix: expect.stringContaining("house-price") } });
  });

  it("shows the stack with MILLWRIGHT_DEBUG", async () => {
    const { err } = await millwright(folder, ["run", "house-prise"], { MILLWRIGHT_DEBUG: "1" });
    expect(err).toContain("    at ");
  });
});

describe("a system.ts that cannot be loaded", () => {
  const load = async (text: string) => {
    mkdirSync(join(folder, "broken"), { recursive: true });
    writeFileSync(join(folder, "broken/system.ts"), text);
    return await millwright(folder, ["run", "broken"]);
  };

  it("is reported with its file and line when it does not parse", async () => {
    const { code, err } = await load("const a = 1;\nconst b: number = = 2;\nexport default a;\n");
    expect(code).toBe(2);
    expect(err).toMatch(/error CLI_SYSTEM_BROKEN: .*broken\/system\.ts:2/);
  });

  it("is reported with its file and line when it throws", async () => {
    const { code, err } = await load("const limits: string[] = [];\n\nconst first = limits[0].length;\nexport default first;\n");
    expect(code).toBe(2);
    expect(err).toMatch(/error CLI_SYSTEM_BROKEN: .*broken\/system\.ts:3 could not be loaded: TypeError/);
  });

  it("is reported when it exports no system", async () => {
    const { code, err } = await load("export default 7;\n");
    expect(code).toBe(2);
    expect(err).toContain("no system as its default export");
  });
});
