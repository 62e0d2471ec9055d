import { readFileSync } from "node:fs";
import type { Held } from "./memory.ts";

/** Bytes of physical memory that this process holds now, and held at most (Linux). */
export function processMemory(): Held {
  const lines = readFileSync("/proc/self/status", "utf8");
  const kilobytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(lines)?.[1] ?? Number.NaN);
  return { now: 1024 * kilobytes("VmRSS"), most: 1024 * kilobytes("VmHWM") };
}
