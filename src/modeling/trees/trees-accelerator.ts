import { TreePredictor } from "../../kernels/index.ts";
import type { Accelerator, RegionContents, RegionKernel, Tensor } from "../../onnx/index.ts";
import { applyLink } from "./apply-link.ts";
import { emitTrees, treesKind } from "./emit-trees.ts";
import type { FileFaults } from "./formats/file-faults.ts";
import { MOST_COLUMNS } from "./formats/file-faults.ts";
import { readTreeNode } from "./formats/onnx/read-tree-node.ts";
import { type TreeEnsemble, treeLinks } from "./tree-ensemble.ts";

/** What a region says of an ensemble; its base is among the trees, as trees of one leaf. */
function readEnsemble(region: RegionContents): TreeEnsemble {
  const faults: FileFaults = { invalid: region.refuse, unsupported: region.refuse, tooLarge: region.refuse };
  const columns = region.wholeNumber("columns", 1, MOST_COLUMNS);
  const link = treeLinks[region.wholeNumber("link", 0, treeLinks.length - 1)] ?? "identity";
  const node = region.nodes.find(({ type }) => type === "TreeEnsemble") ?? region.refuse("has no trees.");
  const { outputs, trees } = readTreeNode(node, columns, faults);
  const ensemble = { columns, outputs, trees, link, base: new Float64Array(outputs) };
  if (region.wholeNumber("zeros", 0, 1) === 0) return ensemble;
  const zeroIsMissing = region.constant("zeros", "bool", 2).data as Uint8Array;
  return zeroIsMissing.length === columns
    ? { ...ensemble, zeroIsMissing }
    : region.refuse(`marks ${zeroIsMissing.length} of ${columns} columns.`);
}

function start(ensemble: TreeEnsemble): RegionKernel {
  const { columns, outputs, link } = ensemble;
  const predictor = new TreePredictor(ensemble);
  return {
    run: ([x]): Tensor[] => {
      const rows = x?.shape[0] ?? 0;
      const scores = predictor.scores((x?.data as Float32Array | undefined) ?? new Float32Array(rows * columns), rows);
      applyLink(link, scores, outputs);
      return [{ type: "float32", shape: [rows, outputs], data: Float32Array.from(scores) }];
    },
    close: () => undefined,
  };
}

/** Evaluates what `emitTrees` adds to a graph with compiled code. */
export const treesAccelerator: Accelerator = {
  kind: treesKind,
  read: (region) => {
    const ensemble = readEnsemble(region);
    return {
      emit: ([x]) => [x === undefined ? region.refuse("has no input.") : emitTrees(ensemble, x)],
      start: () => start(ensemble),
    };
  },
};
