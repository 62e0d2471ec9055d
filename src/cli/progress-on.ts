import { type ProgressRenderer, progressRenderer } from "./progress-renderer.ts";
import type { Terminal } from "./terminal.ts";

/** A renderer of progress on a terminal, with the process's clock; `end` also stops its ticking. */
export function progressOn(terminal: Terminal): Omit<ProgressRenderer, "tick"> {
  const { err, live, width } = terminal;
  const { onEvent, tick, end } = progressRenderer({ err, live, width, now: () => performance.now() });
  const timer = setInterval(tick, 1000).unref();
  return {
    onEvent,
    end: () => {
      clearInterval(timer);
      end();
    },
  };
}
