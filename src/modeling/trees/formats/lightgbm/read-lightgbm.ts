import type { TreeEnsemble } from "../../tree-ensemble.ts";
import { type FileFaults, fileFaults, MOST_COLUMNS, MOST_OUTPUTS } from "../file-faults.ts";
import { objectiveOf } from "./objectives.ts";
import { type ReadTree, readLightgbmTree } from "./read-tree.ts";
import { TextFields } from "./text-fields.ts";

const faults: FileFaults = fileFaults("LightGBM model");
/** Characters of a file that is read; a text cannot be much longer in JavaScript. */
const MOST_CHARACTERS = 2 ** 29 - 1;
/** A header line that no model lacks. */
const COLUMNS = "max_feature_idx";

/** Lines of the header and of each tree. */
function divide(text: string): { readonly header: string[]; readonly trees: string[][] } {
  const header: string[] = [];
  const trees: string[][] = [];
  let part = header;
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf("\n", from);
    const line = text.slice(from, end < 0 ? text.length : end).trimEnd();
    from = end < 0 ? text.length : end + 1;
    if (line === "end of trees") return { header, trees };
    if (line.startsWith("Tree=")) {
      part = [];
      trees.push(part);
    } else part.push(line);
  }
  return faults.invalid('it ends before "end of trees".');
}

/** Columns whose zeros stand for missing values. @throws MODELING_FILE_UNSUPPORTED where some trees say so and others do not */
function readZeros(read: readonly ReadTree[], columns: number): Uint8Array | undefined {
  const kinds = new Map<number, Set<string>>();
  for (const { missing } of read) {
    for (const [column, found] of missing) {
      const known = kinds.get(column) ?? new Set();
      for (const kind of found) known.add(kind);
      kinds.set(column, known);
    }
  }
  const zeros = [...kinds].filter(([, found]) => found.has("zero"));
  if (zeros.length === 0) return undefined;
  if (zeros.some(([, found]) => found.size > 1)) {
    faults.unsupported("takes zeros of a column for missing in some trees and not in others.", "Train all trees with one zero_as_missing.");
  }
  const marked = new Uint8Array(columns);
  for (const [column] of zeros) marked[column] = 1;
  return marked;
}

function readNames(header: TextFields, columns: number): readonly string[] | undefined {
  const names = header.text("feature_names")?.split(" ");
  return names?.length === columns ? names : undefined;
}

/**
 * Reads a model of LightGBM in its text format (version 2.2 and later).
 * Predictions agree with LightGBM's within 1e-15 of their size for rows whose numbers are float32, NaN where missing; categories are
 * whole numbers. `multiclassova` gives each class's own probability, as LightGBM does.
 * @param text - contents of the file.
 * @throws MODELING_FILE_INVALID, MODELING_FILE_UNSUPPORTED, MODELING_FILE_TOO_LARGE
 * @see https://lightgbm.readthedocs.io/en/stable/
 * @example const model = fittedTrees("lightgbm", readLightgbm(await readFile("model.txt", "utf8")));
 */
export function readLightgbm(text: string): TreeEnsemble {
  if (typeof text !== "string") faults.invalid(`it is ${typeof text}, no text.`);
  if (text.length > MOST_CHARACTERS) faults.tooLarge(`has ${text.length} characters; ${MOST_CHARACTERS} can be read.`);
  if (!/^tree\r?\n/.test(text)) faults.invalid('its first line is not "tree".');
  const { header: lines, trees: parts } = divide(text);
  const header = new TextFields(lines, "the header", faults);
  const columns = header.count(COLUMNS, 0, MOST_COLUMNS) + 1;
  const outputs = header.count("num_tree_per_iteration", 1, MOST_OUTPUTS, header.count("num_class", 1, MOST_OUTPUTS, 1));
  if (parts.length % outputs !== 0) faults.invalid(`its ${parts.length} trees are no whole rounds of ${outputs}.`);
  const { link, slope } = objectiveOf(header.text("objective"), faults);
  const scale = header.has("average_output") ? slope / (parts.length / outputs) : slope;
  const read = parts.map((part, t) => readLightgbmTree(new TextFields(part, `tree ${t}`, faults), t % outputs, scale, columns, faults));
  const zeroIsMissing = readZeros(read, columns);
  const columnNames = readNames(header, columns);
  return {
    columns,
    outputs,
    link,
    base: new Float64Array(outputs),
    trees: read.map(({ tree }) => tree),
    ...(zeroIsMissing === undefined ? {} : { zeroIsMissing }),
    ...(columnNames === undefined ? {} : { columnNames }),
  };
}
