import type { Terminal } from "./terminal.ts";

/** Work that an interrupt may stop. */
export interface Interruptible<Result> {
  readonly result?: Result;
  readonly interrupted: boolean;
}

/**
 * Runs `work` with a signal that the first interrupt aborts; what the aborted work throws is taken as its end.
 * A second interrupt ends the process at once.
 */
export async function untilInterrupted<Result>(
  terminal: Terminal,
  message: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Interruptible<Result>> {
  const controller = new AbortController();
  const forget = terminal.onInterrupt(() => {
    terminal.err(`\n${message}\n`);
    controller.abort();
  });
  try {
    return { result: await work(controller.signal), interrupted: false };
  } catch (error) {
    if (controller.signal.aborted) return { interrupted: true };
    throw error;
  } finally {
    forget();
  }
}
