import { open, readFile, rm } from "node:fs/promises";
import { MillwrightError } from "../../errors/index.ts";

/** True when a process of that id runs on this machine. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const handle = await open(path, "wx");
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Does something while a lock file holds other writers off. A lock whose process is gone is taken over.
 * @throws PACKAGE_BUSY
 */
export async function withLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  if (!(await take(path))) {
    const owner = Number(await readFile(path, "utf8").catch(() => ""));
    const alive = Number.isInteger(owner) && owner > 0 && runs(owner);
    if (!alive) await rm(path, { force: true });
    if (alive || !(await take(path))) {
      throw new MillwrightError(
        "PACKAGE_BUSY",
        `process ${owner} is writing the package (lock "${path}").`,
        "Wait until it has finished, or write to another directory.",
      );
    }
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}
