import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { didYouMean, type ErrorCode, MillwrightError } from "../../errors/index.ts";

/** Statuses of the errors that a request can meet; 500 for every other. */
const statuses: Readonly<Partial<Record<ErrorCode, number>>> = {
  SERVING_ROW_INVALID: 400,
  SERVING_ITEM_UNKNOWN: 400,
  SERVING_BODY_INVALID: 400,
  SERVING_TENSOR_INVALID: 400,
  SERVING_REQUEST_MALFORMED: 400,
  SERVING_UNAUTHORIZED: 401,
  SERVING_ROUTE_UNKNOWN: 404,
  SERVING_SYSTEM_UNKNOWN: 404,
  SERVING_NO_HISTORY: 404,
  SERVING_METHOD_NOT_ALLOWED: 405,
  SERVING_BODY_TOO_LARGE: 413,
  SERVING_TOO_MANY_ROWS: 413,
  SERVING_CONTENT_TYPE: 415,
  SERVING_QUEUE_FULL: 429,
  SERVING_DRAINING: 503,
  SERVING_JOURNAL_FAILED: 503,
  SERVING_MODEL_CLOSED: 503,
  SERVING_TIMEOUT: 504,
};

/** Milliseconds in which the rest of a refused body is thrown away before its connection is cut. */
const lingerMs = 5000;

/** Status of an error. */
export function statusOf(error: MillwrightError): number {
  return statuses[error.code] ?? 500;
}

const internal = (cause: unknown): MillwrightError =>
  new MillwrightError(
    "SERVING_INTERNAL",
    "the server failed in a way that it did not foresee.",
    "Look into the server's log for this request id.",
    { cause },
  );

/** Any error as one with a code; what Fastify says is translated. */
export function codedError(error: unknown): MillwrightError {
  if (error instanceof MillwrightError) return error;
  const { code, message, statusCode } = error as FastifyError;
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") {
    return new MillwrightError(
      "SERVING_CONTENT_TYPE",
      "the content type is not one that this route takes.",
      "Send JSON with content-type application/json.",
    );
  }
  if (code === "FST_ERR_BAD_URL" || (statusCode !== undefined && statusCode >= 400 && statusCode < 500)) {
    return new MillwrightError("SERVING_REQUEST_MALFORMED", `the request cannot be read: ${message}.`, "Send a valid HTTP request.");
  }
  return internal(error);
}

/** The body of an error, in the form of the protocol that the path belongs to. */
function bodyOf(error: MillwrightError, path: string, requestId: string): Readonly<Record<string, unknown>> {
  if (path.startsWith("/v2")) return { error: error.message };
  const { code, problem, fix } = error;
  if (path.startsWith("/invocations")) return { error_code: code, message: error.message, code, problem, fix, requestId };
  return { code, problem, fix, requestId };
}

/** Answers with an error. */
export function sendError(request: FastifyRequest, reply: FastifyReply, error: MillwrightError): void {
  const status = statusOf(error);
  if (status === 401) reply.header("www-authenticate", 'Bearer realm="millwright"');
  if (status === 429 || status === 503) reply.header("retry-after", "1");
  if (!request.raw.complete) {
    // Fastify would cut the connection at once, and with it the reply.
    reply.removeHeader("connection");
    const { socket } = request.raw;
    setTimeout(() => request.raw.complete || socket.destroy(), lingerMs).unref();
  }
  reply.code(status).header("content-type", "application/json; charset=utf-8");
  reply.send(JSON.stringify(bodyOf(error, request.url, request.id)));
}

function unknownRoute(request: FastifyRequest, paths: readonly string[]): MillwrightError {
  const path = request.url.split("?")[0] ?? "";
  return new MillwrightError("SERVING_ROUTE_UNKNOWN", `there is no ${request.method} ${path.slice(0, 200)}.`, didYouMean(path, paths));
}

/** Installs the answers to errors and unknown routes. */
export function installErrorReplies(
  app: FastifyInstance,
  paths: ReadonlyMap<string, ReadonlySet<string>>,
  log: (error: MillwrightError, requestId: string) => void,
): void {
  app.setErrorHandler((error, request, reply) => {
    const coded = codedError(error);
    if (statusOf(coded) >= 500) log(coded, request.id);
    sendError(request, reply, coded);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0] ?? "";
    const methods = paths.get(path);
    if (methods === undefined || methods.has(request.method)) return sendError(request, reply, unknownRoute(request, [...paths.keys()]));
    reply.header("allow", [...methods].join(", "));
    return sendError(
      request,
      reply,
      new MillwrightError("SERVING_METHOD_NOT_ALLOWED", `${path} does not take ${request.method}.`, `Use ${[...methods].join(" or ")}.`),
    );
  });
}
