/**
 * `npm start`: takes a system through its stages on the sample that comes with it, prints the ladder, says where the design
 * document is, and serves the winner on this machine until Ctrl+C. `npm start -- card-fraud` takes another one.
 */
import { join } from "node:path";
import { exitCode } from "../src/cli/exit-code.ts";
import { millSystem, openWorkplace } from "../src/cli/mill-system.ts";
import { openModel } from "../src/cli/open-model.ts";
import { reportError } from "../src/cli/report-error.ts";
import { serveModel } from "../src/cli/serve-model.ts";
import { shownPath } from "../src/cli/shown-path.ts";
import { processTerminal } from "../src/cli/terminal.ts";
import { runSummary } from "../src/design/index.ts";
import { MillwrightError } from "../src/errors/index.ts";
import { root } from "./root.ts";

const terminal = { ...processTerminal(), directory: root };
const options = { seed: 0, dir: ".millwright" };
const name = process.argv[2] ?? "house-price";

/** Listens on 8080, or on a free port where that one is taken. */
async function serveWinner(): Promise<void> {
  const opened = await openModel(terminal, name, options);
  try {
    await serveModel(terminal, opened, { host: "127.0.0.1", port: 8080 }, false);
  } catch (error) {
    if (!(error instanceof MillwrightError) || error.code !== "SERVING_LISTEN_FAILED") throw error;
    await serveModel(terminal, await openModel(terminal, name, options), { host: "127.0.0.1", port: 0 }, false);
  }
}

async function start(): Promise<number> {
  // The sample, whatever MILLWRIGHT_DATA says: the first command shows the same on every machine.
  const place = await openWorkplace({ ...terminal, env: { ...terminal.env, MILLWRIGHT_DATA: undefined } }, name, options);
  const report = await millSystem(terminal, place, options);
  if (report === undefined) return exitCode.interrupted;
  terminal.out(runSummary(report, terminal));
  terminal.out(
    `\n  Design document: ${shownPath(join(place.directory, "runs", report.run, "package", "design.html"), terminal.directory)}\n`,
  );
  await serveWinner();
  return exitCode.success;
}

process.exitCode = await start().catch((error: unknown) => reportError(error, terminal, false));
