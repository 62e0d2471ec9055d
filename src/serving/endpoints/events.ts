import { MillwrightError } from "../../errors/index.ts";
import { checkFeedback } from "../catalogues/feedback.ts";
import { checkSystem } from "../server/check-system.ts";
import { parseObjectBody } from "../server/read-body.ts";
import type { CatalogueService, EndpointOf } from "../server/service.ts";

/** `POST /v1/:system/events`: what became of found items: shown, clicked, accepted, at which place. */
export const eventsEndpoint: EndpointOf<CatalogueService> = (app, service) => {
  app.post<{ Params: { system: string } }>("/v1/:system/events", async (request) => {
    checkSystem(service, request.params.system);
    const { events } = parseObjectBody(request.body) as { events?: unknown };
    if (!Array.isArray(events) || events.length > service.limits.requestRows) {
      throw new MillwrightError(
        "SERVING_BODY_INVALID",
        `the body has no list "events" of at most ${service.limits.requestRows}.`,
        'Send { "events": [{ "asker": "<id>", "item": "<id>", "kind": "accepted", "place": 1 }] }.',
      );
    }
    const now = Date.now();
    await service.model.record(events.map((event, index) => checkFeedback(event, `event ${index}`, now)));
    return { recorded: events.length, requestId: request.id };
  });
};
