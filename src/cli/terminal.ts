/** Where a command reads from and writes to; tests pass their own. */
export interface Terminal {
  /** The result; with --json one JSON object and nothing else. */
  readonly out: (text: string) => void;
  /** Progress, notes and errors. */
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly directory: string;
  /** True where a line of progress can be rewritten. */
  readonly live: boolean;
  readonly colour: boolean;
  /** Columns of text that fit. */
  readonly width: number;
  /** Registers what is to happen on the first interrupt; returns how to take that back. */
  readonly onInterrupt: (handler: () => void) => () => void;
}

function usesColour(stream: NodeJS.WriteStream): boolean {
  if (process.env["NO_COLOR"] !== undefined && process.env["NO_COLOR"] !== "") return false;
  if (process.env["FORCE_COLOR"] !== undefined) return process.env["FORCE_COLOR"] !== "0";
  return stream.isTTY === true && process.env["TERM"] !== "dumb";
}

function onInterrupt(handler: () => void): () => void {
  const listener = (): void => {
    process.removeListener("SIGINT", listener);
    handler();
  };
  process.on("SIGINT", listener);
  return () => process.removeListener("SIGINT", listener);
}

/** The process's own terminal. A reader that goes away (`millwright runs | head -1`) ends the process quietly. */
export function processTerminal(): Terminal {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  return {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(text),
    env: process.env,
    directory: process.cwd(),
    live: process.stderr.isTTY === true && process.env["TERM"] !== "dumb",
    colour: usesColour(process.stdout),
    width: process.stdout.columns ?? 100,
    onInterrupt,
  };
}
