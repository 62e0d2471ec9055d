/**
 * Text search beside npm's libraries and Python's: the same made-up questions, queries are questions with a word dropped and one added;
 * right is the question that a query was made of. Times are processor time of this process; peers take turns with us.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { random } from "../../src/kernels/index.ts";
import { TextIndex } from "../../src/modeling/index.ts";
import { type Figure, median } from "../figure.ts";
import { PythonPeer } from "../peers/python-peer.ts";
import { madeQuestions } from "./questions.ts";

const documents = 50_000;
const asked = 300;

interface Contestant {
  readonly name: string;
  build(texts: readonly string[]): Promise<void>;
  /** Numbers of the ten best. */
  search(query: string): Promise<readonly number[]>;
}

const peers = createRequire(join(import.meta.dirname, "../peers/package.json"));

function ours(): Contestant {
  const index = new TextIndex();
  return {
    name: "Millwright",
    build: async (texts) => void index.addAll(texts.map((text) => ({ text }))),
    search: async (query) => [...index.search(query, { k: 10 }).items],
  };
}

interface MiniSearchPeer {
  addAll(rows: readonly object[]): void;
  search(query: string): readonly { readonly id: number }[];
}

function miniSearch(): Contestant {
  const MiniSearch = peers("minisearch") as new (settings: object) => MiniSearchPeer;
  const index = new MiniSearch({ fields: ["text"] });
  return {
    name: "minisearch 7.2.0",
    build: async (texts) => index.addAll(texts.map((text, id) => ({ id, text }))),
    search: async (query) =>
      index
        .search(query)
        .slice(0, 10)
        .map(({ id }) => id),
  };
}

interface FlexPeer {
  add(id: number, text: string): void;
  search(query: string, settings: object): readonly number[];
}

function flexSearch(): Contestant {
  const { Index } = peers("flexsearch") as { readonly Index: new (settings: object) => FlexPeer };
  const index = new Index({ tokenize: "strict" });
  return {
    name: "flexsearch 0.8.212",
    build: async (texts) => {
      for (const [id, text] of texts.entries()) index.add(id, text);
    },
    search: async (query) => index.search(query, { limit: 10, suggest: true }),
  };
}

interface OramaLibrary {
  create(settings: object): unknown;
  insertMultiple(index: unknown, rows: readonly object[], batch: number): Promise<unknown>;
  search(index: unknown, query: object): Promise<{ readonly hits: readonly { readonly id: string }[] }>;
}

function orama(): Contestant {
  const library = peers("@orama/orama") as OramaLibrary;
  const index = library.create({ schema: { text: "string" } });
  return {
    name: "@orama/orama 3.1.18",
    build: async (texts) =>
      void (await library.insertMultiple(
        index,
        texts.map((text, id) => ({ id: `d${id}`, text })),
        1000,
      )),
    search: async (term) => (await library.search(index, { term, limit: 10 })).hits.map(({ id }) => Number(id.slice(1))),
  };
}

/** Questions with one word dropped and another added, each with the question that it was made of. */
function queriesOf(texts: readonly string[]): { readonly query: string; readonly right: number }[] {
  const stream = random(11);
  return Array.from({ length: asked }, () => {
    const right = stream.integer(texts.length);
    const words = (texts[right] ?? "").split(" ");
    words.splice(stream.integer(words.length), 1);
    const other = (texts[stream.integer(texts.length)] ?? "").split(" ");
    return { query: [...words, other[stream.integer(other.length)] ?? ""].join(" "), right };
  });
}

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

interface Rated {
  readonly name: string;
  readonly buildMs: number;
  readonly queryMs: number;
  readonly recall: number;
}

async function rate(contestant: Contestant, texts: readonly string[]): Promise<Rated> {
  const started = cpuMs();
  await contestant.build(texts);
  const buildMs = cpuMs() - started;
  const queries = queriesOf(texts);
  for (const { query } of queries.slice(0, 30)) await contestant.search(query);
  const asking = cpuMs();
  let found = 0;
  for (const { query, right } of queries) if ((await contestant.search(query)).includes(right)) found++;
  return { name: contestant.name, buildMs, queryMs: (cpuMs() - asking) / asked, recall: found / asked };
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

async function besideNpm(): Promise<Figure[]> {
  const texts = madeQuestions(documents, 1);
  const own = await rate(ours(), texts);
  const figures: Figure[] = [];
  for (const make of [miniSearch, flexSearch, orama]) {
    const peer = await rate(make(), texts);
    figures.push(figure("recall@10 of the question asked for", own.recall, peer.recall, peer.name, false));
    figures.push(figure(`build, ${documents} questions, ms of processor`, own.buildMs, peer.buildMs, peer.name, true));
    figures.push(figure("query, ms of processor", own.queryMs, peer.queryMs, peer.name, true));
  }
  return figures;
}

async function besidePython(): Promise<Figure[]> {
  const texts = madeQuestions(documents, 1);
  const peer = new PythonPeer("bm25.py", 1);
  const queries = queriesOf(texts);
  const figures: Figure[] = [];
  try {
    for (const library of ["bm25s", "rank_bm25"]) {
      const own = await rate(ours(), texts);
      const few = library === "bm25s" ? queries : queries.slice(0, 30);
      const theirs = await peer.ask<{ version: string; buildMs: number; queryMs: number; found: number[][] }>({
        library,
        texts,
        queries: few.map(({ query }) => query),
      });
      const recall = few.filter(({ right }, n) => theirs.found[n]?.includes(right)).length / few.length;
      const name = `${library} ${theirs.version}`;
      figures.push(figure("recall@10 of the question asked for", own.recall, recall, name, false));
      figures.push(figure(`build, ${documents} questions, ms of processor`, own.buildMs, theirs.buildMs, name, true));
      figures.push(figure("query, ms of processor", own.queryMs, theirs.queryMs, name, true));
    }
  } finally {
    peer.close();
  }
  return figures;
}

/** Slowest of a hundred queries over a million questions. */
async function million(): Promise<Figure[]> {
  const texts = madeQuestions(1_000_000, 2, 200_000);
  const index = new TextIndex({ analyzer: { stem: "english", stopWords: "english" } });
  index.addAll(texts.map((text) => ({ text })));
  const queries = queriesOf(texts);
  const times = queries.map(({ query }) => {
    const started = performance.now();
    index.search(query, { k: 10 });
    return performance.now() - started;
  });
  const p99 = [...times].sort((a, b) => a - b)[Math.floor(0.99 * times.length)] ?? Number.NaN;
  const name = `goal; median ${median(times).toFixed(2)} ms`;
  return [
    { figure: "query p99 over 1M questions, ms", ours: p99, peer: 10, peerName: name, ratio: p99 / 10, goal: "≤ 10 ms", met: p99 <= 10 },
  ];
}

/** @param only - "npm", "python" or "million". */
export async function run(only?: string): Promise<readonly Figure[]> {
  const parts: Readonly<Record<string, () => Promise<Figure[]>>> = { npm: besideNpm, python: besidePython, million };
  const chosen = Object.entries(parts).filter(([name]) => only === undefined || only === name);
  const figures: Figure[] = [];
  for (const [, part] of chosen) figures.push(...(await part()));
  return figures;
}
