export type { Brief, DataNotes, ServingNotes } from "./brief.ts";
export { type Cost, costOf, type ErrorCosts } from "./costs.ts";
export { atLeast, atMost, gapAtMost, type Measure, measures, onSlice, type Requirement } from "./requirements.ts";
