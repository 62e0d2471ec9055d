import { type EvaluationEnd, type Evaluator, timeLimitReason } from "./evaluator.ts";
import type { EvaluatorChannel, FromEvaluator } from "./evaluator-messages.ts";

/** Milliseconds that an evaluation may take to stop by itself. */
const graceMs = 3000;

/** How an evaluator elsewhere is started and limited. */
export interface IsolationSettings {
  /** Starts it; called again after one has ended or had to be killed. */
  readonly open: () => EvaluatorChannel;
  /** Of one trial; reading the data at the start does not count. */
  readonly timeLimitSeconds: number;
}

/** An evaluator's thread or process, once it has said that it is ready. */
interface Running {
  readonly channel: EvaluatorChannel;
  /** The one who listens at present. */
  listen: (message: FromEvaluator | { readonly type: "ended"; readonly reason: string }) => void;
}

/**
 * Evaluates in a thread or process of its own: a trial that hangs is killed at its time limit, one that crashes or exhausts the
 * memory ends alone, and the next trial gets a new one.
 */
export function isolatedEvaluator({ open, timeLimitSeconds }: IsolationSettings): Evaluator {
  let running: Promise<Running> | undefined;
  let opened: EvaluatorChannel | undefined;
  let next = 0;

  const start = (): Promise<Running> =>
    new Promise((resolve, reject) => {
      const channel = open();
      opened = channel;
      const self: Running = { channel, listen: () => undefined };
      channel.onMessage((message) => (message.type === "ready" ? resolve(self) : self.listen(message)));
      channel.onEnd((reason) => {
        running = undefined;
        reject(new Error(reason));
        self.listen({ type: "ended", reason });
      });
    });

  // It reads its data while others are still busy; whether that went well is told when it is needed.
  running = start();
  running.catch(() => undefined);

  return {
    evaluate: async (values, { signal, onReport }) => {
      running ??= start();
      const self = await running.catch((error: Error) => error);
      if (self instanceof Error) return signal.aborted ? { type: "stopped" } : { type: "failed", reason: self.message };
      const id = next++;
      return new Promise((resolve) => {
        let late = false;
        let grace: NodeJS.Timeout | undefined;
        const stop = (): void => {
          self.channel.send({ type: "stop", id });
          grace ??= setTimeout(() => self.channel.kill(), graceMs);
        };
        const limit = setTimeout(() => {
          late = true;
          stop();
        }, 1000 * timeLimitSeconds);
        const end = (result: EvaluationEnd): void => {
          clearTimeout(limit);
          clearTimeout(grace);
          signal.removeEventListener("abort", stop);
          self.listen = () => undefined;
          resolve(signal.aborted ? { type: "stopped" } : result);
        };
        const failed = (reason: string): EvaluationEnd => ({
          type: "failed",
          reason: late ? timeLimitReason(timeLimitSeconds) : reason,
        });
        self.listen = (message) => {
          if (message.type === "ended") end(failed(message.reason));
          else if (message.type === "ready" || message.id !== id) return;
          else if (message.type === "report") onReport(message.step, message.value);
          else end(message.type === "measured" && !late ? message : failed(message.type === "failed" ? message.reason : ""));
        };
        signal.addEventListener("abort", stop);
        self.channel.send({ type: "evaluate", id, ...(values === undefined ? {} : { values }) });
        if (signal.aborted) stop();
      });
    },
    close: async () => opened?.kill(),
  };
}
