import assert from "node:assert/strict";
import { MillwrightError } from "../errors/index.ts";
import { random } from "../kernels/index.ts";
import {
  askTrial,
  bestTrials,
  encodePoint,
  integerRange,
  numberRange,
  type Outcome,
  oneOf,
  onlyWhen,
  type ParameterValues,
  type Sampler,
  type SamplerCheck,
  type StudyDefinition,
  searchSpace,
  type Trial,
  tellTrial,
  unitCube,
} from "../modeling/index.ts";
import type { ContractCheck } from "./op-contract.ts";

/** A check that may be left out for a reason. */
export interface SamplerContractCheck extends ContractCheck {
  /** Why it does not apply; undefined where it does. */
  readonly skip: string | undefined;
}

const richSpace = searchSpace(
  {
    rate: numberRange(1e-4, 1, { scale: "log" }),
    share: numberRange(0, 1),
    depth: integerRange(1, 8),
    width: integerRange(4, 512, { scale: "log" }),
    booster: oneOf(["plain", "dart", "goss"]),
    dropShare: onlyWhen({ booster: "dart" }, numberRange(0, 0.5)),
    batch: oneOf([16, 32, 64], { ordered: true }),
  },
  [{ name: "deep is slow", holds: ({ depth, rate }) => depth < 6 || rate < 0.1 }],
);
const bowlSpace = searchSpace({ x: numberRange(-5, 5), y: numberRange(-5, 5), z: numberRange(-5, 5) });
const fewPoints = searchSpace({ a: oneOf(["p", "q", "r"]), b: integerRange(0, 3) });

type Objective = (values: ParameterValues, number: number) => Outcome;

function definitionOf(make: () => Sampler, more: Partial<StudyDefinition> = {}): StudyDefinition {
  return { space: richSpace, directions: ["minimize"], seed: 11, sampler: make(), ...more };
}

function complete(...values: number[]): Outcome {
  return { state: "complete", values, seconds: 1 };
}

function richLoss(values: ParameterValues): number {
  const [rate, share, depth] = [Number(values["rate"]), Number(values["share"]), Number(values["depth"])];
  return (Math.log10(rate) + 2) ** 2 + share + 0.1 * depth + (values["booster"] === "dart" ? Number(values["dropShare"]) : 0.4);
}

const bowl: Objective = (values) => complete((Number(values["x"]) - 1) ** 2 + (Number(values["y"]) + 2) ** 2 + Number(values["z"]) ** 2);

/** Runs trials one after the other. */
function runStudy(definition: StudyDefinition, count: number, objective: Objective, before: readonly Trial[] = []): Trial[] {
  const trials = [...before];
  for (let i = 0; i < count; i++) {
    const trial = askTrial(definition, trials);
    trials.push(tellTrial(definition, trial, objective(trial.parameters, trial.number)));
  }
  return trials;
}

/** As a store would give it back. */
function stored(trials: readonly Trial[]): Trial[] {
  return JSON.parse(JSON.stringify(trials)) as Trial[];
}

function assertWithin(definition: StudyDefinition, { parameters, number }: Trial): void {
  const { space } = definition;
  assert.ok(encodePoint(unitCube(space), parameters) !== undefined, `trial ${number} is within the space: ${JSON.stringify(parameters)}`);
  for (const { name, holds } of space.constraints) assert.ok(holds(parameters), `trial ${number} keeps "${name}"`);
  const hasDrop = parameters["dropShare"] !== undefined;
  assert.equal(hasDrop, parameters["booster"] === "dart", "a conditional parameter is there exactly where its condition holds");
}

function checkRange(make: () => Sampler): void {
  const definition = definitionOf(make);
  const trials = runStudy(definition, 40, (values) => complete(richLoss(values)));
  for (const trial of trials) assertWithin(definition, trial);
}

function checkDeterminism(make: () => Sampler): void {
  const loss: Objective = (values) => complete(richLoss(values));
  assert.deepEqual(runStudy(definitionOf(make), 30, loss), runStudy(definitionOf(make), 30, loss), "equal seeds propose equal points");
  const other = runStudy(definitionOf(make, { seed: 12 }), 30, loss);
  assert.notDeepEqual(runStudy(definitionOf(make), 30, loss), other, "another seed proposes other points");
}

