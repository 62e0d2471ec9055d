/**
 * `npm run bench -- <name> [--only <part>] [--json] [--save]`: runs bench/<name>/bench.ts and prints its figures. Figures of one part
 * are saved as <name>.<part>.json.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Bench, Figure } from "./figure.ts";

const folder = import.meta.dirname;

/** Names of the benches that there are. */
function names(): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "bench.ts")))
    .map((entry) => entry.name)
    .sort();
}

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: folder, encoding: "utf8" }).trim();
  } catch {
    return "unknown";
  }
}

function show(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : "–";
}

/** Figures as aligned columns. */
function table(figures: readonly Figure[]): string {
  const header = ["figure", "ours", "peer", "ratio", "goal", "met", "peer is"];
  const lines = figures.map((f) => [f.figure, show(f.ours), show(f.peer), show(f.ratio), f.goal, f.met ? "yes" : "NO", f.peerName]);
  const widths = header.map((title, i) => Math.max(title.length, ...lines.map((line) => line[i]?.length ?? 0)));
  return [header, ...lines]
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function save(name: string, only: string | undefined, measured: string, figures: readonly Figure[]): void {
  const target = join(folder, "results");
  mkdirSync(target, { recursive: true });
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`;
  const result = {
    bench: name,
    machine,
    date: new Date().toISOString(),
    node: process.version,
    commit: measured,
    command: `npm run bench -- ${name}${only === undefined ? "" : ` --only ${only}`} --save`,
    figures,
  };
  writeFileSync(join(target, `${name}${only === undefined ? "" : `.${only}`}.json`), `${JSON.stringify(result, undefined, 2)}\n`);
}

async function main(): Promise<number> {
  const options = {
    only: { type: "string" },
    json: { type: "boolean" },
    save: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [name] = positionals;
  if (name === undefined || values.help === true || !names().includes(name)) {
    if (name !== undefined && values.help !== true) console.error(`There is no bench "${name}".`);
    console.error(`Usage: npm run bench -- <name> [--only <part>] [--json] [--save]\nBenches: ${names().join(", ")}`);
    return values.help === true ? 0 : 2;
  }
  const bench = (await import(join(folder, name, "bench.ts"))) as Bench;
  // What is measured was loaded now, whatever is committed while it runs.
  const measured = commit();
  const figures = await bench.run(values.only);
  if (values.save === true) save(name, values.only, measured, figures);
  console.log(values.json === true ? JSON.stringify(figures) : table(figures));
  return figures.every((figure) => figure.met) ? 0 : 1;
}

process.exitCode = await main();
