import type { ColumnRule } from "../../data/index.ts";
import { feedbackKinds } from "../catalogues/feedback.ts";
import type { Manifest } from "../package/manifest.ts";
import { millwrightVersion } from "../package/versions.ts";
import { exampleRow } from "./example-row.ts";
import { columnSchema, content, errorSchema, protocolPaths, reference, replyAbout, responses, usualFailures } from "./openapi.ts";

type Json = Readonly<Record<string, unknown>>;

const ids: Json = { type: "array", items: { type: "string" }, maxItems: 10_000 };

/** Conditions on columns of the catalogue. */
function whereSchema(columns: readonly ColumnRule[]): Json {
  const bounds = { type: "object", additionalProperties: false, properties: { atLeast: { type: "number" }, atMost: { type: "number" } } };
  const plain = { type: ["string", "number", "boolean"] };
  const condition = { oneOf: [plain, { type: "array", items: plain, minItems: 1, maxItems: 1000 }, bounds] };
  return {
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(columns.map(({ name }) => [name, condition])),
    description: "What an item must be to be found; all conditions must hold.",
  };
}

function querySchema({ signature, finder }: Manifest): Json {
  const required = signature.columns.filter((rule) => rule.optional !== true).map((rule) => rule.name);
  return {
    type: "object",
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required }),
    properties: {
      ...Object.fromEntries(signature.columns.map((rule) => [rule.name, columnSchema(rule)])),
      history: { ...ids, description: "Items that stand in for the known past, oldest first." },
      k: { type: "integer", minimum: 1, maximum: 1000, default: finder?.k ?? 10 },
      personalise: { type: "boolean", default: true, description: "False for the list that a stranger would get." },
      explain: { type: "boolean", default: true, description: "False leaves reasons out." },
      where: whereSchema(finder?.catalogue ?? []),
      exclude: { ...ids, description: "Items that are not wanted." },
    },
    examples: [exampleRow(signature)],
  };
}

const item: Json = {
  type: "object",
  required: ["id", "place", "score"],
  properties: {
    id: { type: "string" },
    place: { type: "integer", minimum: 1 },
    score: { type: "number", description: "Higher is better; comparable within one list." },
    probability: { type: "number", minimum: 0, maximum: 1, description: "That it is right, from finders that know it." },
    reason: { type: "string" },
    because: { type: "array", items: { type: "string" }, description: "Items of the past that speak for it." },
    exploring: { type: "boolean", description: "True where it is tried because it is new." },
  },
};

const list: Json = {
  type: "object",
  required: ["items", "known", "personalised", "shown", "trace"],
  properties: {
    items: { type: "array", items: item },
    known: { type: "boolean", description: "Whether anything was known of the asker." },
    personalised: { type: "boolean" },
    confidence: { type: "number", description: "Score of the best item." },
    shown: { type: "boolean", description: "False where the best item is not sure enough to be shown, or is withheld." },
    withheld: {
      type: "boolean",
      description: "True where it is sure enough and is not shown all the same, to learn what is chosen without it.",
    },
    trace: {
      type: "array",
      items: { type: "object", properties: { stage: { type: "string" }, ms: { type: "number", minimum: 0 } } },
      description: "What each step took.",
    },
  },
};

const event: Json = {
  type: "object",
  additionalProperties: false,
  required: ["item", "kind"],
  properties: {
    asker: { type: ["string", "null"], maxLength: 256 },
    item: { type: "string" },
    kind: { type: "string", enum: feedbackKinds },
    place: { type: "integer", minimum: 1 },
    at: { type: "string", format: "date-time" },
  },
};

function several(name: string, of: Json): Json {
  return { type: "object", additionalProperties: false, required: [name], properties: { [name]: { type: "array", items: of } } };
}

/** Describes a finder's HTTP interface in OpenAPI 3.1, from the package's signature. */
export function catalogueOpenApi(manifest: Manifest, { name, secured }: { readonly name: string; readonly secured: boolean }): Json {
  const example = exampleRow(manifest.signature);
  const find = {
    operationId: "find",
    summary: `Finds the best values of ${manifest.task.target} for one query or several.`,
    requestBody: {
      required: true,
      content: content({ oneOf: [reference("Query"), several("queries", reference("Query"))] }, example),
    },
    responses: responses({ oneOf: [reference("List"), reference("Lists")] }, usualFailures),
  };
  const events = {
    operationId: "events",
    summary: "Records what became of found items; accepted ones join their asker's past, hidden and blocked ones are not found again.",
    requestBody: { required: true, content: content(several("events", event)) },
    responses: responses(
      { type: "object", properties: { recorded: { type: "integer" }, requestId: { type: "string" } } },
      [400, 401, 404, 413, 415, 500, 503],
    ),
  };
  return {
    openapi: "3.1.0",
    info: {
      title: manifest.system.title,
      version: manifest.id.slice(0, 12),
      description: `Lists of ${manifest.task.target} by the finder "${manifest.candidate.name}". Served by Millwright ${millwrightVersion}.`,
    },
    servers: [{ url: "/" }],
    ...(secured ? { security: [{ bearer: [] }] } : {}),
    paths: { [`/v1/${name}/find`]: { post: find }, [`/v1/${name}/events`]: { post: events }, ...protocolPaths(manifest) },
    components: {
      schemas: {
        Query: querySchema(manifest),
        List: { ...list, properties: { ...(list["properties"] as Json), ...replyAbout } },
        Lists: { type: "object", required: ["replies"], properties: { replies: { type: "array", items: list }, ...replyAbout } },
        Error: errorSchema,
      },
      ...(secured ? { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } } : {}),
    },
  };
}
