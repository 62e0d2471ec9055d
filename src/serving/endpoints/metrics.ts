import type { BaseService, EndpointOf } from "../server/service.ts";

/** `GET /metrics`: Prometheus' text format. */
export const metricsEndpoint: EndpointOf<BaseService> = (app, { metrics }) => {
  app.get("/metrics", async (_request, reply) => {
    reply.header("content-type", metrics.contentType);
    return metrics.text();
  });
};
