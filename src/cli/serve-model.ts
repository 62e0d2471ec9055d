import { closeOnSignal, createServer, exampleRow } from "../serving/index.ts";
import type { OpenedModel } from "./open-model.ts";
import type { Terminal } from "./terminal.ts";

/** Where a server listens. */
export interface Door {
  readonly host: string;
  readonly port: number;
  readonly secret?: string;
}

/** A request that the server answers, to paste into a shell. */
function curlOf(url: string, { system, model }: OpenedModel, door: Door): string {
  const row = JSON.stringify(exampleRow(model.manifest.signature)).replaceAll("'", "'\\''");
  const secret = door.secret === undefined ? "" : " -H 'authorization: Bearer '\"$SECRET\"";
  return `curl -s ${url}/v1/${system.name}/predict -H 'content-type: application/json'${secret} -d '${row}'`;
}

/**
 * Serves a model until a signal closes the door; what is under way is answered first.
 * @throws SERVING_SECRET_NEEDED, SERVING_LISTEN_FAILED
 */
export async function serveModel(terminal: Terminal, opened: OpenedModel, door: Door, json: boolean): Promise<void> {
  const { model, reply, system } = opened;
  const server = createServer({
    model,
    ...door,
    ...(reply === undefined ? {} : { reply }),
    onFailure: (error, request) => terminal.err(`request ${request}: ${error.code}: ${error.problem}\n`),
  });
  const url = await server.listen();
  const closed = closeOnSignal(server);
  if (json) terminal.out(JSON.stringify({ system: system.name, version: model.version, url }));
  else {
    terminal.out(`Serving ${system.name}, version ${model.version} (${model.manifest.candidate.name}), on ${url}`);
    terminal.out(`Documentation: ${url}/docs   Metrics: ${url}/metrics\n\n${curlOf(url, opened, door)}\n`);
    terminal.out("Ctrl+C stops it.");
  }
  await closed;
  terminal.err("Stopped.\n");
}
