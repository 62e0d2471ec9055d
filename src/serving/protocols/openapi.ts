import type { ColumnRule } from "../../data/index.ts";
import { hasClasses } from "../../modeling/index.ts";
import { allowedValues } from "../model/row-check.ts";
import type { Manifest } from "../package/manifest.ts";
import { millwrightVersion } from "../package/versions.ts";
import { exampleRow } from "./example-row.ts";
import { outputMetadata } from "./open-inference.ts";

type Json = Readonly<Record<string, unknown>>;

/** Drops undefined keys. */
function defined(schema: Record<string, unknown>): Json {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}

function valueSchema(rule: ColumnRule): Record<string, unknown> {
  switch (rule.kind) {
    case "number":
      return {
        type: rule.integer === true ? "integer" : "number",
        [rule.aboveMinimum === true ? "exclusiveMinimum" : "minimum"]: rule.minimum,
        [rule.belowMaximum === true ? "exclusiveMaximum" : "maximum"]: rule.maximum,
      };
    case "boolean":
      return { type: "boolean" };
    case "timestamp":
      return { type: "string", format: "date-time" };
    default:
      return rule.allowed === undefined
        ? { type: "string", minLength: rule.minimumLength, maxLength: rule.maximumLength ?? (rule.kind === "category" ? 256 : undefined) }
        : { type: "string", enum: rule.allowed };
  }
}

/** One column as JSON Schema 2020-12. */
export function columnSchema(rule: ColumnRule): Json {
  const { type, enum: values, ...rest } = valueSchema(rule);
  const unit = rule.unit === undefined ? "" : ` Unit: ${rule.unit}.`;
  return defined({
    type: rule.nullable ? [type, "null"] : type,
    enum: Array.isArray(values) && rule.nullable ? [...values, null] : values,
    ...rest,
    description: `${rule.description ?? rule.name}.${unit} Takes ${allowedValues(rule)}.`.replace(/\.\./g, "."),
  });
}

function rowSchema({ signature }: Manifest): Json {
  return {
    type: "object",
    additionalProperties: false,
    required: signature.columns.filter((rule) => rule.optional !== true).map((rule) => rule.name),
    properties: Object.fromEntries(signature.columns.map((rule) => [rule.name, columnSchema(rule)])),
    examples: [exampleRow(signature)],
  };
}

function replySchema({ task, policy, signature }: Manifest, extended: boolean): Json {
  const share = { type: "number", minimum: 0, maximum: 1 };
  const classes = hasClasses(task.kind);
  const interval = signature.outputs.includes("low");
  const decides = policy.deferBelow !== undefined || (task.kind === "binary" && policy.threshold !== undefined);
  return {
    type: "object",
    additionalProperties: extended,
    required: ["prediction"],
    properties: defined({
      prediction: classes
        ? {
            ...share,
            description: task.kind === "binary" ? `Probability of ${task.target} = ${task.classes[1]}.` : "Probability of the label.",
          }
        : { type: "number", description: `The predicted ${task.target}.` },
      label: classes ? { type: "string", ...(task.classes.length <= 200 ? { enum: task.classes } : {}) } : undefined,
      probabilities:
        task.kind === "multiclass"
          ? { type: "object", additionalProperties: share, description: "The most probable classes, five at most." }
          : undefined,
      low: interval ? { type: "number" } : undefined,
      high: interval ? { type: "number" } : undefined,
      confidence: classes || interval ? share : undefined,
      decision: decides
        ? { type: "string", enum: ["act", "pass", "defer"], description: policy.costsNote ?? "What the policy does." }
        : undefined,
    }),
  };
}

/** What every reply says of itself. */
export const replyAbout: Json = {
  requestId: { type: "string" },
  modelVersion: { type: "string" },
  latencyMs: { type: "number", minimum: 0 },
};

/** The body of every failure. */
export const errorSchema: Json = {
  type: "object",
  required: ["code", "problem", "fix"],
  properties: {
    code: { type: "string", examples: ["SERVING_ROW_INVALID"] },
    problem: { type: "string" },
    fix: { type: "string" },
    requestId: { type: "string" },
  },
};

