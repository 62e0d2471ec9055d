import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { MillwrightError } from "../../../errors/index.ts";
import { replaceDurably } from "../../../ledger/index.ts";
import { readSafetensors, type StoredTensor, writeSafetensors } from "../../../onnx/index.ts";
import type { TrainingData } from "./columns.ts";
import type { TrainingJob } from "./training-job.ts";
import type { TrainingState } from "./training-state.ts";

function hashData(hash: ReturnType<typeof createHash>, data: TrainingData | undefined): void {
  for (const [name, { type, shape, data: elements }] of Object.entries(data?.columns ?? {}).sort()) {
    hash.update(JSON.stringify([name, type, shape]));
    if (ArrayBuffer.isView(elements)) hash.update(new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength));
  }
  if (data?.weight !== undefined) hash.update(new Uint8Array(data.weight.buffer, data.weight.byteOffset, data.weight.byteLength));
}

/** What a training is a function of: its program, rows, first weights and settings, as one SHA-256. */
export function identityOf({ program, data, validation, variables, settings }: TrainingJob): string {
  const hash = createHash("sha256").update(program.bytes);
  hashData(hash, data);
  hash.update("validation");
  hashData(hash, validation);
  for (const [name, values] of variables) hash.update(name).update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  const { checkpoint: _, threads: __, ...decisive } = settings;
  return hash.update(JSON.stringify(decisive)).digest("hex");
}

function tensorsOf(state: TrainingState): Map<string, StoredTensor> {
  const tensors = new Map<string, StoredTensor>();
  for (const [name, data] of state.variables) tensors.set(`now/${name}`, { shape: [data.length], data });
  for (const [name, data] of state.best?.variables ?? []) tensors.set(`best/${name}`, { shape: [data.length], data });
  return tensors;
}

/** Writes the state in one step: whoever is killed meanwhile leaves the old file or the new. */
export async function writeCheckpoint(path: string, identity: string, state: TrainingState): Promise<void> {
  const { variables: _, best, ...rest } = state;
  const facts = { ...rest, ...(best === undefined ? {} : { best: { loss: best.loss, epoch: best.epoch } }) };
  await replaceDurably(path, writeSafetensors(tensorsOf(state), { identity, state: JSON.stringify(facts) }));
}

type Facts = Omit<TrainingState, "variables" | "best"> & { readonly best?: { readonly loss: number; readonly epoch: number } };

/**
 * The state that a training left, or undefined where there is no file.
 * @throws MODELING_CHECKPOINT_FOREIGN, ONNX_TENSORS_INVALID
 */
export async function readCheckpoint(path: string, identity: string): Promise<TrainingState | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const { tensors, metadata } = readSafetensors(bytes);
  if (metadata["identity"] !== identity) {
    const problem = `the checkpoint "${path}" is of a training with other rows, layers, seed or settings.`;
    throw new MillwrightError("MODELING_CHECKPOINT_FOREIGN", problem, "Give another path, or remove the file to train anew.");
  }
  const { best, ...facts } = JSON.parse(metadata["state"] ?? "") as Facts;
  const named = (prefix: string): Map<string, Float32Array> =>
    new Map(
      [...tensors].filter(([name]) => name.startsWith(prefix)).map(([name, { data }]) => [name.slice(prefix.length), data as Float32Array]),
    );
  return { ...facts, variables: named("now/"), best: best === undefined ? undefined : { ...best, variables: named("best/") } };
}
