import { type ErrorCode, meaningOf } from "./catalogue/index.ts";

/**
 * The one error class. Its message says what happened with the value received, what was allowed, and how to mend it.
 *
 * @example
 * throw new MillwrightError("DATA_COLUMN_MISSING", 'table "orders" has no column "amout".', 'Did you mean "amount"?');
 */
export class MillwrightError extends Error {
  readonly code: ErrorCode;
  /** What happened, with the value received and where. */
  readonly problem: string;
  /** How to mend it. */
  readonly fix: string;

  constructor(code: ErrorCode, problem: string, fix: string, options?: { cause?: unknown }) {
    super(`${code}: ${problem} ${fix}`, options);
    this.name = "MillwrightError";
    this.code = code;
    this.problem = problem;
    this.fix = fix;
  }

  /** One sentence that holds for every error with this code. */
  get meaning(): string {
    return meaningOf(this.code);
  }
}
