import { MillwrightError } from "../../errors/index.ts";
import type { LateLabel } from "../model/online-history.ts";
import { checkSystem } from "../server/check-system.ts";
import { parseObjectBody } from "../server/read-body.ts";
import type { Endpoint } from "../server/service.ts";

const shape = 'Send { "labels": [{ "row": { <entities and time> }, "values": { "<column>": <truth> } }] }.';

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws SERVING_BODY_INVALID */
function labelsOf(body: Record<string, unknown>, most: number): LateLabel[] {
  const { labels } = body as { labels?: unknown };
  if (!Array.isArray(labels)) throw new MillwrightError("SERVING_BODY_INVALID", 'the body has no list "labels".', shape);
  if (labels.length > most) {
    throw new MillwrightError(
      "SERVING_TOO_MANY_ROWS",
      `the request holds ${labels.length} labels; ${most} are allowed.`,
      "Send them in several requests.",
    );
  }
  return labels.map((label: unknown, index) => {
    if (isObject(label) && isObject(label["row"]) && isObject(label["values"])) return { row: label["row"], values: label["values"] };
    throw new MillwrightError("SERVING_BODY_INVALID", `label ${index} has no object "row" or no object "values".`, shape);
  });
}

/** `POST /v1/:system/labels`: truths that came late, for the windows that aggregate them. */
export const labelsEndpoint: Endpoint = (app, service) => {
  app.post<{ Params: { system: string } }>("/v1/:system/labels", async (request) => {
    checkSystem(service, request.params.system);
    if (!service.model.hasHistory) service.model.label([]);
    const labels = labelsOf(parseObjectBody(request.body), service.limits.requestRows);
    return { recorded: service.model.label(labels), requestId: request.id };
  });
};
