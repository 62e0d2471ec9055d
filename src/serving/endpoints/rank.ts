import { checkSystem } from "../server/check-system.ts";
import { rankList } from "../server/rank-list.ts";
import { parseObjectBody } from "../server/read-body.ts";
import type { Endpoint } from "../server/service.ts";

/**
 * `POST /v1/:system/rank`: `{ …fields of the query, candidates: [{ …fields of each, id? }] }`, answered with their order, best first, the
 * probability of each to be the best, reasons for the first ten, and what it took; `?why=false` leaves the reasons out.
 */
export const rankEndpoint: Endpoint = (app, service) => {
  const { manifest, version } = service.model;
  if (manifest.task.kind !== "ranking") return;
  app.post<{ Params: { system: string }; Querystring: { why?: string } }>("/v1/:system/rank", async (request, reply) => {
    checkSystem(service, request.params.system);
    const ranked = await rankList(service, parseObjectBody(request.body), request.query.why !== "false");
    reply.header("content-type", "application/json; charset=utf-8");
    return JSON.stringify({ ...ranked, requestId: request.id, modelVersion: version });
  });
};
