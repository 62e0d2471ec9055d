import { describe, expect, it } from "vitest";
import { Table } from "../../data/index.ts";
import { random, setKernelThreads } from "../../kernels/index.ts";
import type { Finder, FinderExamples, FindRequest, FittedFinder, SavedFinder } from "../finding/finder.ts";
import { restoreFinder } from "../finding/registry.ts";
import { aboutAsker } from "./about-asker.ts";
import { answerChance } from "./answer-chance.ts";
import { answersOfLikeItems } from "./answers-of-like-items.ts";
import { blendFinders } from "./blend-finders.ts";
import { directLinks } from "./direct-links.ts";
import { ease } from "./ease.ts";
import { factorizationMachine } from "./factorization-machine.ts";
import { frequencyRecency } from "./frequency-recency.ts";
import { implicitLeastSquares } from "./implicit-least-squares.ts";
import { itemNeighbors } from "./item-neighbors.ts";
import { itemTransitions } from "./item-transitions.ts";
import { listSimilarity } from "./list-similarity.ts";
import { personalizedRanking } from "./personalized-ranking.ts";
import { recommenderKinds } from "./recommender-kinds.ts";
import { sessionNeighbors } from "./session-neighbors.ts";
import { stackFinders } from "./stack-finders.ts";

const GROUPS = 4;
const PER_GROUP = 10;
const ITEMS = GROUPS * PER_GROUP;

/** Askers that mostly stay in one group of items; item g·10 + i is often followed by g·10 + (i + 1). */
function groupedExamples(askers: number): FinderExamples {
  const draws = random(5);
  const [who, what, mood]: [number[], number[], string[]] = [[], [], []];
  for (let asker = 0; asker < askers; asker++) {
    const group = asker % GROUPS;
    let place = draws.integer(PER_GROUP);
    for (let n = 0; n < 6; n++) {
      const own = draws.next() < 0.9 ? group : draws.integer(GROUPS);
      who.push(asker);
      what.push(own * PER_GROUP + place);
      mood.push(`mood ${own}`);
      place = draws.next() < 0.7 ? (place + 1) % PER_GROUP : draws.integer(PER_GROUP);
    }
  }
  const ids = Array.from({ length: ITEMS }, (_, item) => `i${item}`);
  const lists = ids.map((_, item) => [1, 2, 3].map((step) => `i${Math.floor(item / 10) * 10 + ((item + step) % 10)}`).join(" "));
  const category = {
    kind: "category",
    codes: Int32Array.from(ids, (_, item) => Math.floor(item / 10)),
    dictionary: ["a", "b", "c", "d"],
  } as const;
  const dictionary = [...new Set(mood)];
  const moods = { kind: "category", codes: Int32Array.from(mood, (one) => dictionary.indexOf(one)), dictionary } as const;
  return {
    catalogue: { ids, table: new Table("items", { list: { kind: "text", values: lists }, category }) },
    askers: { ids: Array.from({ length: askers }, (_, asker) => `a${asker}`) },
    events: { askers: Int32Array.from(who), items: Int32Array.from(what), table: new Table("events", { mood: moods }) },
  };
}

const examples = groupedExamples(240);

const finders: readonly Finder[] = [
  blendFinders([itemTransitions(), itemNeighbors()], { weights: [1, 0.5] }),
  ease({ penalty: 20 }),
  factorizationMachine({ context: ["mood"], attributes: ["category", "list"], epochs: 5, factors: 6 }),
  frequencyRecency(),
  implicitLeastSquares({ factors: 6, iterations: 5 }),
  itemNeighbors(),
  itemTransitions({ backward: 0.3 }),
  listSimilarity({ list: "list", category: "category" }),
  personalizedRanking({ factors: 6, epochs: 20 }),
  sessionNeighbors(),
  stackFinders([itemTransitions(), itemNeighbors()], { rounds: 10, depth: 20, attributes: ["list", "category"] }),
];

function requestOf(asker: number, ...history: number[]): FindRequest {
  return { asker, history: Int32Array.from(history), context: { mood: `mood ${asker % GROUPS}` } };
}

const requests = [requestOf(0, 3), requestOf(5, 11, 12), requestOf(2, 20, 25, 29), requestOf(7, 30, 31)];

/** The same through JSON, as a file gives it back. */
function throughFile(saved: SavedFinder): SavedFinder {
  return { ...saved, settings: JSON.parse(JSON.stringify(saved.settings)) as SavedFinder["settings"] };
}

function shareInGroup(model: FittedFinder): number {
  const { items } = model.find(requests, { k: 5, allow: (item, { history }) => !history.includes(item) });
  let hits = 0;
  for (const [place, item] of items.entries()) hits += Math.floor(item / PER_GROUP) === Math.floor(place / 5) ? 1 : 0;
  return hits / items.length;
}

