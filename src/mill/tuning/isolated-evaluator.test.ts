import { describe, expect, it } from "vitest";
import { inlineEvaluator } from "./evaluator.ts";
import type { EvaluatorChannel, FromEvaluator, ToEvaluator } from "./evaluator-messages.ts";
import { isolatedEvaluator } from "./isolated-evaluator.ts";
import type { Evaluation } from "./trial-evaluation.ts";

const evaluation: Evaluation = { values: [1], parts: [1, 1], seconds: 0 };

/** A channel whose other end is a function; it can end by itself. */
function channelTo(answer: (message: ToEvaluator, send: (message: FromEvaluator) => void, end: (reason: string) => void) => void) {
  let [hear, ended] = [(_: FromEvaluator) => undefined as unknown, (_: string) => undefined as unknown];
  const killed: string[] = [];
  const channel: EvaluatorChannel = {
    send: (message) =>
      answer(
        message,
        (back) => hear(back),
        (reason) => ended(reason),
      ),
    onMessage: (handler) => {
      hear = handler;
      queueMicrotask(() => hear({ type: "ready" }));
    },
    onEnd: (handler) => {
      ended = handler;
    },
    kill: () => {
      killed.push("killed");
      ended("killed");
    },
  };
  return { channel, killed };
}

const never = new AbortController().signal;

describe("an evaluator elsewhere", () => {
  it("passes values there, reports and measurements back", async () => {
    const { channel } = channelTo((message, send) => {
      if (message.type !== "evaluate") return;
      send({ type: "report", id: message.id, step: 1, value: Number(message.values?.["x"]) });
      send({ type: "measured", id: message.id, evaluation });
    });
    const evaluator = isolatedEvaluator({ open: () => channel, timeLimitSeconds: 9 });
    const reports: number[] = [];
    const end = await evaluator.evaluate({ x: 7 }, { signal: never, onReport: (_, value) => reports.push(value) });
    expect([end, reports]).toEqual([{ type: "measured", evaluation }, [7]]);
  });

  it("is opened again after it has ended, and says why the trial failed", async () => {
    let opened = 0;
    const open = (): EvaluatorChannel => {
      opened++;
      return channelTo((message, send, end) => {
        if (message.type === "evaluate" && message.values?.["x"] === "deadly") end("out of memory: its heap was full");
        else if (message.type === "evaluate") send({ type: "measured", id: message.id, evaluation });
      }).channel;
    };
    const evaluator = isolatedEvaluator({ open, timeLimitSeconds: 9 });
    const hooks = { signal: never, onReport: () => undefined };
    expect(await evaluator.evaluate({ x: "deadly" }, hooks)).toMatchObject({ type: "failed", reason: "out of memory: its heap was full" });
    expect(await evaluator.evaluate({ x: "fine" }, hooks)).toMatchObject({ type: "measured" });
    expect(opened).toBe(2);
  });

  it("kills a trial at its time limit, and gives the next one a new place", async () => {
    const killed: string[][] = [];
    const open = (): EvaluatorChannel => {
      const one = channelTo((message, send) => {
        if (message.type === "evaluate" && message.values?.["x"] !== "endless") send({ type: "measured", id: message.id, evaluation });
      });
      killed.push(one.killed);
      return one.channel;
    };
    const evaluator = isolatedEvaluator({ open, timeLimitSeconds: 0.02 });
    const hooks = { signal: never, onReport: () => undefined };
    const late = { type: "failed", reason: "took longer than its 0.02 s", seconds: expect.closeTo(0.02, 0) };
    expect(await evaluator.evaluate({ x: "endless" }, hooks)).toEqual(late);
    expect(await evaluator.evaluate({ x: "quick" }, hooks)).toMatchObject({ type: "measured" });
    expect(killed).toEqual([["killed"], []]);
  });

  it("stops when the signal is raised", async () => {
    const stop = new AbortController();
    const { channel } = channelTo((message, send) => {
      if (message.type === "evaluate") stop.abort();
      else send({ type: "failed", id: message.id, reason: "aborted" });
    });
    const evaluator = isolatedEvaluator({ open: () => channel, timeLimitSeconds: 9 });
    expect(await evaluator.evaluate({}, { signal: stop.signal, onReport: () => undefined })).toEqual({ type: "stopped" });
  });
});

describe("an evaluator in the same thread", () => {
  it("turns what a trial throws into a reason", async () => {
    const evaluator = inlineEvaluator(async () => {
      throw new Error("wrong\nand more");
    }, 9);
    expect(await evaluator.evaluate({}, { signal: never, onReport: () => undefined })).toEqual({ type: "failed", reason: "wrong" });
  });
});
