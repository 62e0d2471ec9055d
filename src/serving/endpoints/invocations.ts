import { rowsOfInvocation } from "../protocols/mlflow.ts";
import { answerRows } from "../server/predict-rows.ts";
import { parseObjectBody } from "../server/read-body.ts";
import type { Endpoint } from "../server/service.ts";

/** `POST /invocations`: MLflow's scoring protocol. */
export const invocationsEndpoint: Endpoint = (app, service) => {
  app.post("/invocations", async (request) => {
    const rows = rowsOfInvocation(parseObjectBody(request.body), service.model.manifest.signature.columns);
    return { predictions: await answerRows(service, rows) };
  });
};
