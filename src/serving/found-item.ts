/** One item of a list, as a caller gets it. */
export interface FoundItem {
  readonly id: string;
  /** Place in the list, from 1. */
  readonly place: number;
  /** Higher is better; comparable within one list. */
  readonly score: number;
  /** Why it was found. */
  readonly reason?: string;
  /** Items of the asker's past that speak for it. */
  readonly because?: readonly string[];
}