/** With a trial of each state, as a worker that was killed leaves it behind. */
function checkResume(make: () => Sampler): void {
  const loss: Objective = (values, number) => {
    if (number % 7 === 3) return { state: "failed", reason: "threw", seconds: 1 };
    if (number % 5 === 4) return { state: "pruned", reason: "too slow", seconds: 1 };
    return complete(richLoss(values));
  };
  const definition = definitionOf(make);
  for (const count of [5, 24, 41]) {
    const trials = runStudy(definition, count, loss);
    const running = askTrial(definition, trials);
    const next = askTrial(definition, [...trials, running]);
    const resumed = askTrial(definitionOf(make), stored([...trials, running]));
    assert.deepEqual(resumed, next, `a study that was resumed after ${count} trials proposes the same next point`);
  }
}

function checkParallel(make: () => Sampler): void {
  const asked = (definition: StudyDefinition, trials: readonly Trial[], count: number): Trial[] => {
    const running: Trial[] = [];
    for (let i = 0; i < count; i++) running.push(askTrial(definition, [...trials, ...running]));
    return running;
  };
  for (const finished of [0, 15]) {
    const definition = definitionOf(make);
    const trials = runStudy(definition, finished, (values) => complete(richLoss(values)));
    const running = asked(definition, trials, 8);
    const distinct = new Set(running.map(({ parameters }) => JSON.stringify(parameters)));
    assert.equal(distinct.size, 8, `8 workers get 8 points after ${finished} trials`);
  }
  const definition = definitionOf(make, { space: fewPoints });
  const running = asked(definition, [], 12);
  const distinct = new Set(running.map(({ parameters }) => JSON.stringify(parameters)));
  assert.equal(distinct.size, 12, "12 workers share out the 12 points of a space");
}

function checkSurvival(make: () => Sampler): void {
  const outcomes: Readonly<Record<string, Objective>> = {
    "every trial fails": () => ({ state: "failed", reason: "threw", seconds: 1 }),
    "every trial returns NaN": () => complete(Number.NaN),
    "every trial returns the same": () => complete(3),
    "every trial is pruned before it reports": () => ({ state: "pruned", reason: "too slow", seconds: 1 }),
    "values are huge and tiny by turns": (_, number) => complete(number % 2 === 0 ? 1e300 : -1e-300),
    "only one trial succeeds": (_, number) => (number === 4 ? complete(1) : { state: "failed", reason: "threw", seconds: 1 }),
    "measured constraints are broken": (values) => ({ state: "complete", values: [richLoss(values)], constraints: [1], seconds: 1 }),
  };
  for (const [what, objective] of Object.entries(outcomes)) {
    const definition = definitionOf(make);
    const trials = runStudy(definition, 26, objective);
    for (const trial of trials) assertWithin(definition, trial);
    assert.equal(trials.length, 26, what);
  }
}

function checkSmall(make: () => Sampler): void {
  const spaces = [
    searchSpace({ a: numberRange(2, 2) }),
    searchSpace({ a: oneOf(["only"]), b: integerRange(3, 3) }),
    searchSpace({ a: oneOf([true, false]) }),
  ];
  for (const space of spaces) {
    const trials = runStudy(definitionOf(make, { space }), 20, (_, number) => complete(number % 3));
    for (const { parameters } of trials) assert.ok(encodePoint(unitCube(space), parameters) !== undefined);
  }
  const all = runStudy(definitionOf(make, { space: fewPoints }), 12, (values) => complete(Number(values["b"])));
  const distinct = new Set(all.map(({ parameters }) => JSON.stringify(parameters)));
  assert.equal(distinct.size, 12, "a space of 12 points is run through in 12 trials");
}

function checkObjectives(make: () => Sampler): void {
  const definition = definitionOf(make, { directions: ["minimize", "maximize"], space: bowlSpace });
  const objective: Objective = (values) => complete(Number(values["x"]) ** 2, -((Number(values["x"]) - 2) ** 2) - Number(values["y"]) ** 2);
  const trials = runStudy(definition, 60, objective);
  assert.ok(bestTrials(definition, trials).length >= 2, "there is a front");
}

