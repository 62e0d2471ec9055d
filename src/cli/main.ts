#!/usr/bin/env node
import { exitCode } from "./exit-code.ts";
import { processTerminal } from "./terminal.ts";

const newestNeeded = 24;
const major = Number(process.versions.node.split(".")[0]);
if (major < newestNeeded) {
  process.stderr.write(`error CLI_NODE_TOO_OLD: this is Node.js ${process.versions.node}; Millwright needs ${newestNeeded} or newer.\n`);
  process.stderr.write("fix: install Node.js 24 (https://nodejs.org), or add the npm package `node` to your project and use npx.\n");
  process.exitCode = exitCode.badInput;
} else {
  const { runCommandLine } = await import("./program.ts");
  process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal());
}
