import { MillwrightError } from "../../errors/index.ts";
import { rowsOfInvocation } from "../protocols/mlflow.ts";
import { readInferenceRequest } from "../protocols/open-inference.ts";
import { checkModel } from "../server/check-system.ts";
import { parseObjectBody } from "../server/read-body.ts";
import type { CatalogueService, EndpointOf } from "../server/service.ts";
import { answerQueries } from "./find.ts";

/** `POST /invocations`: MLflow's scoring protocol; each prediction is a list of items. */
export const findInvocationsEndpoint: EndpointOf<CatalogueService> = (app, service) => {
  app.post("/invocations", async (request) => {
    const queries = rowsOfInvocation(parseObjectBody(request.body), service.model.manifest.signature.columns);
    return { predictions: answerQueries(service, queries).map(({ items }) => items) };
  });
};

/** `POST /v2/models/:model[/versions/:version]/infer`: the Open Inference Protocol; ids and scores, null where a list is shorter. */
export const findInferEndpoint: EndpointOf<CatalogueService> = (app, service) => {
  for (const url of ["/v2/models/:model/infer", "/v2/models/:model/versions/:version/infer"]) {
    app.post<{ Params: { model: string; version?: string } }>(url, async (request) => {
      checkModel(service, request.params);
      if (request.headers["inference-header-content-length"] !== undefined) {
        throw new MillwrightError("SERVING_CONTENT_TYPE", "binary tensors are not taken.", "Send the tensors' data as JSON.");
      }
      const { manifest } = service.model;
      const asked = readInferenceRequest(parseObjectBody(request.body), manifest);
      const lists = answerQueries(service, asked.rows);
      const k = manifest.finder?.k ?? 1;
      const places = Array.from({ length: k }, (_, place) => place);
      const shape = [lists.length, k];
      const outputs = [
        { name: "items", datatype: "BYTES", shape, data: lists.flatMap(({ items }) => places.map((place) => items[place]?.id ?? null)) },
        { name: "scores", datatype: "FP64", shape, data: lists.flatMap(({ items }) => places.map((place) => items[place]?.score ?? null)) },
      ];
      return {
        model_name: service.name,
        model_version: service.model.version,
        id: asked.id ?? request.id,
        outputs: outputs.filter(({ name }) => asked.outputs?.includes(name) ?? true),
      };
    });
  }
};
