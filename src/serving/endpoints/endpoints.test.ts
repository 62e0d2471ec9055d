import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { historyPackage, historyStart } from "../fixtures/history-package.ts";
import { logisticPackage, logisticRow } from "../fixtures/logistic-package.ts";
import { loadModel } from "../model/load-model.ts";
import type { LoadedModel } from "../model/loaded-model.ts";
import type { PackageContents } from "../package/manifest.ts";
import { writePackage } from "../package/write-package.ts";
import { createServer } from "../server/create-server.ts";
import type { ModelServer } from "../server/http-server.ts";

type Body = Record<string, unknown>;
let folder: string;
let server: ModelServer;
let model: LoadedModel;
const rows = [logisticRow(1), { ...logisticRow(2), measure_1: null, online: null }, logisticRow(3)];
const others: ModelServer[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "millwright-endpoints-"));
  await writePackage(join(folder, "logistic"), logisticPackage());
  model = await loadModel(join(folder, "logistic"));
  server = createServer({ model, limits: { lameDuckMs: 0 } });
});
afterAll(async () => {
  await server.close();
  for (const other of others) await other.close();
  await rm(folder, { recursive: true, force: true });
});

/** A server of another package. */
async function serverOf(contents: PackageContents): Promise<ModelServer> {
  const directory = join(folder, contents.system.name);
  await writePackage(directory, contents);
  const other = createServer({ model: await loadModel(directory, { now: () => historyStart }), limits: { lameDuckMs: 0 } });
  others.push(other);
  return other;
}

async function get(url: string, from: ModelServer = server): Promise<{ status: number; body: Body; type: string; text: string }> {
  const response = await from.app.inject({ method: "GET", url });
  const type = String(response.headers["content-type"]);
  return {
    status: response.statusCode,
    type,
    text: response.payload,
    body: type.includes("json") ? (JSON.parse(response.payload) as Body) : {},
  };
}

async function post(url: string, payload: unknown, from: ModelServer = server): Promise<{ status: number; body: Body }> {
  const response = await from.app.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/json" },
    payload: JSON.stringify(payload),
  });
  return { status: response.statusCode, body: JSON.parse(response.payload) as Body };
}

/** Rows as the protocol's tensors. */
function tensors(from: readonly Body[] = rows): Body[] {
  return model.manifest.signature.columns.map(({ name, kind }) => ({
    name,
    shape: [from.length, 1],
    datatype: kind === "number" ? "FP64" : kind === "boolean" ? "BOOL" : "BYTES",
    data: from.map((row) => row[name]),
  }));
}

