/**
 * `npm start`: takes a system through its stages on the sample that comes with it, prints the ladder, says where the design
 * document is, and serves the winner on this machine until Ctrl+C. `npm start -- card-fraud` takes another one.
 */
import { join } from "node:path";
import { exitCode } from "../src/cli/exit-code.ts";
import { millSystem, openWorkplace, type Workplace } from "../src/cli/mill-system.ts";
import { openFinder } from "../src/cli/open-finder.ts";
import { openModel } from "../src/cli/open-model.ts";
import { reportError } from "../src/cli/report-error.ts";
import { serveFinder, serveModel } from "../src/cli/serve-model.ts";
import { shownPath } from "../src/cli/shown-path.ts";
import { processTerminal } from "../src/cli/terminal.ts";
import { runSummary } from "../src/design/index.ts";
import { MillwrightError } from "../src/errors/index.ts";
import { isCatalogueSystem } from "../src/system/index.ts";
import { root } from "./root.ts";

const terminal = { ...processTerminal(), directory: root };
const options = { seed: 0, dir: ".millwright" };
const name = process.argv[2] ?? "house-price";

/** Listens on 8080, or on a free port where that one is taken. */
async function serveWinner(place: Workplace): Promise<void> {
  const { system } = place;
  const serveAt = async (port: number): Promise<void> => {
    const door = { host: "127.0.0.1", port };
    if (isCatalogueSystem(system)) await serveFinder(terminal, await openFinder(terminal, place, system), door, false);
    else await serveModel(terminal, await openModel(terminal, place, system), door, false);
  };
  try {
    await serveAt(8080);
  } catch (error) {
    if (!(error instanceof MillwrightError) || error.code !== "SERVING_LISTEN_FAILED") throw error;
    await serveAt(0);
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
  await serveWinner(place);
  return exitCode.success;
}

process.exitCode = await start().catch((error: unknown) => reportError(error, terminal, false));
