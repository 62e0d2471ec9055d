import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { MillwrightError } from "../../errors/index.ts";

type Done = (error: Error | null, body?: string) => void;

function tooLarge(limit: number, compressed: boolean): MillwrightError {
  const when = compressed ? " after decompression" : "";
  return new MillwrightError("SERVING_BODY_TOO_LARGE", `the body exceeds ${limit} bytes${when}.`, "Send fewer rows per request.");
}

function broken(problem: string): MillwrightError {
  return new MillwrightError("SERVING_BODY_INVALID", problem, "Send the whole body, as its headers announce it.");
}

/** The stream that undoes a content encoding. @throws SERVING_CONTENT_TYPE */
function decompressor(encoding: string): (Readable & NodeJS.WritableStream) | undefined {
  switch (encoding.trim().toLowerCase()) {
    case "":
    case "identity":
      return undefined;
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    default:
      throw new MillwrightError(
        "SERVING_CONTENT_TYPE",
        `the content encoding "${encoding}" is not known.`,
        "Use gzip, deflate, br, or none.",
      );
  }
}

function textOf(chunks: readonly Buffer[]): string {
  const [first] = chunks;
  const whole = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
  if (!isUtf8(whole)) throw broken("the body is not UTF-8.");
  return whole.toString("utf8");
}

/**
 * Reads a request's body as text. The limit holds for what comes out of decompression, so that a small body cannot unfold
 * into a large one: unpacking stops at the first byte beyond it.
 */
export function readBody(message: IncomingMessage, limit: number, done: Done): void {
  const encoding = message.headers["content-encoding"] ?? "";
  let unpacked: (Readable & NodeJS.WritableStream) | undefined;
  try {
    unpacked = decompressor(encoding);
  } catch (error) {
    message.resume();
    done(error as Error);
    return;
  }
  const stream: Readable = unpacked ?? message;
  const chunks: Buffer[] = [];
  let received = 0;
  let over = false;

  const finish = (error: Error | null, body?: string): void => {
    if (over) return;
    over = true;
    message.off("close", onClose);
    if (error !== null) {
      // What is still to come is read and thrown away, so that the client gets to see the reply.
      if (unpacked !== undefined) {
        message.unpipe(unpacked);
        (unpacked as Readable).destroy();
      } else stream.removeAllListeners("data");
      message.resume();
    }
    done(error, body);
  };
  const onClose = (): void => {
    if (!message.complete) finish(broken("the connection was closed inside of the body."));
  };

  if (Number(message.headers["content-length"]) > limit) {
    finish(tooLarge(limit, false));
    return;
  }
  message.on("close", onClose);
  message.on("error", () => finish(broken("the connection failed inside of the body.")));
  stream.on("data", (chunk: Buffer) => {
    received += chunk.length;
    if (received > limit) finish(tooLarge(limit, unpacked !== undefined));
    else chunks.push(chunk);
  });
  stream.on("end", () => {
    if (over) return;
    try {
      finish(null, textOf(chunks));
    } catch (error) {
      finish(error as Error);
    }
  });
  if (unpacked !== undefined) {
    stream.on("error", (error) => finish(broken(`the body is not valid ${encoding} (${error.message}).`)));
    message.pipe(unpacked);
  }
}

/** Parses a body that was read. @throws SERVING_BODY_INVALID */
export function parseJsonBody(body: unknown): unknown {
  if (typeof body !== "string" || body.length === 0) {
    throw new MillwrightError("SERVING_BODY_INVALID", "the body is empty.", "Send JSON with content-type application/json.");
  }
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new MillwrightError(
      "SERVING_BODY_INVALID",
      `the body is not JSON: ${(cause as Error).message}.`,
      "Send JSON as /openapi.json describes it.",
      { cause },
    );
  }
}

/** A body that must be a JSON object. @throws SERVING_BODY_INVALID */
export function parseObjectBody(body: unknown): Record<string, unknown> {
  const value = parseJsonBody(body);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  const what = Array.isArray(value) ? "an array" : value === null ? "null" : `a ${typeof value}`;
  throw new MillwrightError(
    "SERVING_BODY_INVALID",
    `the body is ${what}, not a JSON object.`,
    "Send an object as /openapi.json describes it.",
  );
}
