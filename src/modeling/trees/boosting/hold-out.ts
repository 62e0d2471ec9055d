import { MillwrightError } from "../../../errors/index.ts";
import { random } from "../../../kernels/index.ts";
import type { Examples } from "../../estimator.ts";
import { takeExamples } from "./examples-of-trees.ts";

/** What must stay together, or be shared out evenly: a query, or a class. */
function strataOf({ truth, group }: Examples, byClass: boolean): Float64Array | Int32Array {
  return group ?? (byClass ? truth : new Int32Array(truth.length));
}

/** 1 for each row that is set aside: whole queries where there are any, else a share of each class. */
function chooseRows(examples: Examples, share: number, byClass: boolean, seed: number): Uint8Array {
  const strata = strataOf(examples, byClass);
  const stream = random(seed).fork("holdout");
  const aside = new Uint8Array(strata.length);
  if (examples.group !== undefined) {
    const chosen = new Map<number, boolean>();
    for (const query of strata) if (!chosen.has(query)) chosen.set(query, stream.next() < share);
    strata.forEach((query, row) => {
      aside[row] = chosen.get(query) === true ? 1 : 0;
    });
    return aside;
  }
  const counts = new Map<number, { rows: number; taken: number }>();
  for (const stratum of strata) {
    const count = counts.get(stratum) ?? { rows: 0, taken: 0 };
    count.rows++;
    counts.set(stratum, count);
  }
  for (const row of stream.shuffle(Int32Array.from({ length: strata.length }, (_, at) => at))) {
    const count = counts.get(strata[row] ?? 0);
    if (count === undefined || count.taken + 1 > Math.round(share * count.rows)) continue;
    count.taken++;
    aside[row] = 1;
  }
  return aside;
}

/**
 * Parts examples into those to learn from and those to stop by.
 * @param byClass - the truth holds class codes, of which each part gets its share.
 * @throws MODELING_TOO_FEW_ROWS when one part would be empty
 */
export function holdOut(
  learner: string,
  examples: Examples,
  share: number,
  byClass: boolean,
  seed: number,
): { kept: Examples; aside: Examples } {
  const isAside = chooseRows(examples, share, byClass, seed);
  const rowsWhere = (flag: number): Int32Array =>
    Int32Array.from({ length: isAside.length }, (_, row) => row).filter((row) => isAside[row] === flag);
  const [kept, aside] = [rowsWhere(0), rowsWhere(1)];
  if (kept.length === 0 || aside.length === 0) {
    throw new MillwrightError(
      "MODELING_TOO_FEW_ROWS",
      `${learner} was asked to stop early by ${share} of ${isAside.length} rows, which leaves ${kept.length} to learn from and ${aside.length} to stop by.`,
      "Give more rows, or a number of rounds in place of earlyStopping.",
    );
  }
  return { kept: takeExamples(examples, kept), aside: takeExamples(examples, aside) };
}