function checkEarlier(make: () => Sampler): void {
  const stranger: Trial = { ...askTrial(definitionOf(make), []), parameters: { rate: 7, other: "x" }, state: "complete", values: [-1] };
  const earlier = [...runStudy(definitionOf(make), 25, (values) => complete(richLoss(values))), stranger];
  const definition = definitionOf(make, { earlier });
  for (const trial of runStudy(definition, 12, (values) => complete(richLoss(values)))) assertWithin(definition, trial);
}

/** Median of the best loss of five studies. */
function bestLoss(make: () => Sampler | undefined): number {
  const losses = [1, 2, 3, 4, 5].map((seed) => {
    const stream = random(seed);
    const drawn: Sampler = {
      name: "drawn",
      settings: {},
      propose: () => ({ x: stream.next() * 10 - 5, y: stream.next() * 10 - 5, z: stream.next() * 10 - 5 }),
    };
    const definition: StudyDefinition = { space: bowlSpace, directions: ["minimize"], seed, sampler: make() ?? drawn };
    return bestTrials(definition, runStudy(definition, 90, bowl))[0]?.values[0] ?? Number.POSITIVE_INFINITY;
  });
  return losses.sort((a, b) => a - b)[2] ?? Number.NaN;
}

function checkLearning(make: () => Sampler): void {
  const own = bestLoss(make);
  const drawn = bestLoss(() => undefined);
  assert.ok(own < 0.7 * drawn, `of 90 trials on a bowl the best is ${own}; drawn at random it is ${drawn}`);
}

/** The best values lie on a plateau in a corner, where searches run into the bounds of every range. */
function checkRepeats(make: () => Sampler): void {
  const space = searchSpace({ x: numberRange(0, 1), y: numberRange(1e-3, 1, { scale: "log" }), n: integerRange(1, 4) });
  const loss: Objective = ({ x, y, n }) => complete(Math.max(0.3, 1 - Number(x)) + Math.max(0.3, 1 - Number(y)) - Number(n));
  for (const seed of [1, 2]) {
    const trials = runStudy(definitionOf(make, { space, seed }), 60, loss);
    const distinct = new Set(trials.map(({ parameters }) => JSON.stringify(parameters)));
    assert.equal(distinct.size, 60, "60 trials try 60 points");
  }
}

/** A refusal with a code is an answer, too, where a check is skipped. */
function refusesCleanly(make: () => Sampler): void {
  try {
    checkObjectives(make);
  } catch (error) {
    assert.ok(error instanceof MillwrightError, String(error));
  }
}

/**
 * What every sampler must keep, as checks for any test runner: values within the space, its conditions and constraints; the same proposals
 * for the same study, also after it was stored and resumed; no point twice, alone or while others run; objectives that fail, return NaN or never
 * change; spaces of one point; several objectives; earlier studies; and that it learns.
 * @param reasons - checks to leave out, each with the reason.
 * @example for (const { title, check, skip } of samplerContract(() => tpeSampler())) it.skipIf(skip !== undefined)(title, check);
 */
export function samplerContract(
  make: () => Sampler,
  reasons: Readonly<Partial<Record<SamplerCheck, string>>> = {},
): SamplerContractCheck[] {
  const { name } = make();
  const facts: readonly (readonly [SamplerCheck, string, (make: () => Sampler) => void])[] = [
    ["range", "stays within the space, its conditions and constraints", checkRange],
    ["determinism", "proposes the same for the same seed and history", checkDeterminism],
    ["resume", "proposes the same next point after a study was stored and resumed", checkResume],
    ["parallel", "gives workers at the same time different points", checkParallel],
    ["survival", "survives failures, NaN, constants and broken constraints", checkSurvival],
    ["repeats", "tries no point twice, on a plateau in a corner neither", checkRepeats],
    ["small", "copes with spaces of one point and runs through small ones without a repeat", checkSmall],
    ["objectives", "takes several objectives", checkObjectives],
    ["earlier", "takes trials of earlier studies, and passes over those of another space", checkEarlier],
    ["learning", "finds more than chance on a bowl", checkLearning],
  ];
  const refusal = { title: `${name} refuses several objectives with a code`, check: async () => refusesCleanly(make), skip: undefined };
  return [
    ...facts.map(([key, fact, check]) => ({ title: `${name} ${fact}`, check: async () => check(make), skip: reasons[key] })),
    ...(reasons.objectives === undefined ? [] : [refusal]),
  ];
}
