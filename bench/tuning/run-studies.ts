import { random } from "../../src/kernels/index.ts";
import { askTrial, type Sampler, type StudyDefinition, type Trial, tellTrial } from "../../src/modeling/index.ts";
import type { PythonPeer } from "../peers/python-peer.ts";
import type { Task } from "./tasks.ts";

/** The samplers' settings were chosen on studies of seeds 0 to 31; the bench judges on seeds that were looked at for nothing else. */
const FIRST_SEED = 10_000;

/** Regrets of the best trial after each number of trials: [seed][checkpoint]. */
export type Regrets = readonly (readonly number[])[];

/** Follows what a study would hand over: the trial with the least measured value, and that trial's regret without noise. */
class Incumbent {
  #least = Number.POSITIVE_INFINITY;
  regret = Number.POSITIVE_INFINITY;

  see(value: number, regret: number): void {
    if (!(value < this.#least)) return;
    this.#least = value;
    this.regret = regret;
  }
}

/** One seed's objective: the noise of trial t is the same for every sampler. */
function objectiveOf(task: Task, seed: number): { measure: (values: Trial["parameters"], number: number) => number; incumbent: Incumbent } {
  const { regret, noise } = task.instance(seed);
  const incumbent = new Incumbent();
  return {
    incumbent,
    measure: (values, number) => {
      const true_ = regret(values);
      const value = true_ + (noise > 0 ? noise * random(seed).fork(`noise ${number}`).normal() : 0);
      incumbent.see(value, true_);
      return value;
    },
  };
}

/** Runs our sampler for every seed. */
export function runOurs(task: Task, make: () => Sampler, seeds: number, checkpoints: readonly number[]): Regrets {
  const budget = checkpoints.at(-1) ?? 0;
  return Array.from({ length: seeds }, (_, index) => {
    const seed = FIRST_SEED + index;
    const { measure, incumbent } = objectiveOf(task, seed);
    const definition: StudyDefinition = { space: task.space, directions: ["minimize"], seed, sampler: make(), budget };
    const trials: Trial[] = [];
    const regrets: number[] = [];
    for (let number = 0; number < budget; number++) {
      const trial = askTrial(definition, trials);
      trials.push(tellTrial(definition, trial, { state: "complete", values: [measure(trial.parameters, number)], seconds: 0 }));
      if (checkpoints.includes(number + 1)) regrets.push(incumbent.regret);
    }
    return regrets;
  });
}

/** Runs a peer's sampler for every seed, all seeds in step. */
export async function runPeer(
  peer: PythonPeer,
  sampler: string,
  task: Task,
  seeds: number,
  checkpoints: readonly number[],
): Promise<Regrets> {
  const budget = checkpoints.at(-1) ?? 0;
  const objectives = Array.from({ length: seeds }, (_, index) => objectiveOf(task, FIRST_SEED + index));
  const regrets: number[][] = objectives.map(() => []);
  let { asked } = await peer.ask<{ asked: Trial["parameters"][] }>({
    start: { sampler, space: task.space.parameters, first: FIRST_SEED, seeds },
  });
  for (let number = 0; number < budget; number++) {
    const values = objectives.map(({ measure }, seed) => measure(asked[seed] ?? {}, number));
    if (checkpoints.includes(number + 1)) for (const [seed, { incumbent }] of objectives.entries()) regrets[seed]?.push(incumbent.regret);
    ({ asked } = await peer.ask<{ asked: Trial["parameters"][] }>({ tell: values, last: number + 1 === budget }));
  }
  return regrets;
}
