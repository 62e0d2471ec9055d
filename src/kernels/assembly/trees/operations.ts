// What a team can be asked to do, by number; src/kernels/trees/tree-kernels.ts has the same list.

import { binColumns, sortColumns } from "./bins";
import { logisticGradients, packGradients, squaredGradients, sumGradients } from "./gradients";
import { buildHistograms, scanAgain } from "./histograms";
import { partition } from "./partition";
import { fillRecords, permuteColumns, permuteFloats } from "./row-order";
import { addLeafValues, addRowValues, exactLeafSums, routeRows, writeLeaves } from "./scores";
import { countEntries, writeEntries } from "./sparse-rows";

/** A thread's share of an operation. */
export function perform(operation: i32, thread: i32, threads: i32): void {
  switch (operation) {
    case 0: sortColumns(thread, threads); break;
    case 1: binColumns(thread, threads); break;
    case 2: sumGradients(thread, threads); break;
    case 3: packGradients(thread, threads); break;
    case 4: buildHistograms(thread, threads); break;
    case 5: partition(thread, threads); break;
    case 6: addLeafValues(thread, threads); break;
    case 7: writeLeaves(thread, threads); break;
    case 8: routeRows(thread, threads); break;
    case 9: addRowValues(thread, threads); break;
    case 10: exactLeafSums(thread, threads); break;
    case 11: squaredGradients(thread, threads); break;
    case 12: logisticGradients(thread, threads); break;
    case 13: permuteColumns(thread, threads); break;
    case 14: fillRecords(thread, threads); break;
    case 15: permuteFloats(thread, threads); break;
    case 16: scanAgain(thread, threads); break;
    case 17: countEntries(thread, threads); break;
    case 18: writeEntries(thread, threads); break;
    default: unreachable();
  }
}