describe("Open Inference Protocol", () => {
  test("server, health and model describe themselves", async () => {
    expect((await get("/v2")).body).toEqual({ name: "millwright", version: expect.stringMatching(/^\d+\.\d+\.\d+/), extensions: [] });
    expect((await get("/v2/")).status).toBe(200);
    expect((await get("/v2/health/live")).body).toEqual({ live: true });
    expect((await get("/v2/health/ready")).body).toEqual({ live: true, ready: true });
    const described = await get("/v2/models/toy-fraud");
    expect(described.body).toMatchObject({ name: "toy-fraud", versions: [model.version], platform: "onnxruntime_onnx" });
    expect((described.body["inputs"] as Body[])[0]).toEqual({ name: "amount", datatype: "FP64", shape: [-1, 1] });
    expect((described.body["outputs"] as Body[]).map((output) => output["name"])).toEqual([
      "prediction",
      "label",
      "confidence",
      "decision",
    ]);
    expect((await get(`/v2/models/toy-fraud/versions/${model.version}`)).body).toEqual(described.body);
    expect((await get(`/v2/models/toy-fraud/versions/${model.manifest.id}/ready`)).body).toEqual({ name: "toy-fraud", ready: true });
  });

  test("infer answers as predict does, with the request's id", async () => {
    const replies = await model.predict(rows);
    const { status, body } = await post("/v2/models/toy-fraud/infer", { id: "42", inputs: tensors() });
    expect([status, body["id"], body["model_name"], body["model_version"]]).toEqual([200, "42", "toy-fraud", model.version]);
    expect(body["outputs"]).toEqual([
      { name: "prediction", datatype: "FP32", shape: [3, 1], data: replies.map((reply) => reply.prediction) },
      { name: "label", datatype: "BYTES", shape: [3, 1], data: replies.map((reply) => reply.label) },
      { name: "confidence", datatype: "FP32", shape: [3, 1], data: replies.map((reply) => reply.confidence) },
      { name: "decision", datatype: "BYTES", shape: [3, 1], data: replies.map((reply) => reply.decision) },
    ]);
  });

  test("only the outputs that are asked for come back; shapes [N] and nested data are taken", async () => {
    const flat = tensors().map((tensor, i) =>
      i === 0 ? { ...tensor, shape: [3] } : { ...tensor, data: (tensor["data"] as unknown[]).map((value) => [value]) },
    );
    const { status, body } = await post(`/v2/models/toy-fraud/versions/${model.version}/infer`, {
      inputs: flat,
      outputs: [{ name: "label" }],
    });
    expect([status, (body["outputs"] as Body[]).map((output) => output["name"])]).toEqual([200, ["label"]]);
  });

  const [first = {}, ...rest] = [{ name: "amount", shape: [1, 1], datatype: "FP64", data: [1] }];
  test.each<[string, unknown, RegExp]>([
    ["no inputs", {}, /no list "inputs"/],
    ["a missing input", { inputs: [first, ...rest] }, /input "hour" is missing/],
    ["an unknown input", { inputs: [{ ...first, name: "amout" }] }, /no input "amout"\. Did you mean "amount"\?/],
    ["an input twice", { inputs: [first, first] }, /"amount" is there twice/],
    ["a wrong datatype", { inputs: [{ ...first, datatype: "BYTES" }] }, /"amount" has datatype "BYTES"\. Send it as FP64/],
    ["a shape that does not fit", { inputs: [{ ...first, shape: [2, 1] }] }, /has 1 elements for shape \[2, 1\]|is missing/],
    ["no data", { inputs: [{ ...first, data: undefined }] }, /lacks name, datatype, shape or data/],
  ])("an infer request with %s is a 400 whose body is only an error text", async (_what, payload, message) => {
    const { status, body } = await post("/v2/models/toy-fraud/infer", payload);
    expect([status, Object.keys(body)]).toEqual([400, ["error"]]);
    expect(body["error"]).toMatch(message);
    expect(body["error"]).toMatch(/^SERVING_TENSOR_INVALID: /);
  });

  test("shapes, rows and outputs are checked against each other", async () => {
    const short = tensors().map((tensor, i) => (i === 2 ? { ...tensor, shape: [1, 1], data: [1] } : tensor));
    expect((await post("/v2/models/toy-fraud/infer", { inputs: short })).body["error"]).toMatch(/"weekday" has 1 rows, "amount" has 3/);
    const wide = tensors().map((tensor, i) => (i === 0 ? { ...tensor, shape: [1, 3] } : tensor));
    expect((await post("/v2/models/toy-fraud/infer", { inputs: wide })).body["error"]).toMatch(/shape \[1, 3\]/);
    const long = tensors().map((tensor, i) => (i === 0 ? { ...tensor, shape: [4, 1] } : tensor));
    expect((await post("/v2/models/toy-fraud/infer", { inputs: long })).body["error"]).toMatch(/3 elements for shape \[4, 1\]/);
    expect((await post("/v2/models/toy-fraud/infer", { inputs: tensors(), outputs: [{ name: "predicton" }] })).body["error"]).toMatch(
      /Did you mean "prediction"\?/,
    );
    expect((await post("/v2/models/toy-fraud/infer", { inputs: tensors([{ ...logisticRow(), country: "FR" }]) })).body["error"]).toMatch(
      /SERVING_ROW_INVALID.*"FR"/,
    );
  });

  test("other models and versions are a 404 with an error text", async () => {
    for (const url of ["/v2/models/toy-frau", "/v2/models/toy-fraud/versions/1", "/v2/models/other/ready"]) {
      const { status, body } = await get(url);
      expect([url, status, Object.keys(body)]).toEqual([url, 404, ["error"]]);
    }
    expect((await post("/v2/models/toy-frau/infer", {})).body["error"]).toMatch(/Did you mean "toy-fraud"\?/);
  });

  test("binary tensors are refused with 415", async () => {
    const response = await server.app.inject({
      method: "POST",
      url: "/v2/models/toy-fraud/infer",
      headers: { "content-type": "application/json", "inference-header-content-length": "10" },
      payload: "{}",
    });
    expect([response.statusCode, JSON.parse(response.payload)]).toEqual([415, { error: expect.stringContaining("binary tensors") }]);
  });

  test("moments are taken as ISO 8601 text and as milliseconds", async () => {
    const history = await serverOf(historyPackage("bought"));
    const inputs = (datatype: string, time: unknown): Body => ({
      inputs: [
        { name: "card", shape: [1], datatype: "BYTES", data: ["z"] },
        { name: "shop", shape: [1], datatype: "BYTES", data: ["s"] },
        { name: "time", shape: [1], datatype, data: [time] },
      ],
    });
    const count = async (body: Body): Promise<unknown> =>
      ((await post("/v2/models/toy-history/infer", body, history)).body["outputs"] as Body[])[0]?.["data"];
    expect(await count(inputs("BYTES", new Date(historyStart).toISOString()))).toEqual([1]);
    expect(await count(inputs("INT64", historyStart))).toEqual([2]);
  });
});

