import type { ParameterValues } from "../../modeling/index.ts";
import type { Evaluate, Evaluation, EvaluationHooks } from "./trial-evaluation.ts";

/** How an evaluation ended: measured, failed for a reason, or stopped because its signal was raised. */
export type EvaluationEnd =
  | { readonly type: "measured"; readonly evaluation: Evaluation }
  | { readonly type: "failed"; readonly reason: string /** Where known: without the start of a process. */; readonly seconds?: number }
  | { readonly type: "stopped" };

/** Evaluates one trial at a time; whatever a trial does, it answers. */
export interface Evaluator {
  evaluate(values: ParameterValues | undefined, hooks: EvaluationHooks): Promise<EvaluationEnd>;
  close(): Promise<void>;
}

/** Why an evaluation failed, in one line. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  // V8 has no room for an array: the trial was too large, whatever it meant to do with it.
  if (error instanceof RangeError && /allocation failed|Invalid (typed )?array( buffer)? length/i.test(text))
    return `out of memory: ${text}`;
  return (text.split("\n")[0] ?? "").slice(0, 300) || "threw nothing";
}

/** What a trial that was stopped for its time says. */
export function timeLimitReason(seconds: number): string {
  return `took longer than its ${seconds} s`;
}

/**
 * Evaluates in this very thread: no start-up and nothing to copy, but a trial that never yields cannot be stopped and one that
 * exhausts the memory takes the process with it.
 */
export function inlineEvaluator(evaluate: Evaluate, timeLimitSeconds: number): Evaluator {
  return {
    evaluate: async (values, { signal, onReport }) => {
      const timer = new AbortController();
      const timeout = setTimeout(() => timer.abort(), 1000 * timeLimitSeconds);
      try {
        const evaluation = await evaluate(values, { signal: AbortSignal.any([signal, timer.signal]), onReport });
        return { type: "measured", evaluation };
      } catch (error) {
        if (signal.aborted) return { type: "stopped" };
        return { type: "failed", reason: timer.signal.aborted ? timeLimitReason(timeLimitSeconds) : reasonOf(error) };
      } finally {
        clearTimeout(timeout);
      }
    },
    close: async () => undefined,
  };
}
