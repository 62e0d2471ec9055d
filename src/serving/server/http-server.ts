import { randomUUID } from "node:crypto";
import fastify, { type FastifyInstance } from "fastify";
import { MillwrightError } from "../../errors/index.ts";
import { bearerCheck, checkDoor } from "./authentication.ts";
import { drainServer } from "./drain.ts";
import { codedError, installErrorReplies, sendError } from "./error-replies.ts";
import { limitsFrom, type ServerLimits } from "./limits.ts";
import { readBody } from "./read-body.ts";
import type { BaseService, EndpointOf, ServerState } from "./service.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** True for routes that need no secret. */
    open?: boolean;
  }
}

/** Where a server listens, and how it guards itself. */
export interface DoorOptions {
  /** 127.0.0.1 unless told; any other than loopback needs a secret. */
  readonly host?: string;
  /** 0 takes a free port; 8080 unless told. */
  readonly port?: number;
  /** Clients send it as `Authorization: Bearer …`. */
  readonly secret?: string;
  readonly limits?: Partial<ServerLimits>;
  /** Told of failures that are the server's own; nothing is logged unless given. */
  readonly onFailure?: (error: MillwrightError, requestId: string) => void;
}

/** A server that is made, and then listens. */
export interface ModelServer {
  readonly app: FastifyInstance;
  /** Opens the door. @returns the URL. @throws SERVING_LISTEN_FAILED */
  listen(): Promise<string>;
  /** Turns readiness off at once, answers what is under way, then closes the door and the model. Safe to call twice. */
  close(): Promise<void>;
  readonly state: Readonly<ServerState>;
}

const requestIds = /^[\w.:-]{1,128}$/;

function makeApp(limits: ServerLimits): FastifyInstance {
  const app = fastify({
    logger: false,
    requestTimeout: limits.receiveMs,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    forceCloseConnections: "idle",
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: (request) => {
      const told = request.headers["x-request-id"];
      return typeof told === "string" && requestIds.test(told) ? told : randomUUID();
    },
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: (error, request, reply) => sendError(request, reply, codedError(error)),
    http: { connectionsCheckingInterval: 1000, headersTimeout: limits.receiveMs },
    clientErrorHandler(error, socket) {
      if (!socket.writable) return;
      const timeout = (error as NodeJS.ErrnoException).code === "ERR_HTTP_REQUEST_TIMEOUT";
      const body = JSON.stringify({
        code: "SERVING_REQUEST_MALFORMED",
        problem: timeout
          ? `the request was not whole after ${limits.receiveMs} ms.`
          : `the bytes received are not a valid HTTP request (${error.message}).`,
        fix: "Send a valid HTTP/1.1 request.",
      });
      socket.end(
        `HTTP/1.1 ${timeout ? "408 Request Timeout" : "400 Bad Request"}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", (_request, payload, done) => readBody(payload, limits.bodyBytes, done));
  return app;
}

/** Counts, closes and guards: what happens to every request, whatever its route. */
function installHooks(app: FastifyInstance, service: BaseService, secret: string | undefined): void {
  const { state, metrics } = service;
  const check = secret === undefined ? undefined : bearerCheck(secret);
  const leave = (): void => {
    state.active--;
  };
  app.addHook("onRequest", (request, reply, done) => {
    state.active++;
    // Whether the answer arrives or the client leaves: "close" comes in either case, and once.
    reply.raw.on("close", leave);
    if (state.draining) reply.header("connection", "close");
    try {
      if (check !== undefined && request.routeOptions.config.open !== true) check(request.headers.authorization);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
  app.addHook("onResponse", (request, reply, done) => {
    metrics.answered(request.method, request.routeOptions.url ?? "unknown", reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
}

function listenFault(error: NodeJS.ErrnoException, host: string, port: number): MillwrightError {
  const taken = error.code === "EADDRINUSE";
  return new MillwrightError(
    "SERVING_LISTEN_FAILED",
    taken ? `port ${port} of ${host} is taken.` : `the server cannot listen on ${host}:${port} (${error.code ?? error.message}).`,
    taken ? "Choose another port, or 0 for a free one." : "Choose another host or port.",
    { cause: error },
  );
}

/** What a service is made with. */
export interface ServiceParts {
  readonly limits: ServerLimits;
  readonly state: ServerState;
  readonly secured: boolean;
}

/**
 * Makes an HTTP server of a service and its routes. It opens no door before `listen`.
 * @throws SERVING_SECRET_NEEDED, SERVING_SETTINGS_INVALID
 */
export function httpServer<Service extends BaseService>(
  options: DoorOptions,
  make: (parts: ServiceParts) => Service,
  endpoints: readonly EndpointOf<Service>[],
): ModelServer {
  const host = options.host ?? "127.0.0.1";
  const port = options.port ?? 8080;
  const limits = limitsFrom(options.limits);
  const secret = options.secret === "" ? undefined : options.secret;
  checkDoor(host, secret);
  const state: ServerState = { ready: true, draining: false, active: 0 };
  const service = make({ limits, state, secured: secret !== undefined });
  const app = makeApp(limits);
  const paths = new Map<string, Set<string>>();
  app.addHook("onRoute", ({ url, method }) => {
    const concrete = url.replace(":system", service.name).replace(":model", service.name).replace(":version", service.model.version);
    const methods = paths.get(concrete) ?? new Set();
    for (const name of [method].flat()) methods.add(name);
    paths.set(concrete, methods);
  });
  installHooks(app, service, secret);
  installErrorReplies(app, paths, (error, requestId) => options.onFailure?.(error, requestId));
  for (const endpoint of endpoints) endpoint(app, service);
  let closing: Promise<void> | undefined;
  return {
    app,
    state,
    listen: async () => {
      try {
        return await app.listen({ host, port });
      } catch (error) {
        throw listenFault(error as NodeJS.ErrnoException, host, port);
      }
    },
    close: () => {
      closing ??= drainServer(app, service);
      return closing;
    },
  };
}
