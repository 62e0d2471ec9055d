import { expect, test } from "vitest";
import { progressRenderer } from "./progress-renderer.ts";

function recorder(live: boolean) {
  const written: string[] = [];
  const clock = { ms: 0 };
  const renderer = progressRenderer({ err: (text) => written.push(text), live, width: 80, now: () => clock.ms });
  return { written, clock, renderer };
}

const step = (step: number, steps = 100) => ({ type: "progress", what: "epochs", step, steps, values: { loss: 0.25 } }) as const;

test("without a terminal every line is plain and ends with a line end", () => {
  const { written, clock, renderer } = recorder(false);
  renderer.onEvent({ type: "run", run: "r1", system: "churn", seed: 7, resumed: false });
  renderer.onEvent({ type: "candidate-start", candidate: "logistic", rung: "simple", index: 1, of: 5 });
  clock.ms = 2500;
  renderer.onEvent(step(50));
  renderer.end();
  expect(written.every((text) => text.endsWith("\n") && !text.includes("\u001b"))).toBe(true);
  expect(written.join("")).toContain("[2/5] logistic");
});

test("one row is no rows", () => {
  const { written, renderer } = recorder(false);
  for (const rows of [1, 12_000]) renderer.onEvent({ type: "data", source: "a.csv", simulated: false, rows, fingerprint: "f" });
  renderer.end();
  expect(written).toEqual(["data: a.csv, 1 row\n", "data: a.csv, 12,000 rows\n"]);
});

test("without a terminal steps are told at most every two seconds, with what is left", () => {
  const { written, clock, renderer } = recorder(false);
  renderer.onEvent({ type: "candidate-start", candidate: "logistic", rung: "simple", index: 0, of: 1 });
  for (clock.ms = 100; clock.ms <= 5000; clock.ms += 100) renderer.onEvent(step(clock.ms / 100));
  const told = written.filter((text) => text.includes("/100"));
  expect(told).toHaveLength(2);
  expect(told[0]).toContain("20/100");
  expect(told[0]).toContain("8.0 s left");
  expect(told[0]).toContain("loss 0.25");
});

test("on a terminal one line is rewritten, and what stays is written above it", () => {
  const { written, clock, renderer } = recorder(true);
  renderer.onEvent({ type: "candidate-start", candidate: "logistic", rung: "simple", index: 0, of: 1 });
  clock.ms = 1000;
  renderer.onEvent(step(50));
  const live = written.at(-1) ?? "";
  expect(live).toMatch(/^\r.*█{10}░{10}/);
  expect(live.endsWith("\n")).toBe(false);
  renderer.onEvent({
    type: "candidate-end",
    candidate: "logistic",
    metric: "roc_auc",
    value: 0.8,
    low: 0.75,
    high: 0.85,
    seconds: 1.5,
    resumed: false,
  });
  expect(written.slice(-2)).toEqual(["\r\u001b[2K", "  logistic: roc_auc 0.800 [0.750, 0.850] in 1.5 s\n"]);
});

test("on a terminal no live line is wider than the terminal", () => {
  const { written, renderer } = recorder(true);
  renderer.onEvent({ type: "stage", stage: "data", title: "reading ".padEnd(300, "x") });
  expect((written.at(-1) ?? "").replace("\r\u001b[2K", "").length).toBeLessThan(80);
});

test("made-up rows are called so", () => {
  const { written, renderer } = recorder(false);
  renderer.onEvent({ type: "data", source: "a town", simulated: true, rows: 40_000, fingerprint: "f" });
  expect(written.join("")).toBe("SIMULATED DATA: a town, 40,000 rows\n");
});

test("work that says nothing is told of with the time that it has taken", () => {
  const { written, clock, renderer } = recorder(false);
  renderer.onEvent({ type: "candidate-start", candidate: "neighbours", rung: "complex", index: 0, of: 1 });
  for (clock.ms = 1000; clock.ms <= 25_000; clock.ms += 1000) renderer.tick();
  expect(written.slice(1)).toEqual(["[1/1] neighbours  10 s\n", "[1/1] neighbours  20 s\n"]);
});
