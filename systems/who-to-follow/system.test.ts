import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LoadedCatalogue, loadCatalogue, random, runSystem } from "millwright";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import github from "./github.ts";
import { simulateFollows } from "./simulator.ts";
import system from "./system.ts";

// Runs of the mill take their time on a machine that does other work.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
const directory = mkdtempSync(join(tmpdir(), "who-to-follow-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const folder = process.env["MILLWRIGHT_DATA"] === undefined ? undefined : join(process.env["MILLWRIGHT_DATA"], "who-to-follow");

describe("the network simulator", () => {
  const network = simulateFollows(random(3));

  it("gives the same network for the same seed, without loops or double follows, the popular far ahead", () => {
    expect(simulateFollows(random(3))).toEqual(network);
    const edges = network.follows.map(({ follower, followed }) => `${follower} ${followed}`);
    expect(new Set(edges).size).toBe(edges.length);
    expect(network.follows.every(({ follower, followed }) => follower !== followed)).toBe(true);
    const fans = network.accounts
      .map(({ account }) => network.follows.filter(({ followed }) => followed === account).length)
      .sort((a, b) => b - a);
    const top = fans.slice(0, 25).reduce((sum, count) => sum + count, 0);
    expect(top / network.follows.length).toBeGreaterThan(0.15);
  });
});

describe("suggestions", () => {
  const network = simulateFollows(random(1));
  const about = new Map(network.accounts.map((one) => [one.account, one]));
  const followed = new Set(network.follows.map((one) => one.followed));
  let service: LoadedCatalogue;
  const list = (query: Record<string, unknown>) => service.find(service.check(query, "query")).items;

  beforeAll(async () => {
    const report = await runSystem(system, {
      source: system.data.sample(1),
      seed: 1,
      directory: join(directory, "served"),
      only: ["same taste"],
      onEvent: () => undefined,
    });
    service = await loadCatalogue(report.package.path);
  });
  afterAll(() => service.close());

  it("are ten accounts with reasons, none of them followed or hidden", () => {
    for (let account = 100; account < 130; account++) {
      const follower = `account${account}`;
      const own = new Set(network.follows.filter((one) => one.follower === follower).map((one) => one.followed));
      const items = list({ follower });
      expect(items).toHaveLength(10);
      for (const { id, reason = "" } of items) {
        expect(about.has(id)).toBe(true);
        expect(id === follower || own.has(id) || about.get(id)?.hidden !== false).toBe(false);
        expect(reason.length).toBeGreaterThan(4);
      }
    }
  });

  it("start from the topics that a newcomer names, and from the graph after its first follow", async () => {
    const first = list({ follower: "just here", where: { topic: ["music"], region: "north" } });
    expect(first.length).toBeGreaterThanOrEqual(5);
    expect(first.every(({ id }) => about.get(id)?.topic === "music" && about.get(id)?.region === "north")).toBe(true);
    const [liked] = first;
    await service.record([{ asker: "just here", item: liked?.id ?? "", kind: "accepted", place: 1, at: 0 }]);
    const next = list({ follower: "just here" });
    expect(next.map(({ id }) => id)).not.toContain(liked?.id);
    expect(next.map(({ id }) => id)).not.toEqual(first.map(({ id }) => id));
    expect(next.some(({ reason = "" }) => reason.includes("follow the same as you"))).toBe(true);
  });

  it("are those that everybody gets where a member does not want to be known", () => {
    const ids = (query: Record<string, unknown>) =>
      list(query)
        .slice(0, 9)
        .map(({ id }) => id);
    expect(ids({ follower: "account120", personalise: false })).toEqual(ids({ follower: "nobody" }));
    expect(ids({ follower: "account120" })).not.toEqual(ids({ follower: "nobody" }));
  });

  it("give the last place to accounts that nobody follows yet", () => {
    const last = list({ follower: "account200" }).at(-1);
    expect(last?.exploring).toBe(true);
    expect(followed.has(last?.id ?? "")).toBe(false);
  });

  it("keep those who blocked each other apart, whoever of them asks", async () => {
    const [top] = list({ follower: "account210" });
    const other = top?.id ?? "";
    await service.record([{ asker: "account210", item: other, kind: "blocked", at: 0 }]);
    expect(list({ follower: "account210", k: 300 }).map(({ id }) => id)).not.toContain(other);
    expect(list({ follower: other, k: 300 }).map(({ id }) => id)).not.toContain("account210");
    const [next] = list({ follower: "account210" });
    await service.record([{ asker: "account210", item: next?.id ?? "", kind: "hidden", at: 0 }]);
    expect(list({ follower: "account210", k: 300 }).map(({ id }) => id)).not.toContain(next?.id);
  });

  it("let an account rest that was shown to very many", async () => {
    const [top] = list({ follower: "account220" });
    const shown = Array.from({ length: 10_000 }, () => ({ asker: null, item: top?.id ?? "", kind: "shown", at: 0 }) as const);
    await service.record(shown);
    expect(list({ follower: "account220" }).map(({ id }) => id)).not.toContain(top?.id);
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
    // Measured with scipy on the same edges: 0.1396, where members of whom no link is known get nothing; here they get the most followed.
    expect(report.test["recall_at_10"]?.value).toBeGreaterThan(0.1396);
    expect(report.test["recall_at_10"]?.value).toBeLessThan(0.15);
    expect(report.test["auc_degree_matched"]?.value).toBeLessThan((report.test["auc_uniform"]?.value ?? 0) - 0.1);
  });
});
