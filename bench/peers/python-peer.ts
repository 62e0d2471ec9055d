import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

const python = join(import.meta.dirname, ".venv/bin/python");

/** A Python process that answers each JSON line with one JSON line. */
export class PythonPeer {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;

  /** @param script - file in bench/peers; @param threads - for BLAS and OpenMP. */
  constructor(script: string, threads: number) {
    if (!existsSync(python)) throw new Error("The peers are not installed: run npm run bench:peers first.");
    const count = String(threads);
    // What a machine sets for older OpenBLAS builds slows a current numpy.
    const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...inherited } = process.env;
    const env = { ...inherited, OMP_NUM_THREADS: count, OPENBLAS_NUM_THREADS: count, MKL_NUM_THREADS: count, PYTHONWARNINGS: "ignore" };
    this.#process = spawn(python, [join(import.meta.dirname, script)], { env });
    this.#process.stderr.pipe(process.stderr);
    this.#answers = createInterface(this.#process.stdout)[Symbol.asyncIterator]();
  }

  async ask<Answer>(question: object): Promise<Answer> {
    this.#process.stdin.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await this.#answers.next();
    if (done === true) throw new Error(`The peer ended without answering ${JSON.stringify(question)}.`);
    const answer = JSON.parse(value) as Answer & { error?: string };
    if (answer.error !== undefined) throw new Error(`The peer failed at ${JSON.stringify(question)}: ${answer.error}`);
    return answer;
  }

  close(): void {
    this.#process.stdin.end();
  }
}
