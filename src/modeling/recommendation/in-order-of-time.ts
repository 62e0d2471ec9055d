import { ascendingOrder, type Sequences, takeSequences } from "../../kernels/index.ts";

/** Sessions by the moment of their last event, oldest first; those without events are left out. Without times the order stays. */
export function inOrderOfTime(sequences: Sequences): Sequences {
  const { askers, rowStart, times } = sequences;
  const last = Float64Array.from({ length: askers }, (_, a) => times?.[(rowStart[a + 1] ?? 0) - 1] ?? a);
  const order = ascendingOrder(last).filter((a) => (rowStart[a + 1] ?? 0) > (rowStart[a] ?? 0));
  return takeSequences(sequences, order);
}