describe.each(finders)("$name", (finder) => {
  it("finds items of the group that the history comes from", async () => {
    const model = await finder.fit(examples, { seed: 1 });
    const some = finder.name === "frequency_recency" ? 0.1 : 0.8;
    expect(shareInGroup(model)).toBeGreaterThanOrEqual(some);
  });

  it("learns the same bits from the same seed on any number of threads", async () => {
    const lists: unknown[] = [];
    for (const threads of [1, 2, 3]) {
      setKernelThreads(threads);
      lists.push((await finder.fit(examples, { seed: 9 })).find(requests, { k: 7 }));
    }
    setKernelThreads(2);
    expect(lists[1]).toEqual(lists[0]);
    expect(lists[2]).toEqual(lists[0]);
  });

  it("answers as before when it was saved and restored", async () => {
    const model = await finder.fit(examples, { seed: 1 });
    const again = restoreFinder(throughFile(model.save()));
    expect(again.find(requests, { k: 7 })).toEqual(model.find(requests, { k: 7 }));
    expect(again.name).toBe(model.name);
  });

  it("scores items as its lists do, keeps to what is allowed, and ends short lists with -1 and NaN", async () => {
    const model = await finder.fit(examples, { seed: 1 });
    const even = model.find(requests, { k: ITEMS, allow: (item) => item % 2 === 0 });
    const list = even.items.subarray(0, ITEMS);
    const found = list.filter((item) => item >= 0);
    expect(found.every((item) => item % 2 === 0)).toBe(true);
    expect(new Set(found).size).toBe(found.length);
    expect([...list.subarray(found.length)].every((item) => item === -1)).toBe(true);
    expect(even.scores[ITEMS - 1]).toBeNaN();
    if (finder.name === "blend" || finder.name === "stack") return;
    const [first] = requests;
    if (first !== undefined) expect([...model.score(first, found)]).toEqual([...even.scores.subarray(0, found.length)]);
  });

  it("takes a stranger without history and codes that it does not know", async () => {
    const model = await finder.fit(examples, { seed: 1 });
    const { items } = model.find([requestOf(-1), requestOf(99_999, 1e6, -1)], { k: 3 });
    expect(items).toHaveLength(6);
    const reason = model.explain?.(requestOf(1, 12, 13), 14);
    if (reason !== undefined) expect(reason.sentence).not.toBe("");
  });

  it("names damaged parts of a saved model", async () => {
    const saved = (await finder.fit(examples, { seed: 1 })).save();
    const cut = Object.fromEntries(Object.entries(saved.tensors).map(([name, tensor]) => [name, tensor.slice(0, -1)]));
    expect(() => restoreFinder({ ...saved, tensors: {} })).toThrow("MODELING_FINDER_INVALID");
    if (finder.name !== "frequency_recency") expect(() => restoreFinder({ ...saved, tensors: cut })).toThrow("MODELING_FINDER_INVALID");
  });

  it("refuses nothing to learn from, unknown codes and useless weights", async () => {
    const { events } = examples;
    if (finder.name === "list_similarity") return;
    const with_ = (part: Partial<FinderExamples["events"]>): FinderExamples => ({ ...examples, events: { ...events, ...part } });
    const empty = { askers: new Int32Array(), items: new Int32Array() };
    await expect(finder.fit({ ...examples, events: empty }, { seed: 1 })).rejects.toThrow("MODELING_TARGET_EMPTY");
    await expect(finder.fit(with_({ items: events.items.map(() => 4000) }), { seed: 1 })).rejects.toThrow("item 4000 in event 0");
    await expect(finder.fit(with_({ weight: new Float64Array(events.items.length) }), { seed: 1 })).rejects.toThrow("all 0");
    await expect(finder.fit(with_({ times: new Float64Array(3) }), { seed: 1 })).rejects.toThrow("3 times for");
  });
});

/** As many events as it takes for threads to share the work. */
function manyEvents(): FinderExamples {
  const draws = random(2);
  const rows = 100_000;
  const ids = Array.from({ length: 200 }, (_, item) => `i${item}`);
  const askers = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / 10));
  const items = Int32Array.from({ length: rows }, (_, row) => (Math.floor(row / 10) * 7 + draws.integer(30)) % 200);
  return { catalogue: { ids }, askers: { ids: Array.from({ length: rows / 10 }, (_, asker) => `a${asker}`) }, events: { askers, items } };
}

describe("learners that share their work among threads", () => {
  const many = manyEvents();
  const shared = [implicitLeastSquares({ iterations: 2 }), personalizedRanking({ epochs: 2 }), ease()];

  it.each(shared)("gives the same bits with 1 and 3 threads: $name", async (finder) => {
    const models: SavedFinder[] = [];
    for (const threads of [1, 3]) {
      setKernelThreads(threads);
      models.push((await finder.fit(many, { seed: 4 })).save());
    }
    setKernelThreads(2);
    expect(models[1]).toEqual(models[0]);
  });
});

