import {
  closeOnSignal,
  createCatalogueServer,
  createServer,
  exampleRow,
  type LoadedCatalogue,
  type ModelServer,
} from "../serving/index.ts";
import type { OpenedModel } from "./open-model.ts";
import type { Terminal } from "./terminal.ts";

/** Where a server listens. */
export interface Door {
  readonly host: string;
  readonly port: number;
  readonly secret?: string;
}

/** What is served, for people. */
interface Served {
  readonly server: ModelServer;
  readonly system: string;
  readonly version: string;
  readonly candidate: string;
  /** The route of its typed requests, and one of them. */
  readonly route: string;
  readonly example: unknown;
  readonly secured: boolean;
  /** Pages of the server, beside its routes. */
  readonly pages: readonly (readonly [title: string, path: string])[];
}

/** A request that the server answers, to paste into a shell. */
function curlOf(url: string, { route, example, secured }: Served): string {
  const row = JSON.stringify(example).replaceAll("'", "'\\''");
  const secret = secured ? " -H 'authorization: Bearer '\"$SECRET\"" : "";
  return `curl -s ${url}${route} -H 'content-type: application/json'${secret} -d '${row}'`;
}

/** Serves until a signal closes the door; what is under way is answered first. */
async function serveUntilClosed(terminal: Terminal, served: Served, json: boolean): Promise<void> {
  const { server, system, version, candidate, pages } = served;
  const url = await server.listen();
  const closed = closeOnSignal(server);
  if (json) terminal.out(JSON.stringify({ system, version, url }));
  else {
    terminal.out(`Serving ${system}, version ${version} (${candidate}), on ${url}`);
    terminal.out(`${pages.map(([title, path]) => `${title}: ${url}${path}`).join("   ")}\n\n${curlOf(url, served)}\n`);
    terminal.out("Ctrl+C stops it.");
  }
  await closed;
  terminal.err("Stopped.\n");
}

/**
 * Serves a model of rows.
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
  const served: Served = {
    server,
    system: system.name,
    version: model.version,
    candidate: model.manifest.candidate.name,
    route: `/v1/${system.name}/predict`,
    example: exampleRow(model.manifest.signature),
    secured: door.secret !== undefined,
    pages: [
      ["Documentation", "/docs"],
      ["Metrics", "/metrics"],
    ],
  };
  await serveUntilClosed(terminal, served, json);
}

/**
 * Serves a finder.
 * @throws SERVING_SECRET_NEEDED, SERVING_LISTEN_FAILED
 */
export async function serveFinder(terminal: Terminal, model: LoadedCatalogue, door: Door, json: boolean): Promise<void> {
  const server = createCatalogueServer({
    model,
    ...door,
    onFailure: (error, request) => terminal.err(`request ${request}: ${error.code}: ${error.problem}\n`),
  });
  const { system, candidate, signature } = model.manifest;
  const served: Served = {
    server,
    system: system.name,
    version: model.version,
    candidate: candidate.name,
    route: `/v1/${system.name}/find`,
    example: exampleRow(signature),
    secured: door.secret !== undefined,
    pages: [
      ["Interface", "/openapi.json"],
      ["Metrics", "/metrics"],
    ],
  };
  await serveUntilClosed(terminal, served, json);
}
