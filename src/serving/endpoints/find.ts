import { MillwrightError } from "../../errors/index.ts";
import type { FoundList } from "../catalogues/loaded-catalogue.ts";
import { checkSystem } from "../server/check-system.ts";
import { parseObjectBody } from "../server/read-body.ts";
import type { CatalogueService, EndpointOf } from "../server/service.ts";

/** Checks and answers queries, in their order. @throws SERVING_TOO_MANY_ROWS, SERVING_ROW_INVALID, SERVING_ITEM_UNKNOWN */
export function answerQueries({ model, limits, metrics }: CatalogueService, queries: readonly unknown[]): FoundList[] {
  const started = performance.now();
  if (queries.length > limits.requestRows) {
    throw new MillwrightError(
      "SERVING_TOO_MANY_ROWS",
      `the request holds ${queries.length} queries; ${limits.requestRows} are allowed.`,
      "Send them in several requests.",
    );
  }
  try {
    const checked = queries.map((query, index) => model.check(query, `query ${index}`));
    const lists = checked.map((query) => model.find(query));
    for (const { shown } of lists) metrics.decided(shown ? "act" : "defer");
    metrics.inferred(queries.length, (performance.now() - started) / 1000);
    return lists;
  } catch (error) {
    metrics.failed(error instanceof MillwrightError ? error.code : "SERVING_INTERNAL");
    throw error;
  }
}

/** Queries of a body: `{ queries: [...] }`, or one query by itself. */
function queriesOf(body: Record<string, unknown>): { readonly queries: readonly unknown[]; readonly single: boolean } {
  const { queries } = body as { queries?: unknown };
  if (!Array.isArray(queries)) return { queries: [body], single: true };
  const extra = Object.keys(body).find((key) => key !== "queries");
  if (extra === undefined) return { queries, single: false };
  throw new MillwrightError(
    "SERVING_BODY_INVALID",
    `beside "queries" the body has "${extra}".`,
    'Send either one query, or only { "queries": [...] }.',
  );
}

/** `POST /v1/:system/find`: one query or `{ queries: [...] }`, answered with lists of items. */
export const findEndpoint: EndpointOf<CatalogueService> = (app, service) => {
  app.post<{ Params: { system: string } }>("/v1/:system/find", async (request, reply) => {
    checkSystem(service, request.params.system);
    const started = performance.now();
    const { queries, single } = queriesOf(parseObjectBody(request.body));
    const lists = answerQueries(service, queries);
    reply.header("content-type", "application/json; charset=utf-8");
    const about = {
      requestId: request.id,
      modelVersion: service.model.version,
      latencyMs: Math.round((performance.now() - started) * 1000) / 1000,
    };
    return JSON.stringify(single ? { ...lists[0], ...about } : { replies: lists, ...about });
  });
};
