import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { brotliCompressSync, deflateSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { logisticRow } from "../fixtures/logistic-package.ts";
import { call, gated, predictAt, TestServers } from "../fixtures/test-servers.ts";
import { createServer, type ServerOptions } from "./create-server.ts";

const servers = new TestServers();
beforeAll(() => servers.prepare());
afterEach(() => servers.closeServers());
afterAll(() => servers.remove());
const start = (options: Partial<ServerOptions> = {}): Promise<string> => servers.start(options);

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
  expect([answer.status, answer.body["prediction"]]).toEqual([200, (await servers.model.predict([logisticRow(1)]))[0]?.prediction]);
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
  const processorTime = (since?: NodeJS.CpuUsage): number => process.cpuUsage(since).user;
  const before = process.cpuUsage();
  const { status, body } = await call(predictAt(url), bomb, { "content-encoding": "gzip" });
  const spent = processorTime(before);
  expect([status, body["problem"]]).toEqual([413, "the body exceeds 1000000 bytes after decompression."]);
  const tenth = process.cpuUsage();
  for (let i = 0; i < 10; i++) gunzipSync(member);
  // Unfolding all of it costs ten times this.
  expect(spent).toBeLessThan(5 * processorTime(tenth));
  expect((await call(predictAt(url), logisticRow())).status).toBe(200);
});

test("more rows than one request may hold are refused with 413", async () => {
  const url = await start({ limits: { requestRows: 2 } });
  const { status, body } = await call(predictAt(url), { rows: [1, 2, 3].map(logisticRow) });
  expect([status, body["code"]]).toEqual([413, "SERVING_TOO_MANY_ROWS"]);
});

test("when the queue is full, requests get 429 with Retry-After, and those in it their answers", async () => {
  const { model, letGo, started } = gated(servers.model);
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
  const { model, letGo } = gated(servers.model);
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
  await expect.poll(() => servers.opened[0]?.state.active).toBe(1);
  leaving.destroy();
  await expect.poll(() => servers.opened[0]?.state.active).toBe(0);
});

test("closing turns readiness off at once and then waits for what is under way", async () => {
  const { model, letGo, started } = gated(servers.model);
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
  const { model } = gated(servers.model);
  const server = createServer({ model, port: 0, limits: { lameDuckMs: 0, drainMs: 100 } });
  const url = await server.listen();
  const answer = call(predictAt(url), logisticRow()).catch((error: Error) => error);
  await expect.poll(() => server.state.active).toBe(1);
  await server.close();
  expect(await answer).toBeInstanceOf(Error);
});
