/** A measured point of the unit square. */
export interface SurfacePoint {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** Width of the neighbourhood that is averaged over, as a share of the side. */
const bandwidth = 0.11;

/**
 * A smooth surface through points of the unit square: at the centre of each cell the mean of all values, weighted by a Gaussian of
 * their distance.
 * @returns `side` × `side` values by row, from y = 0; NaN where no point is near.
 * @see Nadaraya (1964), "On estimating regression", Theory of Probability and its Applications 9(1).
 */
export function smoothSurface(points: readonly SurfacePoint[], side: number): Float64Array {
  const surface = new Float64Array(side * side);
  for (let cell = 0; cell < surface.length; cell++) {
    const x = ((cell % side) + 0.5) / side;
    const y = (Math.floor(cell / side) + 0.5) / side;
    let [weights, sum] = [0, 0];
    for (const point of points) {
      const weight = Math.exp(-((point.x - x) ** 2 + (point.y - y) ** 2) / (2 * bandwidth ** 2));
      weights += weight;
      sum += weight * point.value;
    }
    surface[cell] = weights > 0.02 ? sum / weights : Number.NaN;
  }
  return surface;
}
