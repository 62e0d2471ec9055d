import type { LoadedCatalogue } from "../catalogues/loaded-catalogue.ts";
import { eventsEndpoint } from "../endpoints/events.ts";
import { findEndpoint } from "../endpoints/find.ts";
import { findInferEndpoint, findInvocationsEndpoint } from "../endpoints/find-protocols.ts";
import { healthEndpoint, modelReadyEndpoint } from "../endpoints/health.ts";
import { metricsEndpoint } from "../endpoints/metrics.ts";
import { modelMetadataEndpoint } from "../endpoints/model-metadata.ts";
import { pingEndpoint } from "../endpoints/ping.ts";
import { catalogueOpenApi } from "../protocols/catalogue-openapi.ts";
import { type DoorOptions, httpServer, type ModelServer, type ServiceParts } from "./http-server.ts";
import { serverMetrics } from "./metrics.ts";
import type { CatalogueService, EndpointOf } from "./service.ts";

/** What is served, and where. */
export interface CatalogueServerOptions extends DoorOptions {
  readonly model: LoadedCatalogue;
  /** The system's name in routes; the manifest's unless told. */
  readonly name?: string;
}

/** `GET /openapi.json`: OpenAPI 3.1, from the signature. */
const openApiEndpoint: EndpointOf<CatalogueService> = (app, { model, name, secured }) => {
  const text = JSON.stringify(catalogueOpenApi(model.manifest, { name, secured }), null, 2);
  app.get("/openapi.json", async (_request, answer) => {
    answer.header("content-type", "application/json; charset=utf-8");
    return text;
  });
};

const endpoints: readonly EndpointOf<CatalogueService>[] = [
  findEndpoint,
  eventsEndpoint,
  openApiEndpoint,
  healthEndpoint,
  modelReadyEndpoint,
  modelMetadataEndpoint,
  findInferEndpoint,
  findInvocationsEndpoint,
  pingEndpoint,
  metricsEndpoint,
];

function makeService({ model, name: told }: CatalogueServerOptions, { limits, state, secured }: ServiceParts): CatalogueService {
  const { manifest, version } = model;
  const name = told ?? manifest.system.name;
  const metrics = serverMetrics({
    model: name,
    version,
    info: { model: name, version, candidate: manifest.candidate.name, fingerprint: manifest.data.fingerprint },
    queuedRows: () => 0,
    active: () => state.active,
    ready: () => state.ready,
  });
  return { model, name, limits, metrics, state, secured };
}

/**
 * Makes the HTTP server of a finder: its typed route, feedback, the Open Inference Protocol, MLflow's protocol, OpenAPI and metrics. It opens
 * no door before `listen`.
 * @throws SERVING_SECRET_NEEDED, SERVING_SETTINGS_INVALID
 * @example
 * const server = createCatalogueServer({ model: await loadCatalogue("./model"), port: 8080 });
 * console.log(await server.listen());
 */
export function createCatalogueServer(options: CatalogueServerOptions): ModelServer {
  return httpServer(options, (parts) => makeService(options, parts), endpoints);
}
