/** Installs the commands that tests call and that a fresh Debian machine may lack. */
import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";

interface SystemPackage {
  readonly command: string;
  readonly debianPackage: string;
  /** Whether any test or system wants it, judged by the sources. */
  readonly wanted: () => boolean;
}

function sourcesMention(pattern: RegExp): boolean {
  const files = globSync(["src/**/*.ts", "systems/**/*.ts", "test/**/*.ts"], { cwd: root });
  return files.some((file) => pattern.test(readFileSync(join(root, file), "utf8")));
}

const packages: readonly SystemPackage[] = [
  { command: "chromium", debianPackage: "chromium", wanted: () => sourcesMention(/from "playwright-core"/) },
  { command: "psql", debianPackage: "postgresql", wanted: () => sourcesMention(/startPostgres\(\)/) },
  { command: "xz", debianPackage: "xz-utils", wanted: () => sourcesMention(/spawn(Sync)?\("(xz|tar)"/) },
];

function isInstalled(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).error === undefined;
}

/** Installs what is missing with apt-get where this process may; says what to install where it may not. */
export function ensureSystemPackages(): void {
  const missing = packages.filter((one) => one.wanted() && !isInstalled(one.command)).map((one) => one.debianPackage);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !isInstalled("apt-get")) {
    console.error(`Tests that need them will fail until these are installed: ${missing.join(", ")}`);
    return;
  }
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { stdio: ["ignore", "ignore", "inherit"] });
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], {
    stdio: ["ignore", "ignore", "inherit"],
    env: environment,
  });
}