/** A schema by its name. */
export const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
/** A JSON body. */
export const content = (schema: Json, example?: unknown): Json => ({
  "application/json": example === undefined ? { schema } : { schema, example },
});

/** Responses of a route: the success and the failures that any request can meet. */
export function responses(schema: Json, failures: readonly number[]): Json {
  const meaning: Readonly<Record<number, string>> = {
    400: "The request does not fit.",
    401: "The secret is missing or wrong.",
    404: "There is no such system, version or history.",
    413: "The body or the number of rows is too large.",
    415: "The content type or encoding is not taken.",
    429: "Too much is waiting; Retry-After says when to come again.",
    500: "The server or the system's code failed.",
    503: "The server is shutting down.",
    504: "The prediction was not ready in time.",
  };
  const failed = failures.map((status) => [String(status), { description: meaning[status], content: content(reference("Error")) }]);
  return { "200": { description: "Success.", content: content(schema) }, ...Object.fromEntries(failed) };
}

/** Failures that any request can meet. */
export const usualFailures: readonly number[] = [400, 401, 404, 413, 415, 429, 500, 503, 504];

function predictPath(manifest: Manifest): Json {
  const row = exampleRow(manifest.signature);
  return {
    post: {
      operationId: "predict",
      summary: `Predicts ${manifest.task.target} for one row or several.`,
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: {
              oneOf: [
                reference("Row"),
                {
                  type: "object",
                  additionalProperties: false,
                  required: ["rows"],
                  properties: { rows: { type: "array", items: reference("Row") } },
                },
              ],
            },
            examples: { "one row": { value: row }, "several rows": { value: { rows: [row, row] } } },
          },
        },
      },
      responses: responses({ oneOf: [reference("Reply"), reference("Replies")] }, usualFailures),
    },
  };
}

/** A ranked list, as `POST /v1/<system>/rank` answers. */
const rankedList: Json = {
  type: "object",
  required: ["order", "cost"],
  properties: {
    order: {
      type: "array",
      description: "Best first.",
      items: {
        type: "object",
        required: ["index", "score", "why"],
        properties: {
          index: { type: "integer", minimum: 0, description: "Place of the candidate in the request." },
          id: { description: "As it was sent." },
          score: { type: "number", description: "Orders the candidates of this list; means nothing beside other lists." },
          p: { type: "number", minimum: 0, maximum: 1, description: "Probability of being the best of this list." },
          why: {
            type: "array",
            description: "For the first ten: how much the score rises by its own value of a column against the list's median.",
            items: { type: "object", properties: { column: { type: "string" }, effect: { type: "number" } } },
          },
        },
      },
    },
    cost: {
      type: "object",
      properties: {
        candidates: { type: "integer" },
        evaluations: { type: "integer", description: "Rows that went through the model, those for the reasons included." },
        milliseconds: { type: "number" },
        millisecondsPerCandidate: { type: "number" },
      },
    },
    requestId: { type: "string" },
    modelVersion: { type: "string" },
  },
};

function rankPath(manifest: Manifest): Json {
  const candidate = { type: "object", description: "Fields of a row that differ between candidates, and an id that is sent back." };
  const { [manifest.task.query ?? ""]: _, ...row } = exampleRow(manifest.signature);
  return {
    post: {
      operationId: "rank",
      summary: "Orders the candidates of one query, best first.",
      parameters: [{ name: "why", in: "query", schema: { type: "boolean", default: true }, description: "false leaves the reasons out." }],
      requestBody: {
        required: true,
        content: content(
          {
            type: "object",
            required: ["candidates"],
            description: "Fields that all candidates share, and the candidates.",
            properties: { candidates: { type: "array", minItems: 1, items: candidate } },
          },
          { candidates: [row, row] },
        ),
      },
      responses: responses(rankedList, usualFailures),
    },
  };
}

