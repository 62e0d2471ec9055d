/**
 * What a newcomer waits for: `npm ci` on an empty cache in a fresh clone of HEAD, `npm start` until the model answers, and
 * `millwright --help` as built there. Needs git, npm and the registry.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Figure, median } from "../figure.ts";

const HELP_RUNS = 15;
const START_LIMIT_MS = 600_000;

/** The environment without what the npm that runs this bench has put there. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_(?!config_registry)/.test(name) && name !== "MILLWRIGHT_DATA");
  return Object.fromEntries(kept);
}

function seconds(work: () => void): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

function milliseconds(commandLine: readonly string[], directory: string): number {
  let status: number | null = null;
  const time = seconds(() => ({ status } = spawnSync(process.execPath, commandLine, { cwd: directory, stdio: "ignore" })));
  if (status !== 0) throw new Error(`node ${commandLine.join(" ")} ended with ${status}.`);
  return 1000 * time;
}

/** Whole processes in turns, after one of each that is not counted. */
function measureHelp(directory: string): Figure {
  const help = ["dist/src/cli/main.js", "--help"];
  const bare = ["-e", "0"];
  const pairs = Array.from({ length: HELP_RUNS + 1 }, () => [milliseconds(help, directory), milliseconds(bare, directory)] as const).slice(
    1,
  );
  const ours = median(pairs.map(([one]) => one));
  const peer = median(pairs.map(([, one]) => one));
  return {
    figure: `millwright --help, ms, median of ${HELP_RUNS} processes`,
    ours,
    peer,
    peerName: `node ${process.version} -e 0, in turns`,
    ratio: ours / peer,
    goal: "≤ 200 ms",
    met: ours <= 200,
  };
}

/** The address that is printed when the server listens. */
async function addressOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("npm start has no output.");
  const printed: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    printed.push(line);
    const address = /^Serving .* on (http:\S+)/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error(`npm start ended without serving:\n${printed.join("\n")}`);
}

/** Seconds from `npm start` to the first answer. */
async function measureStart(directory: string): Promise<number> {
  const started = performance.now();
  const child = spawn("npm", ["start"], { cwd: directory, env: cleanEnvironment(), stdio: ["ignore", "pipe", "ignore"], detached: true });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = (signal: NodeJS.Signals): void => {
    // The group: npm, its shell and the server.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal);
  };
  const limit = setTimeout(() => stop("SIGKILL"), START_LIMIT_MS);
  try {
    const address = await addressOf(child);
    const reply = await fetch(`${address}/v2/health/ready`);
    if (!reply.ok) throw new Error(`${address} answered ${reply.status}.`);
    return (performance.now() - started) / 1000;
  } finally {
    clearTimeout(limit);
    stop("SIGTERM");
    await exited;
  }
}

const information = (figure: string, ours: number): Figure => ({
  figure,
  ours,
  peer: Number.NaN,
  peerName: "none",
  ratio: Number.NaN,
  goal: "for information",
  met: true,
});

/** Installs, starts and asks for help in a fresh clone. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "millwright-start-"));
  const clone = join(folder, "millwright");
  try {
    execFileSync("git", ["clone", "--quiet", join(import.meta.dirname, "../.."), clone]);
    const env = cleanEnvironment();
    const install = seconds(() =>
      execFileSync("npm", ["ci", "--cache", join(folder, "cache")], { cwd: clone, env, stdio: ["ignore", "ignore", "pipe"] }),
    );
    const start = await measureStart(clone);
    return [
      measureHelp(clone),
      information("npm ci on an empty cache, build included, seconds", install),
      information("npm start until the model answers, seconds", start),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
