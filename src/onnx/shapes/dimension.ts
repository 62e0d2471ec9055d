import type { Dimension } from "../graph.ts";

/** "[N, 3]" */
export function shapeText(shape: readonly Dimension[]): string {
  return `[${shape.join(", ")}]`;
}

/** A dimension as a name plus a number: "L-2" is L and −2. */
function splitDimension(dimension: Dimension): { base: string; offset: number } {
  if (typeof dimension === "number") return { base: "", offset: dimension };
  const match = /^(.*[^+-])([+-]\d+)$/.exec(dimension);
  if (match === null) return { base: dimension, offset: 0 };
  return { base: match[1] ?? "", offset: Number(match[2]) };
}

/** The dimension moved by a number: "L" by −1 is "L-1", 4 by −1 is 3. */
export function shiftDimension(dimension: Dimension, by: number): Dimension {
  const { base, offset } = splitDimension(dimension);
  const sum = offset + by;
  if (base === "") return sum;
  if (sum === 0) return base;
  return `${base}${sum > 0 ? "+" : "-"}${Math.abs(sum)}`;
}

/** The length of two stretches, one behind the other. */
export function addDimensions(a: Dimension, b: Dimension): Dimension {
  if (typeof b === "number") return shiftDimension(a, b);
  if (typeof a === "number") return shiftDimension(b, a);
  const left = splitDimension(a);
  const right = splitDimension(b);
  return shiftDimension(`(${left.base}+${right.base})`, left.offset + right.offset);
}

/** The length of two stretches multiplied, as when axes are flattened. */
export function multiplyDimensions(a: Dimension, b: Dimension): Dimension {
  if (typeof a === "number" && typeof b === "number") return a * b;
  if (a === 1) return b;
  if (b === 1) return a;
  return `(${a}*${b})`;
}

/** The dimension that two operands broadcast to, or undefined where they do not. A named one fits itself and 1 only. */
export function broadcastDimension(a: Dimension, b: Dimension): Dimension | undefined {
  if (a === b || b === 1) return a;
  return a === 1 ? b : undefined;
}

/** The shape that operands broadcast to, or undefined where they do not. */
export function broadcastShapes(shapes: readonly (readonly Dimension[])[]): Dimension[] | undefined {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  const result: Dimension[] = [];
  for (let i = 0; i < rank; i++) {
    let joint: Dimension | undefined = 1;
    for (const shape of shapes) {
      const dimension = shape[shape.length - rank + i] ?? 1;
      joint = broadcastDimension(joint, dimension);
      if (joint === undefined) return undefined;
    }
    result.push(joint);
  }
  return result;
}
