/**
 * Writes the inner loops of histograms, unrolled over the columns of half a record, as AssemblyScript.
 *
 * A loop adds each row's packed gradient and hessian to one bin per column:
 *
 *     histogram[column][bin of the row] += gradient of the row
 *
 * Addresses of histograms are constants, which saves an addition per update. A module has one memory for all threads, so every thread
 * and each of its two halves has loops of its own: 2 precisions × 8 histograms × 8 widths.
 */
const THREADS = 4;
const WIDTHS = [2, 4, 6, 8, 10, 12, 14, 16];
const BINS = 256;

interface Precision {
  readonly name: "exact" | "quantised";
  /** Type of a bin and its bytes as a power of two. */
  readonly type: "i64" | "i32";
  readonly shift: number;
}

const precisions: readonly Precision[] = [
  { name: "exact", type: "i64", shift: 3 },
  { name: "quantised", type: "i32", shift: 2 },
];

/** Expression of the constant address of a half's histograms. */
function baseOf({ name }: Precision, thread: number, half: number): string {
  const [histogram, bytes] = name === "exact" ? ["HISTOGRAM", "HALF_BYTES"] : ["SMALL_HISTOGRAM", "SMALL_HALF_BYTES"];
  return `${histogram} + ${thread} * THREAD_BYTES + ${half} * ${bytes}`;
}

function loop(precision: Precision, thread: number, half: number, width: number): string {
  const { name, type, shift } = precision;
  const base = baseOf(precision, thread, half);
  const updates = Array.from({ length: width }, (_, column) => {
    const place = `${base} + ${(column * BINS) << shift}`;
    return `    at = <usize>load<u8>(row, ${column}) << ${shift};\n    store<${type}>(at, load<${type}>(at, ${place}) + value, ${place});`;
  });
  return `
function ${name}${thread}${half}x${width}(row: usize, stride: usize, gradient: usize, end: usize): void {
  let at: usize;
  while (gradient < end) {
    const value = load<${type}>(gradient);
${updates.join("\n")}
    row += stride;
    gradient += ${1 << shift};
  }
}
`;
}

/** Calls the loop of a thread, half and width. */
function dispatch({ name }: Precision): string {
  const cases: string[] = [];
  for (let thread = 0; thread < THREADS; thread++) {
    for (const half of [0, 1]) {
      const widths = WIDTHS.map((width) => `      case ${width}: ${name}${thread}${half}x${width}(row, stride, gradient, end); return;`);
      cases.push(`    case ${2 * thread + half}: switch (width) {\n${widths.join("\n")}\n      default: unreachable();\n    }`);
    }
  }
  return `
/** Adds rows to a half's ${name} histograms. \`gradient\` runs to \`end\`; rows are \`stride\` bytes apart. */
export function accumulate${name === "exact" ? "Exact" : "Quantised"}(thread: i32, half: i32, width: i32, row: usize, stride: usize, gradient: usize, end: usize): void {
  switch (2 * thread + half) {
${cases.join("\n")}
    default: unreachable();
  }
}
`;
}

/** The source of the unrolled loops. */
export function treeAccumulators(): string {
  const loops = precisions.flatMap((precision) =>
    Array.from({ length: THREADS }, (_, thread) =>
      [0, 1].flatMap((half) => WIDTHS.map((width) => loop(precision, thread, half, width))),
    ).flat(),
  );
  const head = `// Written by scripts/tree-accumulators.ts.\nimport { HALF_BYTES, HISTOGRAM, SMALL_HALF_BYTES, SMALL_HISTOGRAM, THREAD_BYTES } from "../layout";\n`;
  return [head, ...loops, ...precisions.map(dispatch)].join("");
}
