import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../scripts/root.ts";

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** What a command is run with. */
interface CommandSettings {
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts `millwright …` from the sources, in a folder. */
export function startCommand(words: readonly string[], { directory, environment = {} }: CommandSettings): ChildProcess {
  const { MILLWRIGHT_DATA: _, ...inherited } = process.env;
  const command = ["--conditions=millwright-source", join(root, "src/cli/main.ts"), ...words];
  return spawn(process.execPath, command, {
    cwd: directory,
    env: { ...inherited, NO_COLOR: "1", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** The text of a stream, to its end. */
async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = "";
  if (stream !== null) for await (const chunk of stream) text += String(chunk);
  return text;
}

/** Waits until a command has ended. */
export async function endOf(child: ChildProcess): Promise<Ended> {
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [code, out, err] = await Promise.all([ended, textOf(child.stdout), textOf(child.stderr)]);
  return { code, out, err };
}

/** Runs `millwright …` from the sources, in a folder, to its end. */
export function millwright(directory: string, words: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended> {
  return endOf(startCommand(words, { directory, ...(environment === undefined ? {} : { environment }) }));
}
