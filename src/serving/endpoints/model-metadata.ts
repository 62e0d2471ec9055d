import { millwrightVersion } from "../package/versions.ts";
import { inputMetadata, outputMetadata } from "../protocols/open-inference.ts";
import { checkModel } from "../server/check-system.ts";
import type { BaseService, EndpointOf } from "../server/service.ts";

/** `GET /v2`: the server; `GET /v2/models/:model[/versions/:version]`: the model's tensors. */
export const modelMetadataEndpoint: EndpointOf<BaseService> = (app, service) => {
  const { manifest } = service.model;
  app.get("/v2", async () => ({ name: "millwright", version: millwrightVersion, extensions: [] }));
  const described = {
    name: service.name,
    versions: [service.model.version],
    platform: { graph: "onnxruntime_onnx", rule: "millwright_rule", finder: "millwright_finder" }[manifest.kind],
    inputs: inputMetadata(manifest.signature.columns),
    outputs: outputMetadata(manifest),
  };
  for (const url of ["/v2/models/:model", "/v2/models/:model/versions/:version"]) {
    app.get<{ Params: { model: string; version?: string } }>(url, async (request) => {
      checkModel(service, request.params);
      return described;
    });
  }
};
