import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { historyPackage, historyStart, purchase } from "../fixtures/history-package.ts";
import { logisticRow } from "../fixtures/logistic-package.ts";
import { call, predictAt, TestServers } from "../fixtures/test-servers.ts";
import { loadModel } from "../model/load-model.ts";
import { writePackage } from "../package/write-package.ts";
import { createServer, type ServerOptions } from "./create-server.ts";

const now = (): number => historyStart + 3 * 24 * 3600 * 1000;
const servers = new TestServers();
beforeAll(() => servers.prepare());
afterEach(() => servers.closeServers());
afterAll(() => servers.remove());
const start = (options: Partial<ServerOptions> = {}): Promise<string> => servers.start(options);

test("one row is answered as `predict` answers it, with request id, version and latency", async () => {
  const url = await start();
  const { status, body, headers } = await call(predictAt(url), logisticRow(1), { "x-request-id": "order-7" });
  const [expected] = await servers.model.predict([logisticRow(1)]);
  expect([status, headers.get("content-type")]).toEqual([200, "application/json; charset=utf-8"]);
  expect(body).toEqual({ ...expected, requestId: "order-7", modelVersion: servers.model.version, latencyMs: expect.any(Number) });
});

test("several rows are answered in their order; none are answered with none", async () => {
  const url = await start();
  const rows = Array.from({ length: 600 }, (_, i) => logisticRow(i));
  const { status, body } = await call(predictAt(url), { rows });
  expect(status).toBe(200);
  expect(body["replies"]).toEqual(await servers.model.predict(rows));
  expect((await call(predictAt(url), { rows: [] })).body["replies"]).toEqual([]);
});

test("what the system's reply adds is in the reply; its exception is a 500 without a stack", async () => {
  const url = await start({ reply: (row, { prediction }) => ({ note: `${row["country"]} ${prediction > 2}` }) });
  expect((await call(predictAt(url), { ...logisticRow(), country: "BE" })).body["note"]).toBe("BE false");
  const failures: string[] = [];
  const broken = await start({
    reply: () => {
      throw new Error("boom");
    },
    onFailure: (error, id) => failures.push(`${error.code} ${id}`),
  });
  const { status, body } = await call(predictAt(broken), logisticRow(), { "x-request-id": "r1" });
  expect([status, body]).toEqual([
    500,
    { code: "SERVING_REPLY_FAILED", problem: expect.stringContaining("boom"), fix: expect.any(String), requestId: "r1" },
  ]);
  expect(JSON.stringify(body)).not.toMatch(/\bat .*:\d+/);
  expect(failures).toEqual(["SERVING_REPLY_FAILED r1"]);
});

test("a failure that nobody foresaw tells the client nothing of the inside", async () => {
  const model = servers.model;
  const url = await start({
    model: {
      ...model,
      parts: {
        ...model.parts,
        score: async () => {
          throw new Error("secret path /etc");
        },
      },
    },
  });
  const { status, body } = await call(predictAt(url), logisticRow());
  expect([status, body["code"]]).toEqual([500, "SERVING_INTERNAL"]);
  expect(JSON.stringify(body)).not.toContain("/etc");
});

test.each<[string, unknown, number, string, RegExp]>([
  ["a missing field", Object.fromEntries(Object.entries(logisticRow()).slice(1)), 400, "SERVING_ROW_INVALID", /"amount" is missing/],
  ["an extra field", { ...logisticRow(), ammount: 1 }, 400, "SERVING_ROW_INVALID", /"ammount"/],
  ["a wrong type", { ...logisticRow(), amount: "1" }, 400, "SERVING_ROW_INVALID", /"amount" is "1"/],
  ["a wrong row among several", { rows: [logisticRow(), 5] }, 400, "SERVING_ROW_INVALID", /row 1 is 5/],
  [
    "infinity in JSON",
    JSON.stringify(logisticRow()).replace(/"hour":[^,]+/, '"hour":1e999'),
    400,
    "SERVING_ROW_INVALID",
    /"hour" is Infinity/,
  ],
  ["no JSON", "{amount: 1}", 400, "SERVING_BODY_INVALID", /not JSON/],
  ["an empty body", "", 400, "SERVING_BODY_INVALID", /empty/],
  ["a list", [logisticRow()], 400, "SERVING_BODY_INVALID", /an array/],
  ["null", "null", 400, "SERVING_BODY_INVALID", /null/],
  ["rows and something else", { rows: [], verbose: true }, 400, "SERVING_BODY_INVALID", /"verbose"/],
  ["bytes that are not UTF-8", Uint8Array.of(123, 34, 255, 34, 125), 400, "SERVING_BODY_INVALID", /UTF-8/],
])("a request with %s gets status, code, problem and fix", async (_what, body, status, code, problem) => {
  const answer = await call(predictAt(await start()), body);
  expect([answer.status, answer.body["code"]]).toEqual([status, code]);
  expect(answer.body).toEqual({
    code,
    problem: expect.stringMatching(problem),
    fix: expect.stringMatching(/\w/),
    requestId: expect.any(String),
  });
});

