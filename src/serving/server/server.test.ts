import { mkdtemp, rm } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { historyPackage, historyStart, purchase } from "../fixtures/history-package.ts";
import { logisticPackage, logisticRow } from "../fixtures/logistic-package.ts";
import { loadModel } from "../model/load-model.ts";
import type { LoadedModel } from "../model/loaded-model.ts";
import { writePackage } from "../package/write-package.ts";
import { createServer, type ModelServer, type ServerOptions } from "./create-server.ts";

let folder: string;
const models: Record<string, LoadedModel> = {};
const opened: ModelServer[] = [];
const now = (): number => historyStart + 3 * 24 * 3600 * 1000;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "millwright-server-"));
  await writePackage(join(folder, "logistic"), logisticPackage());
  models["logistic"] = await loadModel(join(folder, "logistic"));
});
afterEach(async () => {
  // The logistic model is shared, so the server's own closing of it is held back.
  await Promise.all(opened.splice(0).map((server) => server.close()));
});
afterAll(async () => {
  await models["logistic"]?.close();
  await rm(folder, { recursive: true, force: true });
});

function logistic(): LoadedModel {
  const model = models["logistic"];
  if (model === undefined) throw new Error("not loaded");
  return { ...model, close: async () => undefined };
}

async function start(options: Partial<ServerOptions> = {}): Promise<string> {
  const server = createServer({ model: logistic(), port: 0, ...options, limits: { lameDuckMs: 0, ...options.limits } });
  opened.push(server);
  return server.listen();
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Tests look into replies of any shape.
  readonly body: Record<string, unknown>;
}

async function call(url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(
    url,
    body === undefined
      ? { headers }
      : {
          method: "POST",
          headers: { "content-type": "application/json", ...headers },
          body: (body instanceof Uint8Array || typeof body === "string" ? body : JSON.stringify(body)) as NonNullable<RequestInit["body"]>,
        },
  );
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: response.headers.get("content-type")?.includes("json") ? (JSON.parse(text) as Record<string, unknown>) : { text },
  };
}

const predictAt = (url: string): string => `${url}/v1/toy-fraud/predict`;

test("one row is answered as `predict` answers it, with request id, version and latency", async () => {
  const url = await start();
  const { status, body, headers } = await call(predictAt(url), logisticRow(1), { "x-request-id": "order-7" });
  const [expected] = await logistic().predict([logisticRow(1)]);
  expect([status, headers.get("content-type")]).toEqual([200, "application/json; charset=utf-8"]);
  expect(body).toEqual({ ...expected, requestId: "order-7", modelVersion: logistic().version, latencyMs: expect.any(Number) });
});

test("several rows are answered in their order; none are answered with none", async () => {
  const url = await start();
  const rows = Array.from({ length: 600 }, (_, i) => logisticRow(i));
  const { status, body } = await call(predictAt(url), { rows });
  expect(status).toBe(200);
  expect(body["replies"]).toEqual(await logistic().predict(rows));
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
  const model = logistic();
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

test("other content types and encodings are refused with 415", async () => {
  const url = predictAt(await start());
  expect((await call(url, "a=1", { "content-type": "application/x-www-form-urlencoded" })).body["code"]).toBe("SERVING_CONTENT_TYPE");
  const encoded = await call(url, logisticRow(), { "content-encoding": "zstd" });
  expect([encoded.status, encoded.body["problem"]]).toEqual([415, 'the content encoding "zstd" is not known.']);
});

test.each([
  ["gzip", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
] as const)("a body in %s is read", async (encoding, compress) => {
  const url = predictAt(await start());
  const answer = await call(url, compress(JSON.stringify(logisticRow(1))), { "content-encoding": encoding });
  expect([answer.status, answer.body["prediction"]]).toEqual([200, (await logistic().predict([logisticRow(1)]))[0]?.prediction]);
});

test("a broken compressed body is a 400", async () => {
  const url = predictAt(await start());
  const whole = gzipSync(JSON.stringify(logisticRow()));
  expect((await call(url, whole.subarray(0, 60), { "content-encoding": "gzip" })).body["code"]).toBe("SERVING_BODY_INVALID");
  expect((await call(url, "hello", { "content-encoding": "gzip" })).body["code"]).toBe("SERVING_BODY_INVALID");
});

/** Sends a body in parts, so that the server cannot know its length. */
function stream(
  url: string,
  chunks: Iterable<Uint8Array>,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: "POST", headers: { "content-type": "application/json", ...headers } }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Record<string, unknown> }));
    });
    request.on("error", reject);
    for (const chunk of chunks) request.write(chunk);
    request.end();
  });
}

