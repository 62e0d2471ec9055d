import { type EvaluationEnd, type Evaluator, timeLimitReason } from "./evaluator.ts";
import type { EvaluatorChannel, FromEvaluator } from "./evaluator-messages.ts";
import type { EvaluationHooks } from "./trial-evaluation.ts";

/** Milliseconds that an evaluation which is to stop may take to do so by itself. */
const graceMs = 3000;

/** How an evaluator elsewhere is started and limited. */
export interface IsolationSettings {
  /** Starts it; called again after one has ended or had to be killed. */
  readonly open: () => EvaluatorChannel;
  /** Of one trial; reading the data at the start does not count. */
  readonly timeLimitSeconds: number;
}

/** What an evaluator's thread or process says, and that it is gone. */
type Heard = FromEvaluator | { readonly type: "ended"; readonly reason: string };

/** An evaluator's thread or process, once it has said that it is ready. */
interface Running {
  readonly send: EvaluatorChannel["send"];
  /** The one who listens at present. */
  listen: (message: Heard) => void;
  /** Ends it at once; the next trial gets a new one. */
  kill(): void;
}

/** The thread or process that evaluates, opened anew whenever it has ended. */
class Place {
  readonly #open: () => EvaluatorChannel;
  #channel: EvaluatorChannel | undefined;
  #running: Promise<Running> | undefined;

  constructor(open: () => EvaluatorChannel) {
    this.#open = open;
  }

  /** @throws Error with the reason why it did not start */
  running(): Promise<Running> {
    this.#running ??= this.#start();
    return this.#running;
  }

  kill(): void {
    this.#running = undefined;
    this.#channel?.kill();
  }

  #start(): Promise<Running> {
    return new Promise((resolve, reject) => {
      const channel = this.#open();
      this.#channel = channel;
      const kill = (): void => (this.#channel === channel ? this.kill() : channel.kill());
      const running: Running = { send: channel.send, listen: () => undefined, kill };
      channel.onMessage((message) => (message.type === "ready" ? resolve(running) : running.listen(message)));
      channel.onEnd((reason) => {
        if (this.#channel === channel) this.#running = undefined;
        reject(new Error(reason));
        running.listen({ type: "ended", reason });
      });
    });
  }
}

/** One evaluation, from its question to its end. */
function evaluateAt(
  running: Running,
  question: Parameters<EvaluatorChannel["send"]>[0],
  { signal, onReport }: EvaluationHooks,
  timeLimitSeconds: number,
): Promise<EvaluationEnd> {
  return new Promise((resolve) => {
    const started = performance.now();
    let grace: NodeJS.Timeout | undefined;
    const stop = (): void => {
      running.send({ type: "stop", id: question.id });
      grace ??= setTimeout(running.kill, graceMs);
    };
    const end = (result: EvaluationEnd): void => {
      clearTimeout(limit);
      clearTimeout(grace);
      signal.removeEventListener("abort", stop);
      running.listen = () => undefined;
      resolve(signal.aborted ? { type: "stopped" } : result);
    };
    const fail = (reason: string): void => end({ type: "failed", reason, seconds: (performance.now() - started) / 1000 });
    const limit = setTimeout(() => {
      fail(timeLimitReason(timeLimitSeconds));
      running.kill();
    }, 1000 * timeLimitSeconds);
    running.listen = (message) => {
      if (message.type === "ended") fail(message.reason);
      else if (message.type === "ready" || message.id !== question.id) return;
      else if (message.type === "report") onReport(message.step, message.value);
      else if (message.type === "failed") fail(message.reason);
      else end({ type: "measured", evaluation: message.evaluation });
    };
    signal.addEventListener("abort", stop);
    running.send(question);
    if (signal.aborted) stop();
  });
}

/**
 * Evaluates in a thread or process of its own: a trial is killed at its time limit, one that crashes or exhausts the memory ends
 * alone, and the next trial gets a new one.
 */
export function isolatedEvaluator({ open, timeLimitSeconds }: IsolationSettings): Evaluator {
  const place = new Place(open);
  let next = 0;
  // It reads its data while others are still busy; whether that went well is told when it is needed.
  place.running().catch(() => undefined);
  return {
    evaluate: async (values, hooks) => {
      const running = await place.running().catch((error: Error) => error);
      if (running instanceof Error) return hooks.signal.aborted ? { type: "stopped" } : { type: "failed", reason: running.message };
      const question = { type: "evaluate", id: next++, ...(values === undefined ? {} : { values }) } as const;
      return evaluateAt(running, question, hooks, timeLimitSeconds);
    },
    close: async () => place.kill(),
  };
}
