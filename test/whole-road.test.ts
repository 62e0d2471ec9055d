import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endOf, millwright, startCommand } from "./command-line.ts";
import { customersCsv } from "./customers.ts";

/** What `run --json` prints, as far as it is looked at here. */
interface ShortReport {
  readonly system: string;
  readonly run: string;
  readonly data: { readonly source: string; readonly fingerprint: string; readonly rows: number };
  readonly seed: number;
  readonly ladder: readonly { readonly candidate: string; readonly rung: string; readonly validation: Record<string, unknown> }[];
  readonly chosen: string;
  readonly test: Record<string, { readonly value: number; readonly low: number; readonly high: number }>;
  readonly slices: readonly unknown[];
  readonly requirements: readonly { readonly name: string; readonly met: boolean }[];
  readonly package: string;
  readonly findings: readonly unknown[];
}

const rows = 900;
let folder = "";
let report: ShortReport;
/** The newest run of the same definition, rows and seed. */
let latest: ShortReport;

/** Rows to score, without the column that is predicted, and with one that the model does not know. */
const someRows = (): string => customersCsv(300, 2).replaceAll(/,(yes|no|churned)$/gm, "");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "millwright-road-"));
  writeFileSync(join(folder, "customers.csv"), customersCsv(rows, 1));
  const made = await millwright(folder, ["new", "my-churn", "--data", "customers.csv", "--predict", "churned"]);
  expect(made).toMatchObject({ code: 0 });
  const { code, out, err } = await millwright(folder, ["run", "my-churn", "--json"]);
  expect({ code, err }).toMatchObject({ code: 0 });
  report = JSON.parse(out) as ShortReport;
  latest = report;
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a system made from a file", () => {
  it("runs at once, and --json prints the one documented object", () => {
    expect(report).toMatchObject({ system: "my-churn", seed: 0, data: { source: "customers.csv", rows } });
    expect(Object.keys(report)).toEqual(
      expect.arrayContaining(["ladder", "chosen", "test", "slices", "requirements", "package", "findings"]),
    );
    expect(report.ladder.map(({ rung }) => rung)).toEqual(expect.arrayContaining(["random", "heuristic", "simple", "complex"]));
    expect(report.ladder.map(({ candidate }) => candidate)).toContain(report.chosen);
    expect(report.test["roc_auc"]?.value).toBeGreaterThan(0.6);
    expect(existsSync(join(report.package, "millwright.json"))).toBe(true);
  });

  it("gives the same numbers when it is run again from the start", async () => {
    const { out } = await millwright(folder, ["run", "my-churn", "--json", "--fresh"]);
    const again = JSON.parse(out) as ShortReport;
    latest = again;
    expect(again.run).not.toBe(report.run);
    expect({ test: again.test, chosen: again.chosen }).toEqual({ test: report.test, chosen: report.chosen });
    expect(again.ladder.map(({ validation }) => validation)).toEqual(report.ladder.map(({ validation }) => validation));
  });

  it("is checked by the run that it had, not by another one", async () => {
    const { code, out, err } = await millwright(folder, ["check", "my-churn"]);
    expect(code).toBe(latest.requirements.every(({ met }) => met) ? 0 : 1);
    expect(err).toContain("had this definition");
    expect(out).toContain("roc_auc ≥ 0.6");
  });

  it("fails the check with exit code 1 when a requirement is missed", async () => {
    const file = join(folder, "my-churn/system.ts");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace('atLeast("roc_auc", 0.6)', 'atLeast("roc_auc", 0.999)'));
    try {
      const { code, out } = await millwright(folder, ["check", "my-churn", "--dir", "strict"]);
      expect(code).toBe(1);
      expect(out).toContain("roc_auc ≥ 0.999");
    } finally {
      writeFileSync(file, text);
    }
  });

  it("shows its data without learning anything", async () => {
    const { code, out } = await millwright(folder, ["data", "my-churn", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ system: "my-churn", data: { rows, fingerprint: report.data.fingerprint } });
  });
});

describe("its runs", () => {
  it("are listed, newest first", async () => {
    const { out } = await millwright(folder, ["runs", "--json"]);
    const { runs } = JSON.parse(out) as { runs: { run: string; status: string; system: string }[] };
    expect(runs.length).toBeGreaterThanOrEqual(2);
    expect(runs.every(({ status, system }) => status === "finished" && system === "my-churn")).toBe(true);
    expect(runs.map(({ run }) => run)).toContain(report.run);
  });

  it("are compared by the start of their names", async () => {
    const { runs } = JSON.parse((await millwright(folder, ["runs", "--json"])).out) as { runs: { run: string }[] };
    const [first, second] = runs.map(({ run }) => run.slice(0, 14));
    const { code, out } = await millwright(folder, ["compare", first ?? "", second ?? "", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ sameData: true });
  });

  it("have a design document", async () => {
    const { out } = await millwright(folder, ["design", "my-churn", "--json"]);
    const { markdown, html } = JSON.parse(out) as { markdown: string; html: string };
    expect(readFileSync(markdown, "utf8")).toContain("my-churn");
    expect(readFileSync(html, "utf8")).toContain("<html");
  });
});