/** Items as askers: the views of an item go to items of its group, of which every other one was never asked about. */
function aboutItems(): FinderExamples {
  const { catalogue, events, askers } = examples;
  const [who, what]: [number[], number[]] = [[], []];
  for (let item = 0; item < ITEMS; item += 2) {
    for (const step of [1, 2, 3, 5]) {
      who.push(item);
      what.push(Math.floor(item / 10) * 10 + ((item + step) % 10));
    }
  }
  const views = { askers: Int32Array.from(who), items: Int32Array.from(what) };
  return { catalogue, askers: { ids: catalogue.ids }, events: views, related: { purchases: { askers, events } }, sameIds: true };
}

describe("questions about items", () => {
  const question = [{ asker: 13, history: new Int32Array() }];
  const allow = (item: number): boolean => item !== 13;
  const buyers = aboutAsker(itemNeighbors(), { related: "purchases" });
  const finders: readonly Finder[] = [
    buyers,
    aboutAsker(directLinks({ back: true })),
    answersOfLikeItems(buyers, { neighbors: 5 }),
    stackFinders([buyers, answersOfLikeItems(buyers, { neighbors: 5 })], {
      holdOut: "askers",
      share: 0.4,
      rounds: 5,
      attributes: ["category"],
    }),
    answerChance(buyers),
  ];

  it("says how often a score was right for items that nothing was learned from", async () => {
    const examples = aboutItems();
    const model = await answerChance(buyers, { share: 0.5 }).fit(examples, { seed: 2 });
    const plain = await buyers.fit(examples, { seed: 2 });
    const lists = model.find(question, { k: 9, allow });
    expect(lists.items).toEqual(plain.find(question, { k: 9, allow }).items);
    const chances = [...lists.scores].filter((chance) => !Number.isNaN(chance));
    expect(chances.every((chance, place) => chance > 0 && chance < 1 && chance <= (chances[place - 1] ?? 1))).toBe(true);
    expect(model.score(question[0] ?? requestOf(0), lists.items.slice(0, 1))).toEqual(lists.scores.slice(0, 1));
  });

  it.each(finders)("answers about an item that nobody asked about, also after it was saved: $name", async (finder) => {
    const model = await finder.fit(aboutItems(), { seed: 2 });
    const lists = model.find(question, { k: 3, allow });
    expect([...lists.items].filter((item) => item >= 0).every((item) => Math.floor(item / 10) === 1)).toBe(true);
    expect(lists.items[0]).toBeGreaterThanOrEqual(0);
    expect(restoreFinder(throughFile(model.save())).find(question, { k: 3, allow })).toEqual(lists);
    expect(model.explain?.(question[0] ?? requestOf(0), lists.items[0] ?? 0).sentence).not.toBe("");
  });

  it("names the related events that are missing", async () => {
    await expect(aboutAsker(itemNeighbors(), { related: "clicks" }).fit(aboutItems(), { seed: 1 })).rejects.toThrow("Given: purchases");
  });
});

describe("frequencyRecency", () => {
  it("counts later events as if it had learned from all at once, also after it was saved", async () => {
    const { askers, items } = examples.events;
    const half = Math.floor(items.length / 2);
    const part = (from: number, to: number) => ({ askers: askers.slice(from, to), items: items.slice(from, to) });
    const early = await frequencyRecency().fit({ ...examples, events: part(0, half) }, { seed: 1 });
    const late = restoreFinder(throughFile(early.save())).update?.(part(half, items.length));
    const all = await frequencyRecency().fit({ ...examples, events: part(0, items.length) }, { seed: 1 });
    const codes = Int32Array.from(examples.catalogue.ids.keys());
    const stranger = { asker: -1, history: new Int32Array() };
    const [right, updated] = [all.score(stranger, codes), late?.score(stranger, codes)];
    for (const code of codes) expect(updated?.[code]).toBeCloseTo(right[code] ?? Number.NaN, 12);
    expect(late?.learned).toEqual(all.learned);
    expect(early.learned["events"]).toBe(half);
  });
});

describe("blendFinders", () => {
  it("finds on validation requests that a useless member should not count", async () => {
    const relevant = requests.map(({ history }) =>
      Int32Array.of(((history.at(-1) ?? 0) % 10) + 1 + 10 * Math.floor((history.at(-1) ?? 0) / 10)),
    );
    const blend = blendFinders([frequencyRecency({ smoothing: 1e6 }), itemTransitions()]);
    const model = await blend.fit(examples, { seed: 1, validation: { requests, relevant } });
    expect(Number(model.learned["weight_0_frequency_recency"])).toBeLessThan(Number(model.learned["weight_1_item_transitions"]));
  });
});

describe("recommenders", () => {
  it("has a restorer for every kind and refuses others", () => {
    const others = ["about_asker", "answer_chance", "answers_of_like_items", "direct_links"];
    expect(Object.keys(recommenderKinds).toSorted()).toEqual([...others, ...finders.map(({ name }) => name)].toSorted());
    expect(() => restoreFinder({ kind: "toString", settings: {}, tensors: {} })).toThrow("MODELING_FINDER_UNKNOWN");
  });
});
