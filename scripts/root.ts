import { dirname } from "node:path";

/** The repository's folder. */
export const root: string = dirname(import.meta.dirname);
