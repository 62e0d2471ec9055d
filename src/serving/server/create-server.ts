import { docsEndpoint } from "../endpoints/docs.ts";
import { healthEndpoint, modelReadyEndpoint } from "../endpoints/health.ts";
import { inferEndpoint } from "../endpoints/infer.ts";
import { invocationsEndpoint } from "../endpoints/invocations.ts";
import { labelsEndpoint } from "../endpoints/labels.ts";
import { metricsEndpoint } from "../endpoints/metrics.ts";
import { modelMetadataEndpoint } from "../endpoints/model-metadata.ts";
import { openApiEndpoint } from "../endpoints/openapi.ts";
import { pingEndpoint } from "../endpoints/ping.ts";
import { predictEndpoint } from "../endpoints/predict.ts";
import { rankEndpoint } from "../endpoints/rank.ts";
import type { LoadedModel, ReplyExtension } from "../model/loaded-model.ts";
import { Batcher } from "./batcher.ts";
import { type DoorOptions, httpServer, type ModelServer, type ServiceParts } from "./http-server.ts";
import { serverMetrics } from "./metrics.ts";
import type { Endpoint, Service } from "./service.ts";

/** What is served, and where. */
export interface ServerOptions extends DoorOptions {
  readonly model: LoadedModel;
  /** The system's name in routes; the manifest's unless told. */
  readonly name?: string;
  /** What the system adds to each reply. */
  readonly reply?: ReplyExtension;
}

const endpoints: readonly Endpoint[] = [
  predictEndpoint,
  rankEndpoint,
  labelsEndpoint,
  openApiEndpoint,
  docsEndpoint,
  healthEndpoint,
  modelReadyEndpoint,
  modelMetadataEndpoint,
  inferEndpoint,
  invocationsEndpoint,
  pingEndpoint,
  metricsEndpoint,
];

function makeService(options: ServerOptions, { limits, state, secured }: ServiceParts): Service {
  const { model } = options;
  const { manifest } = model;
  const name = options.name ?? manifest.system.name;
  const metrics = serverMetrics({
    model: name,
    version: model.version,
    info: { model: name, version: model.version, candidate: manifest.candidate.name, fingerprint: manifest.data.fingerprint },
    queuedRows: () => batcher.queuedRows,
    active: () => state.active,
    ready: () => state.ready,
  });
  const batcher = new Batcher(model.parts.score, limits, { onRun: metrics.ran });
  return { model, name, reply: options.reply, limits, batcher, metrics, state, secured };
}

/**
 * Makes the HTTP server of a model: the typed route, the Open Inference Protocol, MLflow's protocol, documentation and metrics.
 * It opens no door before `listen`.
 * @throws SERVING_SECRET_NEEDED, SERVING_SETTINGS_INVALID
 * @example
 * const server = createServer({ model: await loadModel("./model"), port: 8080 });
 * console.log(await server.listen());
 */
export function createServer(options: ServerOptions): ModelServer {
  return httpServer(options, (parts) => makeService(options, parts), endpoints);
}
