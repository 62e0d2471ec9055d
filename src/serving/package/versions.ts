import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The version in the nearest package.json at or above a directory that has this name. */
function versionAbove(directory: string, name: string): string {
  for (let at = directory; ; at = dirname(at)) {
    try {
      const found = JSON.parse(readFileSync(join(at, "package.json"), "utf8")) as { name?: string; version?: string };
      if (found.name === name) return found.version ?? "unknown";
    } catch {
      // No package.json here: look one higher.
    }
    if (at === dirname(at)) return "unknown";
  }
}

/** Millwright's own version. */
export const millwrightVersion: string = versionAbove(dirname(fileURLToPath(import.meta.url)), "millwright");

/** Versions of what takes part in a prediction. */
export function engineVersions(): Record<string, string> {
  const onnxruntime = createRequire(import.meta.url).resolve("onnxruntime-node");
  return {
    millwright: millwrightVersion,
    onnxruntime: versionAbove(dirname(onnxruntime), "onnxruntime-node"),
    node: process.versions.node,
  };
}
