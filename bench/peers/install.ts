/**
 * `npm run bench:peers`: gets what Millwright is compared with: Python libraries into bench/peers/.venv, npm's into
 * bench/peers/node_modules. With `-- --neural` PyTorch too, whose wheels take 5 GB.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const folder = import.meta.dirname;
const environment = join(folder, ".venv");
const needsPython = "Python 3.11 or newer with its venv module is needed (Debian: apt install python3-venv).";
const needsNpm = "npm is needed, and a way to its registry.";

function run(command: string, args: readonly string[], needed: string): void {
  const { status, error } = spawnSync(command, args, { cwd: folder, stdio: ["ignore", 2, 2] });
  if (status === 0) return;
  console.error(`${command} ${args.join(" ")} failed${error === undefined ? "" : `: ${error.message}`}.`);
  console.error(needed);
  process.exit(status ?? 1);
}

run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], needsNpm);
if (!existsSync(join(environment, "bin/python"))) run("python3", ["-m", "venv", environment], needsPython);
const lists = process.argv.includes("--neural") ? ["requirements.txt", "requirements-neural.txt"] : ["requirements.txt"];
for (const list of lists) {
  run(join(environment, "bin/python"), ["-m", "pip", "install", "--quiet", "--requirement", join(folder, list)], needsPython);
}