test("a body of 100 MB is refused with 413, whether its length is told or not, and the server stays well", async () => {
  const url = await start();
  const before = process.memoryUsage.rss();
  const told = await call(predictAt(url), Buffer.alloc(100e6, 32));
  const megabyte = Buffer.alloc(1e6, 32);
  const untold = await stream(
    predictAt(url),
    Array.from({ length: 100 }, () => megabyte),
  );
  for (const { status, body } of [told, untold]) expect([status, body["code"]]).toEqual([413, "SERVING_BODY_TOO_LARGE"]);
  expect((await call(predictAt(url), logisticRow())).status).toBe(200);
  expect(process.memoryUsage.rss() - before).toBeLessThan(600e6);
});

test("a gzip bomb is stopped early: 1 MB that would unfold to 1 GB", async () => {
  const url = await start({ limits: { bodyBytes: 1e6 } });
  const member = gzipSync(Buffer.alloc(1e7, 32));
  // gzip members one behind the other unfold one behind the other.
  const bomb = Buffer.concat(Array.from({ length: 100 }, () => member));
  expect(bomb.length).toBeLessThan(2e6);
  const started = performance.now();
  const { status, body } = await call(predictAt(url), bomb, { "content-encoding": "gzip" });
  expect([status, body["problem"]]).toEqual([413, "the body exceeds 1000000 bytes after decompression."]);
  // Unfolding all of it takes seconds.
  expect(performance.now() - started).toBeLessThan(1000);
  expect((await call(predictAt(url), logisticRow())).status).toBe(200);
});

test("more rows than one request may hold are refused with 413", async () => {
  const url = await start({ limits: { requestRows: 2 } });
  const { status, body } = await call(predictAt(url), { rows: [1, 2, 3].map(logisticRow) });
  expect([status, body["code"]]).toEqual([413, "SERVING_TOO_MANY_ROWS"]);
});

/** A model whose runs wait until they are let go. */
function gated(): { model: LoadedModel; letGo: () => void; started: () => boolean } {
  const model = logistic();
  let open: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let began = false;
  const score: LoadedModel["parts"]["score"] = async (rows) => {
    began = true;
    await gate;
    return model.parts.score(rows);
  };
  return { model: { ...model, parts: { ...model.parts, score } }, letGo: () => open?.(), started: () => began };
}

test("when the queue is full, requests get 429 with Retry-After, and those in it their answers", async () => {
  const { model, letGo, started } = gated();
  const url = await start({ model, limits: { queueRows: 4 } });
  const first = call(predictAt(url), logisticRow(0));
  while (!started()) await new Promise((resolve) => setTimeout(resolve, 1));
  const answers = Array.from({ length: 10 }, (_, i) => call(predictAt(url), logisticRow(i)));
  const settled = Promise.all(answers);
  await expect.poll(async () => (await call(`${url}/metrics`)).body["text"]).toContain("millwright_queue_rows 4");
  await expect
    .poll(async () => (await call(`${url}/metrics`)).body["text"])
    .toMatch(/millwright_errors_total\{code="SERVING_QUEUE_FULL"\} 6/);
  letGo();
  const results = await settled;
  expect((await first).status).toBe(200);
  expect(results.map((answer) => answer.status).sort()).toEqual([...Array(4).fill(200), ...Array(6).fill(429)]);
  const refused = results.find((answer) => answer.status === 429);
  expect([refused?.body["code"], refused?.headers.get("retry-after")]).toEqual(["SERVING_QUEUE_FULL", "1"]);
});

