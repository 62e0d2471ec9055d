/**
 * Serving: the real server in a process of its own, a logistic model of 15 features, single-row JSON on 32 connections, the
 * client on the same machine; beside it, interleaved, node:http that does nothing but parse and answer. Medians over rounds.
 */
import { execFile, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { logisticRow } from "../../src/serving/fixtures/logistic-package.ts";
import { type Figure, median } from "../figure.ts";

const execute = promisify(execFile);
const connections = 32;
const warmUpSeconds = 3;
const roundSeconds = 4;
const rounds = 5;

interface Load {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  readonly failures: number;
  /** Processor time of the server per request, in microseconds; less noisy than the rest on a shared machine. */
  readonly cpuMicroseconds: number;
}

interface Target {
  readonly url: string;
  readonly path: string;
  readonly stop: () => Promise<void>;
}

async function start(script: string, args: readonly string[], path: string): Promise<Target> {
  const child = spawn(process.execPath, ["--conditions=millwright-source", join(import.meta.dirname, script), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line) as { url: string };
    const stop = async (): Promise<void> => {
      child.kill("SIGTERM");
      await exited;
    };
    return { url, path, stop };
  }
  throw new Error(`${script} did not start`);
}

async function cpuSeconds({ url }: Target): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1]);
}

const milliseconds: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000 };

/** wrk's report as numbers. */
function parseWrk(report: string): { requests: number; seconds: number; failures: number; p99Ms: number } {
  const [, requests, seconds] = /(\d+) requests in ([\d.]+)s/.exec(report) ?? [];
  const [, p99, unit = "ms"] = /99%\s+([\d.]+)(us|ms|s)/.exec(report) ?? [];
  const failures = Number(/Non-2xx or 3xx responses: (\d+)/.exec(report)?.[1] ?? 0);
  const socketErrors = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(report)?.slice(1) ?? [];
  return {
    requests: Number(requests),
    seconds: Number(seconds),
    failures: failures + socketErrors.reduce((sum, count) => sum + Number(count), 0),
    p99Ms: Number(p99) * (milliseconds[unit] ?? 1),
  };
}

/** Puts load on a server, with wrk where it is installed. */
async function load(target: Target, seconds: number, folder: string, body: string, hasWrk: boolean): Promise<Load> {
  const url = target.url + target.path;
  const before = await cpuSeconds(target);
  const script = join(folder, "post.lua");
  writeFileSync(script, `wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\nwrk.body = [[${body}]]\n`);
  const command = hasWrk
    ? execute("wrk", ["-t1", `-c${connections}`, `-d${seconds}s`, "--latency", "-s", script, url])
    : execute(process.execPath, [join(import.meta.dirname, "client.ts"), url, String(connections), String(seconds), body]);
  const { stdout } = await command;
  const measured = hasWrk ? parseWrk(stdout) : (JSON.parse(stdout) as ReturnType<typeof parseWrk>);
  const cpu = (await cpuSeconds(target)) - before;
  return {
    requestsPerSecond: measured.requests / measured.seconds,
    p99Ms: measured.p99Ms,
    failures: measured.failures,
    cpuMicroseconds: (cpu / measured.requests) * 1e6,
  };
}

function figuresOf(ours: readonly Load[], bare: readonly Load[], client: string): Figure[] {
  const of = (loads: readonly Load[], key: keyof Load): number => median(loads.map((one) => one[key]));
  const peerName = `node:http ${process.version} that parses and answers a constant, same client (${client})`;
  const rate = { ours: of(ours, "requestsPerSecond"), peer: of(bare, "requestsPerSecond") };
  const tail = { ours: of(ours, "p99Ms"), peer: of(bare, "p99Ms") };
  const cpu = { ours: of(ours, "cpuMicroseconds"), peer: of(bare, "cpuMicroseconds") };
  const failures = ours.reduce((sum, one) => sum + one.failures, 0);
  return [
    {
      figure: "single-row predictions, 32 connections, requests/s",
      ...rate,
      peerName,
      ratio: rate.ours / rate.peer,
      goal: "≥ 8000 requests/s",
      met: rate.ours >= 8000,
    },
    { figure: "p99 of the same, ms", ...tail, peerName, ratio: tail.ours / tail.peer, goal: "≤ 15 ms", met: tail.ours <= 15 },
    {
      figure: "processor time of the server per request, µs",
      ...cpu,
      peerName,
      ratio: cpu.ours / cpu.peer,
      goal: "ratio ≤ 2",
      met: cpu.ours / cpu.peer <= 2,
    },
    {
      figure: "requests without a good answer",
      ours: failures,
      peer: 0,
      peerName: "none may fail",
      ratio: failures,
      goal: "0",
      met: failures === 0,
    },
  ];
}

/** Measures the server beside bare node:http. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "millwright-bench-"));
  const body = JSON.stringify(logisticRow(1));
  const hasWrk = spawnSync("wrk", ["-v"]).error === undefined;
  const server = await start("../../src/serving/fixtures/serve-child.ts", [join(folder, "model")], "/v1/toy-fraud/predict");
  const bare = await start("bare-server.ts", [], "/");
  const ours: Load[] = [];
  const theirs: Load[] = [];
  try {
    for (const target of [server, bare]) await load(target, warmUpSeconds, folder, body, hasWrk);
    for (let round = 0; round < rounds; round++) {
      ours.push(await load(server, roundSeconds, folder, body, hasWrk));
      theirs.push(await load(bare, roundSeconds, folder, body, hasWrk));
    }
  } finally {
    await Promise.all([server.stop(), bare.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
  return figuresOf(ours, theirs, hasWrk ? "wrk, 1 thread" : "Node, 1 process");
}
