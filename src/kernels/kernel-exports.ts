/** An address or a count handed to the compiled kernels; addresses are bytes in a workspace's memory. */
type Address = number;

/** What the compiled kernels (src/kernels/assembly) offer; each is documented there. */
export interface KernelExports {
  firstFree(): Address;
  standardiseRows(source: Address, rows: number, columns: number, target: Address, stride: number, centre: Address, scale: Address): number;
  gramRows(
    source: Address,
    sourceStride: number,
    target: Address,
    rootWeight: Address,
    rows: number,
    columns: number,
    panels: number,
    centre: Address,
    scale: Address,
    scratch: Address,
    sums: Address,
  ): void;
  evaluateChunk(problem: Address, chunk: number): void;
  reduceChunks(first: Address, bytes: number, chunks: number, from: number, to: number): void;
  nearestRows(
    query: Address,
    queries: number,
    stride: number,
    panels: Address,
    panelCount: number,
    norms: Address,
    k: number,
    values: Address,
    indices: Address,
    scratch: Address,
  ): void;
  letterScores(
    letters: Address,
    rows: number,
    length: number,
    longest: number,
    tables: Address,
    classes: number,
    stride: number,
    scratch: Address,
    scores: Address,
  ): number;
  learnRows(
    rowStart: Address,
    index: Address,
    value: Address,
    label: Address,
    weight: Address,
    rows: number,
    columns: number,
    classes: number,
    outputs: number,
    weights: Address,
    curvature: Address,
    touched: Address,
    rate: number,
    pull: number,
    first: number,
    scratch: Address,
  ): number;
  dot(x: Address, y: Address, n: number): number;
  axpy(alpha: number, x: Address, y: Address, n: number): void;
  combine(x: Address, alpha: number, y: Address, z: Address, n: number): void;
  scaleBy(alpha: number, x: Address, y: Address, n: number): void;
  penalise(penalty: Address, x: Address, slope: Address, gradient: Address, n: number): number;
  divideBy(curvature: Address, penalty: Address, x: Address, z: Address, n: number): void;
  sparseSquares(rowStart: Address, index: Address, value: Address, weight: Address, rows: number, factor: number, sums: Address): void;
  narrow(x: Address, y: Address, n: number): void;
  factorGram(x: Address, rows: number, stride: number, sums: Address): void;
  factorProduct(x: Address, rows: number, stride: number, matrix: Address, out: Address): void;
  factorRows(
    rowStart: Address,
    index: Address,
    extra: Address,
    rows: number,
    stride: number,
    fixed: Address,
    projected: Address,
    gram: Address,
    out: Address,
    scratch: Address,
  ): void;
  rankSamples(
    pairs: Address,
    count: number,
    rowStart: Address,
    index: Address,
    rowFactors: Address,
    columnFactors: Address,
    bias: Address,
    stride: number,
    rate: number,
    penalty: number,
    seed: number,
    out: Address,
  ): void;
  inverseColumns(
    rowStart: Address,
    index: Address,
    value: Address,
    scale: Address,
    n: number,
    first: number,
    tolerance: number,
    most: number,
    out: Address,
    scratch: Address,
  ): number;
  togetherRows(
    itemStart: Address,
    askers: Address,
    rowStart: Address,
    items: Address,
    share: Address,
    scale: Address,
    ties: Address,
    size: number,
    first: number,
    last: number,
    most: number,
    found: Address,
    index: Address,
    value: Address,
    scratch: Address,
  ): void;
  strongestInColumns(
    columns: Address,
    outer: number,
    group: number,
    size: number,
    first: number,
    count: number,
    weight: Address,
    ties: Address,
    most: number,
    found: Address,
    index: Address,
    value: Address,
    own: Address,
    scratch: Address,
  ): void;
  sweepGather(matrix: Address, size: number, start: number, first: number, last: number, panel: Address, packed: Address): void;
  sweepRows(
    matrix: Address,
    size: number,
    start: number,
    first: number,
    last: number,
    negated: Address,
    packed: Address,
    inverse: Address,
  ): void;
  predictRow(ensemble: Address, row: Address, scores: Address, scratch: Address): void;
  predictRows(ensemble: Address, rows: Address, stride: number, count: number, scores: Address, scratch: Address): void;
}

/** Names of the kernels that threads may be asked to run. */
export type KernelName = keyof KernelExports;
