import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type { ModelServer } from "./http-server.ts";
import type { BaseService } from "./service.ts";

const pollMs = 10;

/**
 * Shuts a server down without dropping a request: "not ready" at once, then a while in which load balancers look away and
 * new requests are still answered (each reply closing its connection), then the door is closed and what is under way is finished.
 */
export async function drainServer(app: FastifyInstance, { state, limits, batcher, model }: BaseService): Promise<void> {
  state.ready = false;
  state.draining = true;
  await sleep(limits.lameDuckMs);
  const deadline = performance.now() + limits.drainMs;
  const closed = app.close();
  while (state.active > 0 && performance.now() < deadline) {
    app.server.closeIdleConnections();
    await sleep(pollMs);
  }
  batcher?.close();
  app.server.closeIdleConnections();
  // Replies to what was refused just now still have to leave.
  if (state.active > 0) await sleep(pollMs);
  app.server.closeAllConnections();
  await closed;
  await model.close();
}

/**
 * Closes the server on SIGTERM and SIGINT; a second signal ends the process at once.
 * @returns a promise that resolves when the server is closed.
 */
export function closeOnSignal(server: Pick<ModelServer, "close">): Promise<NodeJS.Signals> {
  return new Promise((resolve, reject) => {
    let asked = false;
    const onSignal = (signal: NodeJS.Signals): void => {
      if (asked) process.exit(signal === "SIGINT" ? 130 : 143);
      asked = true;
      server.close().then(() => resolve(signal), reject);
    };
    process.on("SIGTERM", onSignal);
    process.on("SIGINT", onSignal);
  });
}