describe("MLflow's protocol", () => {
  const columns = (): string[] => model.manifest.signature.columns.map(({ name }) => name);
  const values = (): unknown[][] => rows.map((row) => columns().map((name) => (row as Body)[name]));

  test("all four formats give what predict gives", async () => {
    const predictions = await model.predict(rows);
    const asColumns = Object.fromEntries(columns().map((name, i) => [name, values().map((row) => row[i])]));
    const bodies: Body[] = [
      { dataframe_split: { index: [0, 1, 2], columns: columns(), data: values() } },
      { dataframe_records: rows },
      { instances: rows },
      { instances: values() },
      { inputs: asColumns },
      { inputs: Object.fromEntries(Object.entries(asColumns).map(([name, list]) => [name, list.map((value) => [value])])) },
      { inputs: values(), params: {} },
    ];
    for (const body of bodies) expect(await post("/invocations", body)).toEqual({ status: 200, body: { predictions } });
  });

  test.each<[string, unknown, RegExp]>([
    ["none of the formats", { instance: [] }, /the keys \(instance\).*exactly one of.*Did you mean "instances"\?/],
    ["two formats", { instances: [], inputs: [] }, /has instances and inputs/],
    ["something else beside", { instances: [], verbose: 1 }, /"verbose"/],
    ["a split without data", { dataframe_split: { columns: ["amount"] } }, /lists "columns" and "data"/],
    ["a row of the wrong length", { instances: [[1, 2]] }, /row 0 has 2 values for 15 columns/],
    ["columns of different length", { inputs: { amount: [1], hour: [1, 2] } }, /2 values of "hour" and 1 of "amount"/],
    ["a column that is no list", { inputs: { amount: 1 } }, /not all lists/],
    ["records that are no objects", { dataframe_records: [1] }, /row 0 of "dataframe_records" is not an object/],
    ["records that are no list", { dataframe_records: {} }, /not a list/],
  ])("a body with %s is a 400 in MLflow's form, with code, problem and fix", async (_what, payload, message) => {
    const { status, body } = await post("/invocations", payload);
    expect(status).toBe(400);
    expect(body["message"]).toMatch(message);
    expect(body).toMatchObject({
      error_code: "SERVING_BODY_INVALID",
      code: "SERVING_BODY_INVALID",
      problem: expect.any(String),
      fix: expect.any(String),
    });
  });

  test("ping, health and version", async () => {
    expect((await get("/ping")).status).toBe(200);
    expect((await get("/health")).status).toBe(200);
    expect((await get("/version")).text).toMatch(/^\d+\.\d+\.\d+/);
  });
});

test("metrics count by MLServer's names and our own, with routes and not paths as labels", async () => {
  const counted = createServer({ model: { ...model, close: async () => undefined }, limits: { lameDuckMs: 0 } });
  others.push(counted);
  await post("/v1/toy-fraud/predict", rows[0], counted);
  await post("/v1/toy-fraud/predict", { rows }, counted);
  await post("/v1/toy-fraud/predict", {}, counted);
  await get("/some/thing/else", counted);
  const { text, type } = await get("/metrics", counted);
  const labels = `model="toy-fraud",version="${model.version}"`;
  expect(type).toContain("text/plain");
  for (const line of [
    `model_infer_request_success_total{${labels}} 2`,
    `model_infer_request_failure_total{${labels}} 0`,
    `model_infer_request_duration_count{${labels}} 2`,
    'rest_server_requests_total{method="POST",path="/v1/:system/predict",status_code="200"} 2',
    'rest_server_requests_total{method="POST",path="/v1/:system/predict",status_code="400"} 1',
    'rest_server_requests_total{method="GET",path="unknown",status_code="404"} 1',
    `batch_request_queue_sum{${labels}} 4`,
    "millwright_rows_total 4",
    "millwright_ready 1",
    "millwright_queue_rows 0",
  ])
    expect(text.split("\n")).toContain(line);
  expect(text).toMatch(/rest_server_request_duration_seconds_count\{method="POST",path="\/v1\/:system\/predict"\} 3/);
  const decisions = [...text.matchAll(/millwright_decisions_total\{decision="\w+"\} (\d+)/g)].map(([, count]) => Number(count));
  expect(decisions.reduce((sum, count) => sum + count, 0)).toBe(4);
});

