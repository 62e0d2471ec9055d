/** Runs in a thread or process of its own: evaluates trials for `millwright tune` and `millwright worker`. */
import { MillwrightError } from "../errors/index.ts";
import { setKernelThreads } from "../kernels/index.ts";
import { evaluatorData, limitMemory, metricsOf, prepareData, serveEvaluations, trialEvaluation } from "../mill/index.ts";
import { chooseSource } from "./choose-source.ts";
import { loadSystem } from "./resolve-system.ts";
import type { TrialJob } from "./trial-job.ts";

const { system: name, data: path, directory, plan } = evaluatorData() as TrialJob;

limitMemory(plan.memoryMegabytes);
setKernelThreads(plan.threads);
await serveEvaluations(async () => {
  const { system } = await loadSystem(name, directory);
  const [metric] = metricsOf(system);
  if (metric === undefined) throw new MillwrightError("MILL_SETTING_INVALID", "the task has no metric.", "Give it at least one.");
  const published = process.env["MILLWRIGHT_DATA"];
  const choice = { directory, seed: plan.seed, ...(path === undefined ? {} : { path }), ...(published === undefined ? {} : { published }) };
  const source = await chooseSource(system, name, choice);
  const data = await prepareData(system, source, { seed: plan.seed, onEvent: () => undefined });
  return trialEvaluation(system, data, plan, metric);
});