test("a prediction that takes too long is a 504", async () => {
  const { model, letGo } = gated();
  const url = await start({ model, limits: { predictMs: 30 } });
  const { status, body } = await call(predictAt(url), logisticRow());
  letGo();
  expect([status, body["code"]]).toEqual([504, "SERVING_TIMEOUT"]);
});

test("a request that never arrives whole is answered with 408 and its connection closed", async () => {
  const url = new URL(await start({ limits: { receiveMs: 300 } }));
  const text = await new Promise<string>((resolve) => {
    const socket = connect(Number(url.port), url.hostname, () =>
      socket.write("POST /v1/toy-fraud/predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"),
    );
    let received = "";
    socket.on("data", (part) => {
      received += String(part);
    });
    socket.on("close", () => resolve(received));
  });
  expect(text).toMatch(/^HTTP\/1\.1 408 /);
  expect(text).toContain("SERVING_REQUEST_MALFORMED");
});

test("bytes that are no HTTP get a 400 in JSON; a client that leaves is forgotten", async () => {
  const url = new URL(await start());
  const text = await new Promise<string>((resolve) => {
    const socket = connect(Number(url.port), url.hostname, () => socket.write("HELLO\r\n\r\n"));
    let received = "";
    socket.on("data", (part) => {
      received += String(part);
    });
    socket.on("close", () => resolve(received));
  });
  expect(text).toMatch(/^HTTP\/1\.1 400 [\s\S]*SERVING_REQUEST_MALFORMED/);
  const leaving = connect(Number(url.port), url.hostname, () =>
    leaving.write("POST /v1/toy-fraud/predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"),
  );
  await expect.poll(() => opened[0]?.state.active).toBe(1);
  leaving.destroy();
  await expect.poll(() => opened[0]?.state.active).toBe(0);
});

test("many clients at once each get the answer to their own row", async () => {
  const url = predictAt(await start());
  const rows = Array.from({ length: 400 }, (_, i) => logisticRow(i));
  const expected = await logistic().predict(rows);
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
  expect(() => createServer({ model: logistic(), host: "0.0.0.0" })).toThrow(/SERVING_SECRET_NEEDED/);
  const { port } = new URL(await start());
  await expect(start({ port: Number(port) })).rejects.toThrow(new RegExp(`SERVING_LISTEN_FAILED: port ${port} of 127.0.0.1 is taken`));
});

test("labels are recorded where there is a history, and predicted rows become part of it", async () => {
  await writePackage(join(folder, "history"), historyPackage("bought"));
  const url = await start({ model: await loadModel(join(folder, "history"), { now }) });
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

test("closing turns readiness off at once and then waits for what is under way", async () => {
  const { model, letGo, started } = gated();
  const server = createServer({ model, port: 0, limits: { lameDuckMs: 50 } });
  const url = await server.listen();
  const answer = call(predictAt(url), logisticRow(1));
  while (!started()) await new Promise((resolve) => setTimeout(resolve, 1));
  const closing = server.close();
  expect(server.state.ready).toBe(false);
  const ready = await call(`${url}/v2/health/ready`);
  expect([ready.status, ready.body, ready.headers.get("connection")]).toEqual([503, { live: true, ready: false }, "close"]);
  expect((await call(`${url}/ping`)).body["code"]).toBe("SERVING_DRAINING");
  letGo();
  expect((await answer).status).toBe(200);
  await closing;
  await expect(call(`${url}/v2/health/live`)).rejects.toThrow();
});

test("a run that never ends does not hold the door open for ever", async () => {
  const { model } = gated();
  const server = createServer({ model, port: 0, limits: { lameDuckMs: 0, drainMs: 100 } });
  const url = await server.listen();
  const answer = call(predictAt(url), logisticRow()).catch((error: Error) => error);
  await expect.poll(() => server.state.active).toBe(1);
  await server.close();
  expect(await answer).toBeInstanceOf(Error);
});
