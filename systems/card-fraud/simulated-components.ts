import { random } from "millwright";

/** A simulated purchase with 28 components. */
export type SimulatedPurchase = Record<`v${number}`, number> & { seconds: number; amount: number; fraud: boolean };

/** Purchases of two days; one in ten is a fraud, whose first components lie lower, by chance not all of them. */
export function simulateComponents(count: number, seed: number): SimulatedPurchase[] {
  const stream = random(seed);
  return Array.from({ length: count }, (_, index) => {
    const fraud = stream.next() < 0.1;
    const shift = fraud && stream.next() < 0.85 ? -3 : 0;
    const purchase: SimulatedPurchase = {
      seconds: Math.floor((172_800 * index) / count),
      amount: Math.round(100 * Math.exp(3 + 1.3 * stream.normal())) / 100,
      fraud,
    };
    for (let component = 1; component <= 28; component++) {
      const loading = component % 7 === 0 || component === 10 || component === 12 ? 1 : 0.2;
      purchase[`v${component}`] = stream.normal() + loading * shift;
    }
    return purchase;
  });
}
