import { createRequire } from "node:module";
import { join } from "node:path";
import { TextIndex } from "../../src/modeling/index.ts";

/** Ten, and the query itself, which is taken out. */
export const listed = 11;

/** A text index that is measured. */
export interface Contestant {
  readonly name: string;
  build(texts: readonly string[]): Promise<void>;
  /** Numbers of the best. */
  search(query: string): Promise<readonly number[]>;
}

const peers = createRequire(join(import.meta.dirname, "../peers/package.json"));

export function ours(): Contestant {
  const index = new TextIndex();
  return {
    name: "Millwright",
    build: async (texts) => void index.addAll(texts.map((text) => ({ text }))),
    search: async (query) => [...index.search(query, { k: listed }).items],
  };
}

interface MiniSearchPeer {
  addAll(rows: readonly object[]): void;
  search(query: string): readonly { readonly id: number }[];
}

export function miniSearch(): Contestant {
  const MiniSearch = peers("minisearch") as new (settings: object) => MiniSearchPeer;
  const index = new MiniSearch({ fields: ["text"] });
  return {
    name: "minisearch 7.2.0",
    build: async (texts) => index.addAll(texts.map((text, id) => ({ id, text }))),
    search: async (query) =>
      index
        .search(query)
        .slice(0, listed)
        .map(({ id }) => id),
  };
}

interface FlexPeer {
  add(id: number, text: string): void;
  search(query: string, settings: object): readonly number[];
}

export function flexSearch(): Contestant {
  const { Index } = peers("flexsearch") as { readonly Index: new (settings: object) => FlexPeer };
  const index = new Index({ tokenize: "strict" });
  return {
    name: "flexsearch 0.8.212",
    build: async (texts) => {
      for (const [id, text] of texts.entries()) index.add(id, text);
    },
    search: async (query) => index.search(query, { limit: listed, suggest: true }),
  };
}

interface OramaLibrary {
  create(settings: object): unknown;
  insertMultiple(index: unknown, rows: readonly object[], batch: number): Promise<unknown>;
  search(index: unknown, query: object): Promise<{ readonly hits: readonly { readonly id: string }[] }>;
}

export function orama(): Contestant {
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
    search: async (term) => (await library.search(index, { term, limit: listed })).hits.map(({ id }) => Number(id.slice(1))),
  };
}
