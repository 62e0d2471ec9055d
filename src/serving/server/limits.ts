import { didYouMean, MillwrightError } from "../../errors/index.ts";

/** Bounds that keep the server answering whatever is sent to it. */
export interface ServerLimits {
  /** Bytes of a request's body after decompression; 8 MiB unless told. */
  readonly bodyBytes: number;
  /** Rows of one request; 10,000 unless told. */
  readonly requestRows: number;
  /** Candidates of one list that is to be ordered; 500 unless told. */
  readonly listRows: number;
  /** Rows that may wait; beyond it requests get 429; 20,000 unless told. */
  readonly queueRows: number;
  /** Rows of one run of the graph; 256 unless told. */
  readonly batchRows: number;
  /** Milliseconds that a request may wait for others to share its run; 0 (only those already there) unless told. */
  readonly batchDelayMs: number;
  /** Milliseconds until a prediction that is not ready is answered with 504; 10,000 unless told. */
  readonly predictMs: number;
  /** Milliseconds in which a request must have arrived whole; 30,000 unless told. */
  readonly receiveMs: number;
  /** Milliseconds that a shut-down waits for replies under way; 10,000 unless told. */
  readonly drainMs: number;
  /** Milliseconds between "not ready" and the closed door, in which load balancers look away; 200 unless told. */
  readonly lameDuckMs: number;
}

const standard: ServerLimits = {
  bodyBytes: 8 * 1024 * 1024,
  requestRows: 10_000,
  listRows: 500,
  queueRows: 20_000,
  batchRows: 256,
  batchDelayMs: 0,
  predictMs: 10_000,
  receiveMs: 30_000,
  drainMs: 10_000,
  lameDuckMs: 200,
};

/** Limits that may be zero. */
const mayBeZero: readonly string[] = ["batchDelayMs", "lameDuckMs"];

/** Fills in what was not told. @throws SERVING_SETTINGS_INVALID */
export function limitsFrom(told: Partial<ServerLimits> = {}): ServerLimits {
  for (const [name, value] of Object.entries(told)) {
    if (!Object.hasOwn(standard, name)) {
      throw new MillwrightError("SERVING_SETTINGS_INVALID", `there is no limit "${name}".`, didYouMean(name, Object.keys(standard)));
    }
    const smallest = mayBeZero.includes(name) ? 0 : 1;
    if (Number.isFinite(value) && value >= smallest && value <= 2 ** 31 - 1) continue;
    throw new MillwrightError(
      "SERVING_SETTINGS_INVALID",
      `the limit ${name} is ${value}.`,
      `Give a number from ${smallest} to ${2 ** 31 - 1}.`,
    );
  }
  return { ...standard, ...told };
}
