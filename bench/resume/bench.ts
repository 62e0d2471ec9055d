/**
 * Runs of card-fraud on its sample, 20 of them killed (SIGKILL) at a random moment and started again until they end. Every one
 * has to give the package and the numbers of a run that nobody disturbed; only times of the clock may differ. Needs `npm run build`.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { random } from "millwright";
import type { ShortReport } from "../../src/design/index.ts";
import type { Figure } from "../figure.ts";

const KILLS = 20;
/** Kills may come too late; others are drawn instead. */
const MOST_TRIALS = 2 * KILLS;
const SEED = 20;
/** Shares of an undisturbed run's time between which the kills fall. */
const EARLIEST = 0.1;
const LATEST = 0.95;

const command = join(import.meta.dirname, "../../dist/src/cli/main.js");
const commandLine = ["run", "card-fraud", "--only", "logistic", "--json"];
/** Measures of the clock and the machine. */
const ofTheMoment = /latency|training_seconds|memory/i;

/** How one process ended. */
interface Attempt {
  readonly killed: boolean;
  readonly output: string;
  readonly log: string;
  readonly seconds: number;
}

/** Runs the command line in `directory`; kills it after `killAfter` seconds if it still runs then. */
async function attempt(directory: string, killAfter?: number): Promise<Attempt> {
  const started = performance.now();
  const child = spawn(process.execPath, [command, ...commandLine, "--dir", directory], {
    env: { ...process.env, MILLWRIGHT_DATA: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let log = "";
  child.stdout.on("data", (text: Buffer) => (output += text.toString()));
  child.stderr.on("data", (text: Buffer) => (log += text.toString()));
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), 1000 * killAfter);
  const { code, signal } = await new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  clearTimeout(timer);
  const seconds = (performance.now() - started) / 1000;
  if (signal === "SIGKILL") return { killed: true, output, log, seconds };
  if (code !== 0) throw new Error(`millwright ${commandLine.join(" ")} ended with ${code ?? signal}: ${log}`);
  return { killed: false, output, log, seconds };
}

/** All that a run says, but for times, places and its name; with the bytes of its package. */
function factsOf(output: string, directory: string): object {
  const report = JSON.parse(output) as ShortReport;
  const place = join(directory, "models/card-fraud");
  const manifest = JSON.parse(readFileSync(join(place, "millwright.json"), "utf8")) as { readonly id: string };
  const binaries = readdirSync(place).filter((name) => /\.(onnx|safetensors)$/.test(name));
  const digest = (name: string): string =>
    createHash("sha256")
      .update(readFileSync(join(place, name)))
      .digest("hex");
  return {
    id: manifest.id,
    files: binaries.sort().map((name) => [name, digest(name)]),
    data: report.data,
    seed: report.seed,
    ladder: report.ladder.map(({ candidate, rung, validation }) => ({ candidate, rung, validation })),
    chosen: report.chosen,
    test: report.test,
    slices: report.slices,
    requirements: report.requirements.filter(({ name }) => !ofTheMoment.test(name)),
    findings: report.findings.filter(({ title }) => !ofTheMoment.test(title)),
  };
}

/** One run that was to be killed. */
interface Trial {
  /** The kill came before the run had said its result. */
  readonly struck: boolean;
  /** The first attempt had read its data and said that its run was in the ledger. */
  readonly recorded: boolean;
  /** The second attempt went on with the first one's run. */
  readonly resumed: boolean;
  readonly equal: boolean;
}

function figuresOf(trials: readonly Trial[]): Figure[] {
  const struck = trials.filter((one) => one.struck);
  const equal = struck.filter((one) => one.equal).length;
  const recorded = struck.filter((one) => one.recorded);
  const resumed = recorded.filter((one) => one.resumed).length;
  const all = trials.every((one) => one.equal);
  const moments = `${100 * EARLIEST} % to ${100 * LATEST} % of the shortest undisturbed run`;
  return [
    {
      figure: "killed runs that ended equal to the undisturbed one",
      ours: equal,
      peer: KILLS,
      peerName: "all of them: package id, bytes of its files, every number but times",
      ratio: equal / KILLS,
      goal: `${KILLS} of ${KILLS}`,
      met: equal === KILLS && all,
    },
    {
      figure: "of these, resumed where the ledger says that they stopped",
      ours: resumed,
      peer: recorded.length,
      peerName: "killed runs that were in the ledger; the others were still reading their data",
      ratio: resumed / recorded.length,
      goal: "all of them, and most kills among them",
      met: resumed === recorded.length && resumed > struck.length / 2,
    },
    {
      figure: "kills that struck an unfinished run",
      ours: struck.length,
      peer: trials.length,
      peerName: `kills at random moments, ${moments}`,
      ratio: struck.length / trials.length,
      goal: `at least ${KILLS} strike`,
      met: struck.length >= KILLS,
    },
  ];
}

/** Kills and resumes; measures what is equal to the undisturbed run. */
export async function run(): Promise<Figure[]> {
  if (!existsSync(command)) throw new Error("There is no dist: run npm run build first.");
  const folder = mkdtempSync(join(tmpdir(), "millwright-resume-"));
  try {
    await attempt(join(folder, "warm"));
    const whole = await attempt(join(folder, "whole"));
    const expected = factsOf(whole.output, join(folder, "whole"));
    const stream = random(SEED);
    let shortest = whole.seconds;
    const trials: Trial[] = [];
    while (trials.filter(({ struck }) => struck).length < KILLS && trials.length < MOST_TRIALS) {
      const directory = join(folder, `killed-${trials.length}`);
      const killAfter = (EARLIEST + (LATEST - EARLIEST) * stream.next()) * shortest;
      const first = await attempt(directory, killAfter);
      const last = first.killed ? await attempt(directory) : first;
      if (!first.killed) shortest = Math.min(shortest, first.seconds);
      const trial = {
        struck: first.killed && first.output === "",
        recorded: /^run \S+ of /m.test(first.log),
        resumed: last.log.includes("resumed where it stopped"),
        equal: isDeepStrictEqual(factsOf(last.output, directory), expected),
      };
      trials.push(trial);
      const end = trial.resumed ? "resumed" : trial.struck ? "begun anew" : "had ended before";
      console.error(`${trials.length}: kill after ${killAfter.toFixed(2)} s: ${end}, ${trial.equal ? "equal" : "NOT EQUAL"}`);
      rmSync(directory, { recursive: true, force: true });
    }
    return figuresOf(trials);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
