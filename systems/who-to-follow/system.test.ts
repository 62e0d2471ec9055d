import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { coFollow, type FittedFinder, random, rerankedGraph, runSystem } from "millwright";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import github from "./github.ts";
import { type SimulatedNetwork, simulateFollows } from "./simulator.ts";
import { type Directory, type Member, type Outcomes, suggest } from "./suggest.ts";
import system from "./system.ts";

// Runs of the mill take their time on a machine that does other work.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
const directory = mkdtempSync(join(tmpdir(), "who-to-follow-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const folder = process.env["MILLWRIGHT_DATA"] === undefined ? undefined : join(process.env["MILLWRIGHT_DATA"], "who-to-follow");

const nothing: Outcomes = { shown: {}, followed: {} };
let network: SimulatedNetwork;
let model: FittedFinder;
let open: Directory;
let codes: ReadonlyMap<string, number>;

function followsOf(account: number): number[] {
  return network.follows.filter(({ follower }) => follower === `account${account}`).map(({ followed }) => codes.get(followed) ?? -1);
}

beforeAll(async () => {
  network = simulateFollows(random(3));
  const ids = network.accounts.map(({ id }) => id);
  codes = new Map(ids.map((id, code) => [id, code]));
  const askers = Int32Array.from(network.follows, ({ follower }) => codes.get(follower) ?? -1);
  const items = Int32Array.from(network.follows, ({ followed }) => codes.get(followed) ?? -1);
  const examples = { catalogue: { ids }, askers: { ids }, events: { askers, items } };
  const settings = { folds: 1, sources: 200, rounds: 30, leaves: 8, popular: 200 };
  model = await rerankedGraph([coFollow()], settings).fit(examples, { seed: 1 });
  open = {
    ids,
    isPrivate: (account) => network.accounts[account]?.isPrivate ?? true,
    isBlocked: () => false,
    topicsOf: (account) => network.accounts[account]?.topics ?? [],
    regionOf: (account) => network.accounts[account]?.region ?? "",
  };
});

describe("the network simulator", () => {
  it("gives the same network for the same seed, without loops or double follows, the popular far ahead", () => {
    expect(simulateFollows(random(3))).toEqual(network);
    const edges = network.follows.map(({ follower, followed }) => `${follower} ${followed}`);
    expect(new Set(edges).size).toBe(edges.length);
    expect(network.follows.every(({ follower, followed }) => follower !== followed)).toBe(true);
    const fans = network.accounts.map(({ id }) => network.follows.filter(({ followed }) => followed === id).length).sort((a, b) => b - a);
    const top = fans.slice(0, 25).reduce((sum, count) => sum + count, 0);
    expect(top / network.follows.length).toBeGreaterThan(0.15);
  });
});

describe("suggestions", () => {
  const rules = { k: 10, explore: 1 };

  it("have ten accounts with reasons, none of them followed, private or blocked", () => {
    for (let account = 100; account < 130; account++) {
      const member: Member = { account, follows: followsOf(account), region: open.regionOf(account) };
      const blocked = suggest(model, open, member, rules, nothing, random(1))[0]?.id;
      const careful: Directory = { ...open, isBlocked: (_, other) => open.ids[other] === blocked };
      const list = suggest(model, careful, member, rules, nothing, random(1));
      expect(list).toHaveLength(10);
      expect(new Set(list.map(({ id }) => id)).size).toBe(10);
      for (const { id, because } of list) {
        const code = codes.get(id) ?? -1;
        expect(code === account || member.follows.includes(code) || open.isPrivate(code) || id === blocked).toBe(false);
        expect(because.length).toBeGreaterThan(4);
      }
    }
  });

  it("start from topics and region for newcomers, and from the graph after five follows", () => {
    const newcomer: Member = { account: -1, follows: [], topics: ["music"], region: "north" };
    const first = suggest(model, open, newcomer, rules, nothing, random(1));
    const onTopic = first.filter(({ source }) => source === "topic");
    expect(onTopic.length).toBeGreaterThanOrEqual(5);
    expect(onTopic.every(({ id }) => open.topicsOf(codes.get(id) ?? -1).includes("music"))).toBe(true);
    const music = network.accounts.flatMap(({ topics }, code) => (topics.includes("music") ? [code] : [])).slice(0, 6);
    const later = suggest(model, open, { ...newcomer, follows: music }, rules, nothing, random(1));
    expect(later.filter(({ source }) => source === "graph")).toHaveLength(9);
  });

  it("stop showing an account when its exposure is used up", () => {
    const member: Member = { account: 200, follows: followsOf(200) };
    const [top] = suggest(model, open, member, rules, nothing, random(1));
    const shown = { [codes.get(top?.id ?? "") ?? -1]: 50 };
    const capped = suggest(model, open, member, { ...rules, exposureCap: 50 }, { shown, followed: {} }, random(1));
    expect(capped.map(({ id }) => id)).not.toContain(top?.id);
  });

  it("give the last place rather to accounts that were followed when they were shown", () => {
    const member: Member = { account: 250, follows: followsOf(250), region: open.regionOf(250) };
    const usual = new Set(suggest(model, open, member, rules, nothing, random(1)).map(({ id }) => id));
    const liked = open.ids.findIndex(
      (id, code) =>
        !usual.has(id) && open.regionOf(code) === member.region && !member.follows.includes(code) && !open.isPrivate(code) && code !== 250,
    );
    const shown = Object.fromEntries(open.ids.map((_, code) => [code, 200]));
    const followed = { [liked]: 150 };
    const places = [1, 2, 3, 4, 5].map((seed) => suggest(model, open, member, rules, { shown, followed }, random(seed)).at(-1));
    expect(places.every((place) => place?.id === open.ids[liked] && place?.source === "exploration")).toBe(true);
  });
});

describe("who-to-follow", () => {
  it("climbs its ladder on the made-up network, and same taste beats popularity", async () => {
    const source = system.data.sample(1);
    const report = await runSystem(system, {
      source,
      seed: 1,
      directory,
      only: ["friends of friends", "same taste"],
      onEvent: () => undefined,
    });
    expect(report.data.simulated).toBe(true);
    const recall = (name: string): number =>
      report.ladder.find(({ candidate }) => candidate === name)?.validation["recall_at_10"]?.value ?? Number.NaN;
    expect(recall("same taste")).toBeGreaterThan(recall("popularity"));
    expect(report.test["recall_at_10"]?.value).toBeGreaterThan(0.05);
  });

  it("holds both ends of an edge without direction out together", async () => {
    const only = ["friends of friends"];
    const report = await runSystem(github, { source: github.data.sample(1), seed: 1, directory, only, onEvent: () => undefined });
    expect(report.data.leaks.find(({ check }) => check === "reversed pairs")?.rows).toBe(0);
  });

  it.skipIf(folder === undefined)("finds with one score what was measured on wiki-Vote by others", async () => {
    const source = system.data.published?.(folder ?? "") ?? system.data.sample(0);
    const only = ["same taste"];
    const report = await runSystem(system, { source, seed: 0, directory, only, onEvent: () => undefined });
    // Measured with scipy on the same edges: 0.1396.
    expect(report.test["recall_at_10"]?.value).toBeCloseTo(0.1396, 2);
  });
});
