import { MillwrightError } from "../errors/index.ts";
import { exitCode } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";

/** What `--json` prints in place of a result. */
interface ErrorReply {
  readonly error: { readonly code: string; readonly problem: string; readonly fix: string };
}

function replyOf(error: unknown): ErrorReply["error"] {
  if (error instanceof MillwrightError) return { code: error.code, problem: error.problem, fix: error.fix };
  const problem = error instanceof Error ? error.message : String(error);
  return { code: "INTERNAL", problem, fix: "This is a fault in Millwright. MILLWRIGHT_DEBUG=1 shows where; please report it." };
}

/**
 * Prints `error CODE: problem` and `fix: …` on standard error (and an object on standard output with `json`).
 * @returns the exit code: 2 for a coded error, 70 for any other.
 */
export function reportError(error: unknown, terminal: Terminal, json: boolean): number {
  const reply = replyOf(error);
  terminal.err(`error ${reply.code}: ${reply.problem}\nfix: ${reply.fix}\n`);
  if (terminal.env["MILLWRIGHT_DEBUG"] !== undefined && error instanceof Error) terminal.err(`${stackWithCauses(error)}\n`);
  if (json) terminal.out(JSON.stringify({ error: reply } satisfies ErrorReply));
  return error instanceof MillwrightError ? exitCode.badInput : exitCode.internal;
}

function stackWithCauses(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\ncaused by ${stackWithCauses(error.cause)}` : own;
}
