import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes a directory's entries durable. */
export async function syncDirectory(directory: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(directory, "r");
    await handle.sync();
  } catch (error) {
    // Some file systems (and Windows) cannot sync a directory; its contents are synced all the same.
    if (!["EISDIR", "EINVAL", "EPERM", "ENOTSUP"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    await handle?.close();
  }
}

/** Writes a file and waits until it is on the disk; nothing is left of it on failure. */
export async function writeDurably(path: string, data: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  try {
    const handle = await open(path, "w", 0o644);
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Replaces a file in one step: a reader sees the old contents or the new. */
export async function replaceDurably(path: string, data: Uint8Array | string): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  await writeDurably(beside, data);
  await rename(beside, path);
  await syncDirectory(dirname(path));
}
