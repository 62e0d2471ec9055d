import { MillwrightError } from "../../errors/index.ts";
import { millwrightVersion } from "../package/versions.ts";
import type { BaseService, EndpointOf } from "../server/service.ts";

/** `GET /ping`, `/health` and `/version`, as MLflow's scoring server has them. */
export const pingEndpoint: EndpointOf<BaseService> = (app, { state }) => {
  for (const url of ["/ping", "/health"]) {
    app.get(url, { config: { open: true } }, async () => {
      if (state.ready) return {};
      throw new MillwrightError("SERVING_DRAINING", "the server is shutting down.", "Send requests to another instance.");
    });
  }
  app.get("/version", async (_request, reply) => {
    reply.header("content-type", "text/plain; charset=utf-8");
    return millwrightVersion;
  });
};
