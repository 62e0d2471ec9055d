/**
 * Text search beside npm's libraries and Python's on the same questions: the real ones where MILLWRIGHT_DATA has them, made-up ones elsewhere.
 * A query is never its own answer. Times are processor time; the peers are asked in one run with us. Near vectors beside an exact search, and a
 * million questions.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ApproximateIndex, ExactIndex, fitLsa, neighborRecall, TextIndex, type VectorIndex } from "../../src/modeling/index.ts";
import { type Figure, median } from "../figure.ts";
import { PythonPeer } from "../peers/python-peer.ts";
import { type Contestant, flexSearch, listed, miniSearch, orama, ours } from "./contestants.ts";
import { changedQuestions, madeQuestions, madeTask, realQuestions, type SearchTask } from "./questions.ts";

const documents = 50_000;
const asked = 300;

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes that this process holds after what is no longer needed was given back. */
function heldBytes(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

interface Rated {
  readonly name: string;
  readonly buildMs: number;
  readonly queryMs: number;
  readonly megabytes: number;
  readonly recall: number;
}

function recallOf(queries: SearchTask["queries"], found: readonly (readonly number[])[]): number {
  const hits = queries.filter(({ right, self }, n) =>
    (found[n] ?? [])
      .filter((item) => item !== self)
      .slice(0, 10)
      .includes(right),
  );
  return hits.length / queries.length;
}

async function rate(contestant: Contestant, { texts, queries }: SearchTask): Promise<Rated> {
  const before = heldBytes();
  const started = cpuMs();
  await contestant.build(texts);
  const buildMs = cpuMs() - started;
  const megabytes = (heldBytes() - before) / 2 ** 20;
  for (const { query } of queries.slice(0, 100)) await contestant.search(query);
  const asking = cpuMs();
  const found: (readonly number[])[] = [];
  for (const { query } of queries) found.push(await contestant.search(query));
  return { name: contestant.name, buildMs, queryMs: (cpuMs() - asking) / queries.length, megabytes, recall: recallOf(queries, found) };
}

function figure(name: string, ours: number, peer: number, peerName: string, atMost: boolean): Figure {
  const ratio = ours / peer;
  return {
    figure: name,
    ours,
    peer,
    peerName,
    ratio,
    goal: atMost ? "ratio ≤ 1" : "ratio ≥ 0.99",
    met: atMost ? ratio <= 1 : ratio >= 0.99,
  };
}

function task(): SearchTask {
  return realQuestions(asked) ?? madeTask(documents, asked);
}

async function besideNpm(): Promise<Figure[]> {
  const questions = task();
  const figures: Figure[] = [];
  for (const make of [miniSearch, flexSearch, orama]) {
    const own = await rate(ours(), questions);
    const peer = await rate(make(), questions);
    figures.push(figure(`recall@10, ${questions.name}`, own.recall, peer.recall, peer.name, false));
    figures.push(figure("build, ms of processor", own.buildMs, peer.buildMs, peer.name, true));
    figures.push(figure("query, ms of processor", own.queryMs, peer.queryMs, peer.name, true));
    figures.push(figure("memory of the index, MiB", own.megabytes, peer.megabytes, peer.name, true));
  }
  return figures;
}

async function besidePython(): Promise<Figure[]> {
  const questions = task();
  const peer = new PythonPeer("bm25.py", 1);
  const figures: Figure[] = [];
  try {
    for (const library of ["bm25s", "rank_bm25"]) {
      const own = await rate(ours(), questions);
      // rank_bm25 takes a tenth of a second for each.
      const queries = library === "bm25s" ? questions.queries : questions.queries.slice(0, 200);
      const theirs = await peer.ask<{ version: string; buildMs: number; queryMs: number; found: number[][] }>({
        library,
        k: listed,
        texts: questions.texts,
        queries: queries.map(({ query }) => query),
      });
      const name = `${library} ${theirs.version}`;
      figures.push(figure(`recall@10, ${questions.name}`, own.recall, recallOf(queries, theirs.found), name, false));
      figures.push(figure("build, ms of processor", own.buildMs, theirs.buildMs, name, true));
      figures.push(figure("query, ms of processor", own.queryMs, theirs.queryMs, name, true));
    }
  } finally {
    peer.close();
  }
  return figures;
}

/** Near vectors by a graph beside looking at each of them. */
function nearVectors(): Promise<Figure[]> {
  const { name, texts, queries } = task();
  const encoder = fitLsa(texts, { dimensions: 100, analyzer: { stem: "english" } }, 1);
  const vectors = encoder.encodeNow(texts);
  const [graph, exact] = [new ApproximateIndex(encoder.dimensions), new ExactIndex(encoder.dimensions)];
  graph.addAll(vectors);
  exact.addAll(vectors);
  const asking = encoder.encodeNow(queries.slice(0, 300).map(({ query }) => query));
  const recall = neighborRecall(graph, exact, asking, 10);
  const queryMs = (index: VectorIndex): number => {
    const started = cpuMs();
    for (let from = 0; from < asking.length; from += encoder.dimensions)
      index.search(asking.slice(from, from + encoder.dimensions), { k: 10 });
    return (cpuMs() - started) / (asking.length / encoder.dimensions);
  };
  const about = { peerName: "exact search", peer: 1 };
  const figures: Figure[] = [
    { figure: `recall@10 of near LSA vectors, ${name}`, ours: recall, ...about, ratio: recall, goal: "≥ 0.95", met: recall >= 0.95 },
    figure("near vectors, query, ms of processor", queryMs(graph), queryMs(exact), "exact search", true),
  ];
  return Promise.resolve(figures);
}

/** Slowest in a hundred of a thousand queries over a million questions. */
async function million(): Promise<Figure[]> {
  const texts = madeQuestions(1_000_000, 2, 200_000);
  const index = new TextIndex({ analyzer: { stem: "english", stopWords: "english" } });
  index.addAll(texts.map((text) => ({ text })));
  const queries = changedQuestions(texts, 1000);
  const once = (): number[] =>
    queries.map(({ query }) => {
      const started = cpuMs();
      index.search(query, { k: 10 });
      return cpuMs() - started;
    });
  once();
  const times = once().sort((a, b) => a - b);
  const p99 = times[Math.floor(0.99 * times.length)] ?? Number.NaN;
  const name = `goal; median ${median(times).toFixed(2)} ms`;
  return [
    {
      figure: "query p99 over 1M made-up questions, ms of processor",
      ours: p99,
      peer: 10,
      peerName: name,
      ratio: p99 / 10,
      goal: "≤ 10 ms",
      met: p99 <= 10,
    },
  ];
}

/** @param only - "npm", "python", "vectors" or "million". */
export async function run(only?: string): Promise<readonly Figure[]> {
  const parts: Readonly<Record<string, () => Promise<Figure[]>>> = { npm: besideNpm, python: besidePython, vectors: nearVectors, million };
  const chosen = Object.entries(parts).filter(([name]) => only === undefined || only === name);
  const figures: Figure[] = [];
  for (const [, part] of chosen) figures.push(...(await part()));
  return figures;
}
