/** A shape with 1 in place of the axes that were reduced. */
export function keptShape(shape: readonly number[], axes: readonly number[]): number[] {
  const reduced = new Set(axes.map((axis) => (axis < 0 ? axis + shape.length : axis)));
  return shape.map((size, axis) => (reduced.has(axis) ? 1 : size));
}
