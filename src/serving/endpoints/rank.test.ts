import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answersPackage, answersTable } from "../fixtures/answers-package.ts";
import { call } from "../fixtures/test-servers.ts";
import { loadModel } from "../model/load-model.ts";
import type { LoadedModel } from "../model/loaded-model.ts";
import { writePackage } from "../package/write-package.ts";
import { createServer } from "../server/create-server.ts";
import type { ModelServer } from "../server/http-server.ts";
import type { RankedList } from "../server/rank-list.ts";

let folder = "";
let model: LoadedModel;
let server: ModelServer;
let rank = "";
const question = "Why does dough rise with yeast?";
const candidates = [
  { id: "oven", answer: "The oven is hot." },
  { id: "yeast", answer: "Yeast makes the dough rise." },
  { id: "salt", answer: "Salt slows the yeast." },
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "millwright-rank-"));
  await writePackage(folder, answersPackage());
  model = await loadModel(folder);
  server = createServer({ model, port: 0, limits: { lameDuckMs: 0, listRows: 5 } });
  rank = `${await server.listen()}/v1/toy-answers/rank`;
});
afterAll(async () => {
  await server.close();
  await model.close();
  await rm(folder, { recursive: true, force: true });
});

const ranked = async (body: unknown, query = ""): Promise<RankedList> =>
  (await call(`${rank}${query}`, body)).body as unknown as RankedList;

describe("POST /v1/:system/rank", () => {
  it("orders the candidates best first, with probabilities, reasons and what it took", async () => {
    const { order, cost } = await ranked({ question, candidates });
    expect(order.map(({ id, index }) => [id, index])).toEqual([
      ["yeast", 1],
      ["salt", 2],
      ["oven", 0],
    ]);
    expect(order.reduce((sum, { p = 0 }) => sum + p, 0)).toBeCloseTo(1, 9);
    expect(order[0]?.p).toBeGreaterThan(order[1]?.p ?? 1);
    expect(order[0]?.why[0]).toMatchObject({ column: expect.stringMatching(/^bm25/), effect: expect.any(Number) });
    expect(order[0]?.why[0]?.effect).toBeGreaterThan(0);
    expect(cost).toMatchObject({ candidates: 3, evaluations: expect.any(Number), milliseconds: expect.any(Number) });
    expect(cost.evaluations).toBeGreaterThan(3);
  });

  it("leaves the reasons out where they are not wanted", async () => {
    const { order, cost } = await ranked({ question, candidates }, "?why=false");
    expect(order.every(({ why }) => why.length === 0)).toBe(true);
    expect(cost.evaluations).toBe(3);
  });

  it("does not depend on the order of the request, nor on other requests", async () => {
    const scores = async (list: typeof candidates): Promise<Map<unknown, number>> =>
      new Map((await ranked({ question, candidates: list })).order.map(({ id, score }) => [id, score]));
    const [plain, turned, other] = await Promise.all([scores(candidates), scores(candidates.toReversed()), scores(candidates.slice(1))]);
    expect(turned).toEqual(plain);
    // A list of two has other z-scores.
    expect(other.get("yeast")).not.toBe(plain.get("yeast"));
  });

  it("says the same as the loaded model about rows of one query", async () => {
    const rows = candidates.map(({ answer }) => ({ query: "q", question, answer }));
    const replies = await model.predict(rows);
    const { order } = await ranked({ question, candidates });
    for (const { index, score } of order) expect(replies[index]?.prediction).toBe(score);
    expect((await model.predictTable(answersTable())).rows).toBe(4);
  });

  it("refuses lists that are no lists, too long, of two queries, or with fields of the wrong kind", async () => {
    const codeOf = async (body: unknown): Promise<unknown> => {
      const { status, body: reply } = await call(rank, body);
      return [status, reply["code"]];
    };
    expect(await codeOf({ question })).toEqual([400, "SERVING_BODY_INVALID"]);
    expect(await codeOf({ question, candidates: [] })).toEqual([400, "SERVING_BODY_INVALID"]);
    expect(await codeOf({ question, candidates: Array(6).fill(candidates[0]) })).toEqual([413, "SERVING_TOO_MANY_ROWS"]);
    expect(await codeOf({ question, candidates: ["text"] })).toEqual([400, "SERVING_ROW_INVALID"]);
    expect(await codeOf({ question, candidates: [{ answer: 3 }] })).toEqual([400, "SERVING_ROW_INVALID"]);
    const two = candidates.map((one, at) => ({ ...one, query: `q${at}` }));
    expect(await codeOf({ question, candidates: two })).toEqual([400, "SERVING_BODY_INVALID"]);
  });

  it("is described in OpenAPI", async () => {
    const { body } = await call(rank.replace("/v1/toy-answers/rank", "/openapi.json"));
    expect(Object.keys(body["paths"] as object)).toContain("/v1/toy-answers/rank");
  });
});
