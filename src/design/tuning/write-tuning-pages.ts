import type { TuningReport } from "./tuning-report.ts";

/** Writes the pictures of each study. */
export async function writeTuningPages(_folder: string, _reports: readonly TuningReport[]): Promise<string[]> {
  return [];
}