test("unknown systems, routes and methods are named, with what was meant", async () => {
  const url = await start();
  expect((await call(`${url}/v1/toy-frod/predict`, logisticRow())).body).toMatchObject({
    code: "SERVING_SYSTEM_UNKNOWN",
    fix: 'Did you mean "toy-fraud"?',
  });
  const route = await call(`${url}/v1/toy-fraud/predicts`, logisticRow());
  expect([route.status, route.body["code"], route.body["fix"]]).toEqual([
    404,
    "SERVING_ROUTE_UNKNOWN",
    'Did you mean "/v1/toy-fraud/predict"?',
  ]);
  const method = await call(predictAt(url));
  expect([method.status, method.body["code"], method.headers.get("allow")]).toEqual([405, "SERVING_METHOD_NOT_ALLOWED", "POST"]);
  expect((await call(`${url}/%zz`)).body["code"]).toBe("SERVING_REQUEST_MALFORMED");
});

test("many clients at once each get the answer to their own row", async () => {
  const url = predictAt(await start());
  const rows = Array.from({ length: 400 }, (_, i) => logisticRow(i));
  const expected = await servers.model.predict(rows);
  const answers = await Promise.all(rows.map((row) => call(url, row)));
  expect(answers.map((answer) => answer.body["prediction"])).toEqual(expected.map((reply) => reply.prediction));
});

test("with a secret every door but health asks for it", async () => {
  const url = await start({ secret: "s3cret" });
  const open = ["/v2/health/live", "/v2/health/ready", "/ping", "/health"];
  const closed = [
    "/docs",
    "/openapi.json",
    "/metrics",
    "/v2",
    "/v2/models/toy-fraud",
    "/v2/models/toy-fraud/ready",
    "/version",
    "/nothing",
  ];
  for (const path of open) expect([path, (await call(url + path)).status]).toEqual([path, 200]);
  for (const path of closed) {
    const { status, headers } = await call(url + path);
    expect([path, status, headers.get("www-authenticate")]).toEqual([path, 401, 'Bearer realm="millwright"']);
  }
  for (const path of ["/v1/toy-fraud/predict", "/invocations", "/v2/models/toy-fraud/infer"])
    expect((await call(url + path, logisticRow())).status).toBe(401);
  expect((await call(predictAt(url), logisticRow(), { authorization: "Bearer wrong" })).status).toBe(401);
  expect((await call(predictAt(url), logisticRow(), { authorization: "Bearer s3cret" })).status).toBe(200);
});

test("an address that others reach is refused without a secret, a taken port with the reason", async () => {
  expect(() => createServer({ model: servers.model, host: "0.0.0.0" })).toThrow(/SERVING_SECRET_NEEDED/);
  const { port } = new URL(await start());
  await expect(start({ port: Number(port) })).rejects.toThrow(new RegExp(`SERVING_LISTEN_FAILED: port ${port} of 127.0.0.1 is taken`));
});

test("labels are recorded where there is a history, and predicted rows become part of it", async () => {
  await writePackage(join(servers.folder, "history"), historyPackage("bought"));
  const url = await start({ model: await loadModel(join(servers.folder, "history"), { now }) });
  const path = `${url}/v1/toy-history/predict`;
  expect((await call(`${path}?observe=false`, purchase("a", 2))).body["prediction"]).toBe(3);
  expect((await call(path, purchase("a", 2))).body["prediction"]).toBe(3);
  expect((await call(path, { rows: [purchase("a", 2), purchase("a", 2)] })).body["replies"]).toEqual([
    { prediction: 4 },
    { prediction: 5 },
  ]);
  const labels = { labels: [{ row: purchase("a", 2), values: { fraud: true } }] };
  expect((await call(`${url}/v1/toy-history/labels`, labels)).body["recorded"]).toBe(1);
  expect((await call(`${url}/v1/toy-history/labels`, { labels: [{ row: {} }] })).body["code"]).toBe("SERVING_BODY_INVALID");
  expect((await call(`${url}/v1/toy-history/labels`, {})).body["code"]).toBe("SERVING_BODY_INVALID");
  const { status, body } = await call(path, purchase("a", 400));
  expect([status, body["code"]]).toEqual([400, "SERVING_ROW_INVALID"]);
});

test("labels for a system without history are a 404 with a code", async () => {
  const { status, body } = await call(`${await start()}/v1/toy-fraud/labels`, { labels: [] });
  expect([status, body["code"]]).toEqual([404, "SERVING_NO_HISTORY"]);
});
