import { z } from "zod";
import { MillwrightError } from "../../errors/index.ts";
import { rungs } from "../../modeling/index.ts";
import { type Manifest, packageFormat, packageVersion } from "./manifest.ts";
import { identityOf, manifestChecksum, modelHash } from "./package-id.ts";

const share = z.number().min(0).max(1);
const hash = z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits");
const name = z.string().min(1).max(256);
const count = z.number().int().min(0);
/** JSON holds no NaN: what could not be measured is null. */
const measured = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);
const metric = z.object({ value: measured, low: measured, high: measured });

/** Loose: rules that a column may also have are kept as they are. */
const columnRule = z.looseObject({
  name,
  kind: z.enum(["number", "category", "text", "timestamp", "boolean"]),
  nullable: z.boolean(),
  optional: z.boolean().optional(),
  allowed: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  aboveMinimum: z.boolean().optional(),
  belowMaximum: z.boolean().optional(),
  integer: z.boolean().optional(),
  minimumLength: count.optional(),
  maximumLength: count.optional(),
  unique: z.boolean().optional(),
  maximumMissing: share.optional(),
  personal: z.enum(["drop", "pseudonymise"]).optional(),
  unit: z.string().optional(),
  description: z.string().optional(),
});

const window = z.object({
  entity: name,
  time: name,
  aggregate: z.enum(["count", "sum", "mean", "minimum", "maximum"]),
  of: name.optional(),
  overMs: z.number().positive(),
  delayMs: z.number().min(0),
  empty: z.number(),
});

const finder = z.object({
  kind: name,
  settings: z.record(z.string(), z.unknown()),
  asker: name,
  item: name,
  repeats: z.boolean(),
  sameIds: z.boolean(),
  k: z.number().int().min(1).max(10_000),
  items: count,
  askers: count,
  rules: z
    .object({
      where: z.record(name, z.unknown()).optional(),
      atMost: z.object({ column: name, count: z.number().int().min(1) }).optional(),
      shownAtMost: z.number().int().min(1).optional(),
    })
    .optional(),
  explore: z.object({ place: z.number().int().min(1), newBelow: z.number().int().min(1) }).optional(),
  catalogue: z.array(columnRule).max(10_000),
});
const derivation = z.object({ kind: name, columns: z.array(name), settings: z.record(name, z.json()), output: name });

const schema = z.object({
  format: z.literal(packageFormat),
  formatVersion: z.number().int().min(1).max(packageVersion),
  kind: z.enum(["graph", "rule", "finder"]),
  id: hash,
  system: z.object({ name: name.regex(/^[a-z0-9][a-z0-9-]*$/, "kebab case"), title: z.string() }),
  candidate: z.object({ name, rung: z.enum(rungs) }),
  task: z.object({
    kind: z.enum(["binary", "multiclass", "regression", "ranking", "recommendation", "retrieval", "linkPrediction", "languageModel"]),
    target: name,
    query: name.optional(),
    classes: z.array(z.string()).max(100_000),
  }),
  signature: z.object({
    columns: z.array(columnRule).min(1).max(10_000),
    inputs: z.array(z.object({ name, column: name, encoding: z.enum(["number", "string", "timestamp", "letters", "words"]) })),
    outputs: z.array(name),
    history: z.record(name, window),
    derived: z.record(name, derivation).optional(),
    example: z.record(name, z.unknown()).optional(),
  }),
  finder: finder.optional(),
  policy: z.object({
    showAbove: z.number().optional(),
    withhold: share.optional(),
    threshold: share.optional(),
    costsNote: z.string().optional(),
    deferBelow: share.optional(),
    intervalCoverage: share.optional(),
    listTemperature: z.number().positive().optional(),
  }),
  data: z.object({ source: z.string(), simulated: z.boolean(), fingerprint: z.string(), rows: count }),
  seed: z.number(),
  metrics: z.object({ validation: z.record(name, metric), test: z.record(name, metric) }),
  requirements: z.array(z.object({ name: z.string(), measured, bound: measured, met: z.boolean() })),
  parity: z.object({ rows: count, largestDifference: measured }),
  engines: z.record(name, z.string()),
  files: z.record(name, z.object({ sha256: hash, bytes: count })),
  checksum: hash,
});

/** The first thing that a manifest breaks, with its path. */
function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? "unknown" : `${issue.path.join(".") || "(root)"}: ${issue.message}`;
}

function parseJson(text: string, where: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new MillwrightError(
      "PACKAGE_MANIFEST_INVALID",
      `${where} is not JSON (${(cause as Error).message}).`,
      "Run the system again, or restore the package from a copy.",
      { cause },
    );
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new MillwrightError("PACKAGE_UNKNOWN_FORMAT", `${where} holds no JSON object.`, "Give the directory that `millwright run` wrote.");
}

function checkFormat(raw: Readonly<Record<string, unknown>>, where: string): void {
  const format = raw["format"];
  if (format !== packageFormat) {
    throw new MillwrightError(
      "PACKAGE_UNKNOWN_FORMAT",
      `${where} says format ${JSON.stringify(format) ?? "nothing"}, not "${packageFormat}".`,
      "Give the directory that `millwright run` wrote.",
    );
  }
  const version = raw["formatVersion"];
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1 || version > packageVersion) {
    throw new MillwrightError(
      "PACKAGE_VERSION",
      `${where} has format version ${JSON.stringify(version)}; this release reads 1 to ${packageVersion}.`,
      "Install the release of millwright that wrote it, or run the system again with this one.",
    );
  }
}

/**
 * Reads a manifest: format, version, checksum, schema and id, in this order.
 * @param where - names the file in errors.
 * @throws PACKAGE_MANIFEST_INVALID, PACKAGE_UNKNOWN_FORMAT, PACKAGE_VERSION, PACKAGE_TAMPERED
 */
export function parseManifest(text: string, where: string): Manifest {
  const raw = parseJson(text, where);
  checkFormat(raw, where);
  if (manifestChecksum(raw) !== raw["checksum"]) throw tampered(where, "its checksum does not match its contents");
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    throw new MillwrightError(
      "PACKAGE_MANIFEST_INVALID",
      `${where} breaks the schema at ${firstIssue(parsed.error)}.`,
      "Run the system again to write a whole package.",
    );
  }
  // zod types optional keys as `T | undefined`; absent keys stay absent, so the manifest's stricter type holds.
  const manifest = parsed.data as Manifest;
  if (identityOf(modelHash(manifest.files), raw as unknown as Manifest) !== manifest.id) {
    throw tampered(where, "its id does not follow from its graph, signature, policy and metrics");
  }
  return manifest;
}

function tampered(where: string, what: string): MillwrightError {
  return new MillwrightError(
    "PACKAGE_TAMPERED",
    `${where} was changed after it was written: ${what}.`,
    "Restore the package from a copy, or run the system again.",
  );
}
