import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import type { Readable, Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { MillwrightError } from "../../errors/index.ts";

type Decompressor = Transform;
type Done = (error: Error | null, body?: string) => void;

function tooLarge(limit: number, compressed: boolean): MillwrightError {
  const when = compressed ? " after decompression" : "";
  return new MillwrightError("SERVING_BODY_TOO_LARGE", `the body exceeds ${limit} bytes${when}.`, "Send fewer rows per request.");
}

function broken(problem: string): MillwrightError {
  return new MillwrightError("SERVING_BODY_INVALID", problem, "Send the whole body, as its headers announce it.");
}

/** The stream that undoes a content encoding. @throws SERVING_CONTENT_TYPE */
function decompressor(encoding: string): Decompressor | undefined {
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

/** One body on its way in. */
class BodyReader {
  readonly #message: IncomingMessage;
  readonly #unpacked: Decompressor | undefined;
  readonly #limit: number;
  readonly #done: Done;
  readonly #chunks: Buffer[] = [];
  #received = 0;
  #over = false;

  constructor(message: IncomingMessage, unpacked: Decompressor | undefined, limit: number, done: Done) {
    this.#message = message;
    this.#unpacked = unpacked;
    this.#limit = limit;
    this.#done = done;
  }

  start(): void {
    const message = this.#message;
    if (Number(message.headers["content-length"]) > this.#limit) {
      this.#finish(tooLarge(this.#limit, false));
      return;
    }
    message.on("close", this.#onClose);
    message.on("error", () => this.#finish(broken("the connection failed inside of the body.")));
    const stream: Readable = this.#unpacked ?? message;
    stream.on("data", (chunk: Buffer) => this.#take(chunk));
    stream.on("end", () => this.#end());
    if (this.#unpacked === undefined) return;
    stream.on("error", (error) => this.#finish(broken(`the compressed body is not valid (${error.message}).`)));
    message.pipe(this.#unpacked);
  }

  readonly #onClose = (): void => {
    if (!this.#message.complete) this.#finish(broken("the connection was closed inside of the body."));
  };

  #take(chunk: Buffer): void {
    this.#received += chunk.length;
    if (this.#received > this.#limit) this.#finish(tooLarge(this.#limit, this.#unpacked !== undefined));
    else this.#chunks.push(chunk);
  }

  #end(): void {
    if (this.#over) return;
    try {
      this.#finish(null, textOf(this.#chunks));
    } catch (error) {
      this.#finish(error as Error);
    }
  }

  #finish(error: Error | null, body?: string): void {
    if (this.#over) return;
    this.#over = true;
    this.#message.off("close", this.#onClose);
    if (error !== null) this.#throwAwayRest();
    this.#done(error, body);
  }

  /** What is still to come is read and let go, so that the client gets to see the reply. */
  #throwAwayRest(): void {
    if (this.#unpacked === undefined) this.#message.removeAllListeners("data");
    else {
      this.#message.unpipe(this.#unpacked);
      this.#unpacked.destroy();
    }
    this.#message.resume();
  }
}

/**
 * Reads a request's body as text. The limit holds for what comes out of decompression, so that a small body cannot unfold
 * into a large one: unpacking stops at the first chunk beyond it.
 */
export function readBody(message: IncomingMessage, limit: number, done: Done): void {
  let unpacked: Decompressor | undefined;
  try {
    unpacked = decompressor(message.headers["content-encoding"] ?? "");
  } catch (error) {
    message.resume();
    done(error as Error);
    return;
  }
  new BodyReader(message, unpacked, limit, done).start();
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