describe("its model", () => {
  it("scores a file: every row and column is kept, in order, with what the model says beside them", async () => {
    writeFileSync(join(folder, "rows.csv"), someRows());
    const scored = await millwright(folder, ["predict", "my-churn", "--input", "rows.csv", "--output", "scored.csv"]);
    expect(scored.err + scored.out).toContain("300 rows scored");
    expect(scored.code).toBe(0);
    const [header = "", ...lines] = readFileSync(join(folder, "scored.csv"), "utf8").trim().split("\n");
    const [asked = "", ...sent] = someRows().trim().split("\n");
    expect(header.startsWith(`${asked},prediction,label`)).toBe(true);
    expect(lines.map((line) => line.split(",")[0])).toEqual(sent.map((line) => line.split(",")[0]));
    const probabilities = lines.map((line) => Number(line.split(",")[asked.split(",").length]));
    expect(probabilities.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it("scores to Parquet and JSON lines with the same numbers as to CSV", async () => {
    const read = async (output: string): Promise<number[]> => {
      await millwright(folder, ["predict", "my-churn", "--input", "rows.csv", "--output", output]);
      const again = output.replace(/^/, "again-").replace(/\.[a-z]+$/, ".jsonl");
      // What was written can be scored again: it is read back through the reader of its own format.
      const { code } = await millwright(folder, ["predict", "my-churn", "--input", output, "--output", again]);
      expect(code).toBe(0);
      const lines = readFileSync(join(folder, again), "utf8").trim().split("\n");
      return lines.map((line) => (JSON.parse(line) as { model_prediction: number }).model_prediction);
    };
    const [fromCsv, fromParquet, fromJson] = [await read("a.csv"), await read("b.parquet"), await read("c.jsonl")];
    expect(fromParquet).toEqual(fromCsv);
    expect(fromJson).toEqual(fromCsv);
  });

  it("writes moments to JSON lines as the server reads them", async () => {
    await millwright(folder, ["predict", "my-churn", "--input", "rows.csv", "--output", "moments.jsonl"]);
    const lines = readFileSync(join(folder, "moments.jsonl"), "utf8").trim().split("\n");
    const [, signedUp = ""] = someRows().split("\n")[1]?.split(",") ?? [];
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ signed_up: `${signedUp}T00:00:00.000000Z` });
  });

  it("does not write over the file that it reads, and adds columns under new names however often rows are scored", async () => {
    const before = readFileSync(join(folder, "rows.csv"), "utf8");
    const { code, err } = await millwright(folder, ["predict", "my-churn", "--input", "rows.csv", "--output", "./rows.csv"]);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("CLI_OUTPUT_UNWRITABLE") });
    expect(readFileSync(join(folder, "rows.csv"), "utf8")).toBe(before);
    const third = await millwright(folder, ["predict", "my-churn", "--input", "again-a.jsonl", "--output", "third.parquet", "--json"]);
    expect(JSON.parse(third.out)).toMatchObject({ columns: expect.arrayContaining(["model_model_prediction"]) });
  });

  it("refuses a file with a wrong value, names row and column, and writes nothing", async () => {
    const lines = someRows().split("\n");
    writeFileSync(
      join(folder, "wrong.csv"),
      [...lines.slice(0, 100), (lines[100] ?? "").replace(/,\d+\.\d\d,/, ",a lot,"), ...lines.slice(101)].join("\n"),
    );
    const { code, err } = await millwright(folder, ["predict", "my-churn", "--input", "wrong.csv", "--output", "none.csv"]);
    expect(code).toBe(2);
    expect(err).toContain('row 100 of file "wrong.csv", column "monthly charge": "a lot"');
    expect(existsSync(join(folder, "none.csv"))).toBe(false);
  });

  it("is served on this machine until a signal, and answers as it scores", async () => {
    const server = startCommand(["serve", "my-churn", "--port", "0", "--json"], { directory: folder });
    try {
      const [line] = (await once(createInterface({ input: server.stdout ?? process.stdin }), "line")) as [string];
      const { url } = JSON.parse(line) as { url: string };
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      const row = {
        signed_up: "2025-01-01",
        age: 40,
        postcode: "00007",
        contract: "one year",
        "monthly charge": 50,
        newsletter: true,
      };
      const reply = await fetch(`${url}/v1/my-churn/predict`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(row),
      });
      expect(reply.status).toBe(200);
      expect(await reply.json()).toMatchObject({ prediction: expect.any(Number), label: expect.stringMatching(/^(yes|no)$/) });
    } finally {
      const ended = endOf(server);
      server.kill("SIGTERM");
      expect((await ended).code).toBe(0);
    }
  });
});

describe("an interrupt", () => {
  it("stops a run cleanly with exit code 130, and the same command goes on", async () => {
    const command = ["run", "my-churn", "--json", "--dir", "interrupted", "--seed", "3"];
    const child = startCommand(command, { directory: folder });
    child.stderr?.on("data", (chunk) => {
      if (String(chunk).includes("[1/")) child.kill("SIGINT");
    });
    const stopped = await endOf(child);
    expect(stopped.err).toContain("the same command goes on from there");
    expect({ code: stopped.code, out: stopped.out }).toEqual({ code: 130, out: "" });
    const resumed = await millwright(folder, command);
    expect(resumed.code).toBe(0);
    expect(resumed.err).toContain("resumed");
  });
});