/** Every `$ref` and every key called so within a value. */
function references(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === "$ref" ? [String(inner)] : references(inner)));
}

describe("documentation", () => {
  test("the OpenAPI document describes the row with bounds and an example that the server takes", async () => {
    const { status, body } = await get("/openapi.json");
    expect([status, body["openapi"]]).toEqual([200, "3.1.0"]);
    const { schemas } = body["components"] as {
      schemas: Record<string, { properties: Record<string, Body>; examples: Body[]; required: string[]; additionalProperties: boolean }>;
    };
    const row = schemas["Row"];
    expect(row?.required).toEqual(model.manifest.signature.columns.map(({ name }) => name));
    expect(row?.additionalProperties).toBe(false);
    expect(row?.properties["amount"]).toMatchObject({
      type: "number",
      minimum: 0,
      maximum: 100_000,
      description: expect.stringContaining("EUR"),
    });
    expect(row?.properties["measure_1"]).toMatchObject({ type: ["number", "null"] });
    expect(row?.properties["country"]).toMatchObject({ type: "string", enum: ["NL", "BE", "DE"] });
    expect(schemas["Reply"]?.properties["decision"]).toMatchObject({ enum: ["act", "pass", "defer"] });
    expect((await post("/v1/toy-fraud/predict", row?.examples[0])).status).toBe(200);
  });

  test("every reference of the document leads somewhere, and every path is a route", async () => {
    const { body } = await get("/openapi.json");
    for (const reference of references(body)) {
      const target = reference
        .slice(2)
        .split("/")
        .reduce<unknown>((at, key) => (at as Body | undefined)?.[key], body);
      expect([reference, typeof target]).toEqual([reference, "object"]);
    }
    for (const [path, operations] of Object.entries(body["paths"] as Record<string, Body>)) {
      for (const method of Object.keys(operations)) {
        const response = await server.app.inject({ method: method.toUpperCase() as "GET", url: path });
        expect([path, method, [404, 405].includes(response.statusCode)]).toEqual([path, method, false]);
      }
    }
  });

  test("labels are documented only where there is a history, the secret only where there is one", async () => {
    const history = await get("/openapi.json", await serverOf({ ...historyPackage("risk"), system: { name: "toy-labels", title: "Toy" } }));
    expect(Object.keys(history.body["paths"] as Body)).toContain("/v1/toy-labels/labels");
    expect(Object.keys((await get("/openapi.json")).body["paths"] as Body)).not.toContain("/v1/toy-fraud/labels");
    const secured = createServer({ model: { ...model, close: async () => undefined }, secret: "x", limits: { lameDuckMs: 0 } });
    others.push(secured);
    const response = await secured.app.inject({ method: "GET", url: "/openapi.json", headers: { authorization: "Bearer x" } });
    expect(JSON.parse(response.payload)).toMatchObject({
      security: [{ bearer: [] }],
      components: { securitySchemes: { bearer: { scheme: "bearer" } } },
    });
  });

  test("the page loads nothing from elsewhere and its policy allows only its own script", async () => {
    const response = await server.app.inject({ method: "GET", url: "/docs" });
    expect([response.statusCode, response.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect(response.payload).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(response.headers["content-security-policy"]).toMatch(/^default-src 'none'.*script-src 'sha256-/);
    expect(response.payload).toContain("<code>amount</code>");
    expect(response.payload).toContain("act");
  });

  test("titles and descriptions cannot bring HTML along", async () => {
    const contents = logisticPackage();
    const [amount, ...rest] = contents.signature.columns;
    const evil = '<script>alert("1")</script>';
    const other = await serverOf({
      ...contents,
      system: { name: "toy-evil", title: evil },
      policy: { ...contents.policy, costsNote: evil },
      signature: {
        ...contents.signature,
        columns: [...(amount === undefined ? [] : [{ ...amount, description: evil }]), ...rest],
        example: { country: evil },
      },
    });
    const { text } = await get("/docs", other);
    expect(text).not.toContain(evil);
    expect(text).toContain("&lt;script&gt;");
  });
});
