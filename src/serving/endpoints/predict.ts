import { MillwrightError } from "../../errors/index.ts";
import { checkSystem } from "../server/check-system.ts";
import { checkRows, repliesOf, scoreRows } from "../server/predict-rows.ts";
import { parseObjectBody } from "../server/read-body.ts";
import type { Endpoint, Service } from "../server/service.ts";

/** Rows of a body: `{ rows: [...] }`, or one row by itself. */
function rowsOf(body: Record<string, unknown>): { readonly rows: readonly unknown[]; readonly single: boolean } {
  const { rows } = body as { rows?: unknown };
  // No column holds a list, so a list called "rows" is never a row's own field.
  if (!Array.isArray(rows)) return { rows: [body], single: true };
  const extra = Object.keys(body).find((key) => key !== "rows");
  if (extra === undefined) return { rows, single: false };
  throw new MillwrightError(
    "SERVING_BODY_INVALID",
    `beside "rows" the body has "${extra}".`,
    'Send either one row, or only { "rows": [...] }.',
  );
}

function since(started: number): number {
  return Math.round((performance.now() - started) * 1000) / 1000;
}

async function answer(service: Service, text: unknown, requestId: string, observe: boolean): Promise<string> {
  const started = performance.now();
  const { rows, single } = rowsOf(parseObjectBody(text));
  const checked = checkRows(service, rows);
  const shares = checked.length === 0 ? [] : await scoreRows(service, checked, observe);
  const replies = repliesOf(service, shares);
  const about = { requestId, modelVersion: service.model.version, latencyMs: since(started) };
  return JSON.stringify(single ? { ...replies[0], ...about } : { replies, ...about });
}

/**
 * `POST /v1/:system/predict`: one row or `{ rows: [...] }`.
 * Where the system keeps a history, the rows become part of it; `?observe=false` only asks.
 */
export const predictEndpoint: Endpoint = (app, service) => {
  app.post<{ Params: { system: string }; Querystring: { observe?: string } }>("/v1/:system/predict", async (request, reply) => {
    checkSystem(service, request.params.system);
    const observe = request.query.observe !== "false";
    reply.header("content-type", "application/json; charset=utf-8");
    return answer(service, request.body, request.id, observe);
  });
};
