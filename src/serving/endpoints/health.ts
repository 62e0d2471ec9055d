import { checkModel } from "../server/check-system.ts";
import type { BaseService, EndpointOf } from "../server/service.ts";

const open = { config: { open: true } };

/** `GET /v2/health/live` and `/v2/health/ready`: for probes; they need no secret. */
export const healthEndpoint: EndpointOf<BaseService> = (app, { state }) => {
  app.get("/v2/health/live", open, async () => ({ live: true }));
  app.get("/v2/health/ready", open, async (_request, reply) => {
    if (!state.ready) reply.code(503);
    return { live: true, ready: state.ready };
  });
};

/** `GET /v2/models/:model[/versions/:version]/ready`. */
export const modelReadyEndpoint: EndpointOf<BaseService> = (app, service) => {
  for (const url of ["/v2/models/:model/ready", "/v2/models/:model/versions/:version/ready"]) {
    app.get<{ Params: { model: string; version?: string } }>(url, async (request, reply) => {
      checkModel(service, request.params);
      if (!service.state.ready) reply.code(503);
      return { name: service.name, ready: service.state.ready };
    });
  }
};
