import assert from "node:assert/strict";
import { random } from "../kernels/index.ts";
import type { Pruner, Trial } from "../modeling/index.ts";
import type { ContractCheck } from "./op-contract.ts";

const STEPS = 27;

/** A trial whose value falls from 1 towards its own level, up to some step. */
function curve(number: number, level: number, until: number, state: Trial["state"], sign = 1): Trial {
  const stream = random(number);
  const intermediate = Array.from({ length: until }, (_, i) => ({
    step: i + 1,
    value: sign * (level + (1 - level) * Math.exp(-(i + 1) / 4) + 0.001 * stream.normal()),
  }));
  const values = state === "complete" ? [intermediate.at(-1)?.value ?? 0] : [];
  return { number, state, parameters: {}, values, intermediate, constraints: [] };
}

/** Twenty finished trials of levels 0 to 0.95. */
function finished(sign = 1): Trial[] {
  return Array.from({ length: 20 }, (_, i) => curve(i, i / 20, STEPS, "complete", sign));
}

/** Steps at which a trial of this level would be stopped first; undefined where it goes on to the end. */
function stoppedAt(pruner: Pruner, number: number, level: number, sign: 1 | -1): number | undefined {
  const others = finished(sign);
  for (let step = 1; step <= STEPS; step++) {
    const reason = pruner.reasonToStop(curve(number, level, step, "running", sign), others, sign === 1 ? "minimize" : "maximize");
    if (reason !== undefined) return step;
  }
  return undefined;
}

function checkDecisions(pruner: Pruner): void {
  // Twelve numbers, so that brackets and cohorts of every kind are met.
  const numbers = Array.from({ length: 12 }, (_, i) => 20 + i);
  const bad = numbers.map((number) => stoppedAt(pruner, number, 0.99, 1));
  assert.ok(bad.filter((step) => step !== undefined).length >= 3, `a bad trial is stopped: ${bad.join(", ")}`);
  for (const number of numbers) assert.equal(stoppedAt(pruner, number, -0.2, 1), undefined, "the best trial goes on");
}

function checkMirror(pruner: Pruner): void {
  for (const level of [0.1, 0.5, 0.9]) {
    for (let number = 20; number < 26; number++) {
      assert.equal(stoppedAt(pruner, number, level, -1), stoppedAt(pruner, number, level, 1), "maximising the negative is the same");
    }
  }
}

function checkAlone(pruner: Pruner): void {
  for (let step = 0; step <= STEPS; step++) {
    assert.equal(pruner.reasonToStop(curve(0, 0.9, step, "running"), [], "minimize"), undefined, "a trial alone goes on");
  }
  assert.equal(pruner.reasonToStop(curve(0, 0.9, 0, "running"), finished(), "minimize"), undefined, "a trial without values goes on");
  const silent = finished().map((trial): Trial => ({ ...trial, intermediate: [], state: "failed", values: [] }));
  assert.equal(
    pruner.reasonToStop(curve(40, 0.9, 3, "running"), silent, "minimize"),
    undefined,
    "trials that reported nothing are no rivals",
  );
}

function checkNotANumber(pruner: Pruner): void {
  const broken = curve(30, 0.5, 4, "running");
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
    const trial = { ...broken, intermediate: [...broken.intermediate, { step: 5, value }] };
    assert.match(pruner.reasonToStop(trial, finished(), "minimize") ?? "", /reported/, `${value} stops a trial, and the reason says so`);
  }
  const rivals = finished().map((trial, i) =>
    i % 2 === 0 ? trial : { ...trial, intermediate: trial.intermediate.map(({ step }) => ({ step, value: Number.NaN })) },
  );
  assert.equal(pruner.reasonToStop(curve(31, -0.2, 9, "running"), rivals, "minimize"), undefined, "rivals of NaN are no better");
}

function checkPurity(pruner: Pruner): void {
  const others = finished();
  const trial = curve(33, 0.7, 9, "running");
  const before = structuredClone({ others, trial });
  const first = pruner.reasonToStop(trial, others, "minimize");
  pruner.reasonToStop(curve(34, 0.1, 20, "running"), others, "minimize");
  assert.equal(pruner.reasonToStop(trial, others, "minimize"), first, "the answer does not depend on earlier questions");
  assert.deepEqual({ others, trial }, before, "nothing is changed");
}

/**
 * What every pruner must keep, as checks for any test runner: bad trials are stopped and the best goes on; maximising is minimising the
 * negative; a trial alone, or without values, goes on; NaN stops a trial; no state.
 * @param make - with settings that suit trials of 27 steps.
 * @example for (const { title, check } of prunerContract(() => medianPruner())) it(title, check);
 */
export function prunerContract(make: () => Pruner): ContractCheck[] {
  const { name } = make();
  const facts: readonly (readonly [string, (pruner: Pruner) => void])[] = [
    ["stops bad trials and lets the best go on", checkDecisions],
    ["treats maximising as minimising the negative", checkMirror],
    ["lets a trial go on that has no rivals or no values", checkAlone],
    ["stops a trial that reports no number", checkNotANumber],
    ["keeps no state and changes nothing", checkPurity],
  ];
  return facts.map(([fact, check]) => ({ title: `${name} ${fact}`, check: async () => check(make()) }));
}
