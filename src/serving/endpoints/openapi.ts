import { openApi } from "../protocols/openapi.ts";
import type { Endpoint } from "../server/service.ts";

/** `GET /openapi.json`: OpenAPI 3.1, from the signature. */
export const openApiEndpoint: Endpoint = (app, service) => {
  const { model, reply, secured } = service;
  const text = JSON.stringify(openApi(model.manifest, { extended: reply !== undefined, secured, hasHistory: model.hasHistory }), null, 2);
  app.get("/openapi.json", async (_request, answer) => {
    answer.header("content-type", "application/json; charset=utf-8");
    return text;
  });
};