function labelsPath(): Json {
  const label = {
    type: "object",
    required: ["row", "values"],
    properties: {
      row: { type: "object", description: "The row's entities and time." },
      values: { type: "object", description: "Truths by column." },
    },
  };
  return {
    post: {
      operationId: "labels",
      summary: "Records truths that came late, for columns that aggregate an entity's past.",
      requestBody: {
        required: true,
        content: content({ type: "object", required: ["labels"], properties: { labels: { type: "array", items: label } } }),
      },
      responses: responses(
        {
          type: "object",
          properties: { recorded: { type: "integer", description: "Values that found their row." }, requestId: { type: "string" } },
        },
        [400, 401, 404, 413, 415, 500, 503],
      ),
    },
  };
}

function get(operationId: string, summary: string, failures: readonly number[], type = "application/json"): Json {
  const failed = Object.fromEntries(
    failures.map((status) => [
      String(status),
      { description: status === 503 ? "Not ready." : "The secret is missing or wrong.", content: content(reference("Error")) },
    ]),
  );
  return { get: { operationId, summary, responses: { "200": { description: "Success.", content: { [type]: {} } }, ...failed } } };
}

/** Routes of the standard protocols. */
export function protocolPaths(manifest: Manifest): Json {
  const name = manifest.system.name;
  const outputs = outputMetadata(manifest)
    .map((output) => output.name)
    .join(", ");
  const post = (operationId: string, summary: string): Json => ({
    post: {
      operationId,
      summary,
      requestBody: { required: true, content: { "application/json": { schema: { type: "object" } } } },
      responses: responses({ type: "object" }, usualFailures),
    },
  });
  return {
    "/v2": get("server", "Open Inference Protocol: the server.", [401]),
    "/v2/health/live": get("live", "True while the process answers. Needs no secret.", []),
    "/v2/health/ready": get("ready", "200 while the server takes work, 503 from the first signal to stop on. Needs no secret.", [503]),
    [`/v2/models/${name}`]: get("model", "Open Inference Protocol: the model's tensors.", [401]),
    [`/v2/models/${name}/ready`]: get("modelReady", "Open Inference Protocol: whether the model takes work.", [401, 503]),
    [`/v2/models/${name}/infer`]: post("infer", `Open Inference Protocol: one tensor per column; gives ${outputs}.`),
    "/invocations": post("invocations", "MLflow's scoring protocol: exactly one of dataframe_split, dataframe_records, instances, inputs."),
    "/ping": get("ping", "As MLflow's. Needs no secret.", [503]),
    "/version": get("version", "Millwright's version.", [401], "text/plain"),
    "/metrics": get("metrics", "Prometheus metrics.", [401], "text/plain"),
  };
}

/** Describes the server's HTTP interface in OpenAPI 3.1, from the package's signature. */
export function openApi(
  manifest: Manifest,
  settings: { readonly extended: boolean; readonly secured: boolean; readonly hasHistory: boolean },
): Json {
  const { name, title } = manifest.system;
  const reply = replySchema(manifest, settings.extended);
  const single = { ...reply, properties: { ...(reply["properties"] as Json), ...replyAbout } };
  return {
    openapi: "3.1.0",
    info: {
      title,
      version: manifest.id.slice(0, 12),
      description: `Predictions of ${manifest.task.target} by the model "${manifest.candidate.name}". Served by Millwright ${millwrightVersion}.`,
    },
    servers: [{ url: "/" }],
    ...(settings.secured ? { security: [{ bearer: [] }] } : {}),
    paths: {
      [`/v1/${name}/predict`]: predictPath(manifest),
      ...(manifest.task.kind === "ranking" ? { [`/v1/${name}/rank`]: rankPath(manifest) } : {}),
      ...(settings.hasHistory ? { [`/v1/${name}/labels`]: labelsPath() } : {}),
      ...protocolPaths(manifest),
    },
    components: {
      schemas: {
        Row: rowSchema(manifest),
        Reply: single,
        Replies: { type: "object", required: ["replies"], properties: { replies: { type: "array", items: reply }, ...replyAbout } },
        Error: errorSchema,
      },
      ...(settings.secured ? { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } } : {}),
    },
  };
}
