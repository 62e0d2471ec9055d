import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";

/** Milliseconds between two looks at the memory of the process. */
const everyMs = 100;

const { megabytes } = workerData as { readonly megabytes: number };

// The main thread may be deep in a trial: this one says why, and ends the process as it stands.
setInterval(() => {
  const used = process.memoryUsage.rss() / 1e6;
  if (used <= megabytes) return;
  writeSync(2, `memory limit: ${Math.round(used)} MB used, ${megabytes} MB allowed\n`);
  process.kill(process.pid, "SIGKILL");
}, everyMs);
