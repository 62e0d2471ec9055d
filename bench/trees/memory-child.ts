/** `memory-child.ts <folder> <threads> <settings>`: trains ours on a written problem and prints what the process held. */

import { trainOurs } from "./our-training.ts";
import { readProblem } from "./problem.ts";
import { processMemory } from "./process-memory.ts";
import type { TrainSettings } from "./trees-peer.ts";

const [folder = "", threads = "1", settings = "{}"] = process.argv.slice(2);
const problem = readProblem(folder);
const { now } = processMemory();
await trainOurs(problem, JSON.parse(settings) as TrainSettings, Number(threads));
console.log(JSON.stringify({ now, most: processMemory().most }));
