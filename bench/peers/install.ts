/** `npm run bench:peers`: makes bench/peers/.venv with the Python libraries that Millwright is compared with. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const folder = import.meta.dirname;
const environment = join(folder, ".venv");

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: ["ignore", 2, 2] });
  if (status === 0) return;
  console.error(`${command} ${args.join(" ")} failed${error === undefined ? "" : `: ${error.message}`}.`);
  console.error("Python 3.11 or newer with its venv module is needed (Debian: apt install python3-venv).");
  process.exit(status ?? 1);
}

if (!existsSync(join(environment, "bin/python"))) run("python3", ["-m", "venv", environment]);
run(join(environment, "bin/python"), ["-m", "pip", "install", "--quiet", "--requirement", join(folder, "requirements.txt")]);
