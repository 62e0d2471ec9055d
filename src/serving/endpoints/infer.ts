import { MillwrightError } from "../../errors/index.ts";
import { outputMetadata, type ReplyTensor, readInferenceRequest } from "../protocols/open-inference.ts";
import type { StandardReply } from "../reply.ts";
import type { Share } from "../server/batcher.ts";
import { checkModel } from "../server/check-system.ts";
import { checkRows, repliesOf, scoreRows } from "../server/predict-rows.ts";
import { parseObjectBody } from "../server/read-body.ts";
import type { Endpoint, Service } from "../server/service.ts";

/** The graph's own output, row-major. */
function rawPredictions(shares: readonly Share[], width: number): number[] {
  const data: number[] = [];
  for (const { scored, from, count } of shares) {
    for (let i = from * width; i < (from + count) * width; i++) data.push(scored.prediction.values[i] ?? Number.NaN);
  }
  return data;
}

function tensorsOf(service: Service, shares: readonly Share[], rows: number, wanted: readonly string[] | undefined): ReplyTensor[] {
  const replies = repliesOf(service, shares);
  return outputMetadata(service.model.manifest)
    .filter((output) => wanted === undefined || wanted.includes(output.name))
    .map(({ name, datatype, shape: [, width = 1] }) => {
      const read = (reply: StandardReply): number | string | null =>
        reply[name as "label" | "low" | "high" | "confidence" | "decision"] ?? null;
      return { name, datatype, shape: [rows, width], data: name === "prediction" ? rawPredictions(shares, width) : replies.map(read) };
    });
}

/** `POST /v2/models/:model[/versions/:version]/infer`: the Open Inference Protocol. */
export const inferEndpoint: Endpoint = (app, service) => {
  for (const url of ["/v2/models/:model/infer", "/v2/models/:model/versions/:version/infer"]) {
    app.post<{ Params: { model: string; version?: string } }>(url, async (request) => {
      checkModel(service, request.params);
      if (request.headers["inference-header-content-length"] !== undefined) {
        throw new MillwrightError("SERVING_CONTENT_TYPE", "binary tensors are not taken.", "Send the tensors' data as JSON.");
      }
      const asked = readInferenceRequest(parseObjectBody(request.body), service.model.manifest);
      const checked = checkRows(service, asked.rows);
      const shares = checked.length === 0 ? [] : await scoreRows(service, checked, true);
      return {
        model_name: service.name,
        model_version: service.model.version,
        id: asked.id ?? request.id,
        outputs: tensorsOf(service, shares, checked.length, asked.outputs),
      };
    });
  }
};
