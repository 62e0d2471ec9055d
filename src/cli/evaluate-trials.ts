/** Runs in a thread or process of its own: evaluates trials for `millwright tune` and `millwright worker`. */
import { setKernelThreads } from "../kernels/index.ts";
import { evaluatorData, limitMemory, prepareData, primaryMetricOf, serveEvaluations, trialEvaluation } from "../mill/index.ts";
import { chooseSource } from "./choose-source.ts";
import { loadSystem } from "./resolve-system.ts";
import { rowSystem } from "./row-system.ts";
import type { TrialJob } from "./trial-job.ts";

const { system: name, data: path, directory, plan } = evaluatorData() as TrialJob;

limitMemory(plan.memoryMegabytes);
setKernelThreads(plan.threads);
await serveEvaluations(async () => {
  const system = rowSystem((await loadSystem(name, directory)).system, "tune");
  const source = await chooseSource(system, name, { path, published: process.env["MILLWRIGHT_DATA"], directory, seed: plan.seed });
  const data = await prepareData(system, source, { seed: plan.seed, onEvent: () => undefined });
  return trialEvaluation(system, data, plan, primaryMetricOf(system));
});
