import { type StoredTensor, writeSafetensors } from "../../onnx/index.ts";
import { packTexts } from "../package/packed-texts.ts";
import { tensorsOfFile, textsIn } from "./catalogue-file.ts";
import { damagedFile } from "./damaged-file.ts";

const file = "askers.safetensors";

/** What is known of each asker. */
export interface AskerHistories {
  /** Ids by code. */
  readonly ids: readonly string[];
  /** History of asker a: `items` from `start[a]` up to `start[a + 1]`, oldest first. */
  readonly start: Int32Array;
  readonly items: Int32Array;
  /** Moments of the same events, where there are any. */
  readonly times?: Float64Array;
  /** 1 for askers that were learned from. */
  readonly learned: Uint8Array;
}

/** Histories as safetensors. */
export function writeAskers({ ids, start, items, times, learned }: AskerHistories): Uint8Array {
  const plain: [string, StoredTensor][] = [
    ["start", { shape: [start.length], data: start }],
    ["items", { shape: [items.length], data: items }],
    ["learned", { shape: [learned.length], data: learned }],
    ...(times === undefined ? [] : [["times", { shape: [times.length], data: times }] as [string, StoredTensor]]),
  ];
  return writeSafetensors(new Map([...packTexts("ids", ids), ...plain]), { contents: "askers" });
}

/** Histories again. @param catalogue - how many items there are. @throws PACKAGE_INDEX_DAMAGED */
export function readAskers(bytes: Uint8Array, catalogue: number): AskerHistories {
  const stored = tensorsOfFile(bytes, file);
  const ids = textsIn(stored, "ids", file).map((id) => id ?? "");
  const [start, items, learned, times] = ["start", "items", "learned", "times"].map((name) => stored.tensors.get(name)?.data);
  const whole =
    start instanceof Int32Array &&
    items instanceof Int32Array &&
    learned instanceof Uint8Array &&
    start.length === ids.length + 1 &&
    learned.length === ids.length &&
    start.at(-1) === items.length &&
    start.every((value, at) => value >= (start[at - 1] ?? 0));
  if (!whole) throw damagedFile(file, "its lists do not fit its ids");
  if (items.some((item) => item < 0 || item >= catalogue)) throw damagedFile(file, "it names items that the catalogue does not hold");
  if (times === undefined) return { ids, start, items, learned };
  if (times instanceof Float64Array && times.length === items.length) return { ids, start, items, learned, times };
  throw damagedFile(file, "its times do not fit its items");
}
