import { MillwrightError } from "../../../errors/index.ts";

/** Ways to refuse a model file of one format. */
export interface FileFaults {
  /** @throws MODELING_FILE_INVALID */
  invalid(problem: string, cause?: unknown): never;
  /** @throws MODELING_FILE_UNSUPPORTED */
  unsupported(problem: string, fix: string): never;
  /** @throws MODELING_FILE_TOO_LARGE */
  tooLarge(problem: string): never;
}

/** Refusals that name the format: "XGBoost model". */
export function fileFaults(format: string): FileFaults {
  return {
    invalid: (problem, cause) => {
      throw new MillwrightError(
        "MODELING_FILE_INVALID",
        `this is no sound ${format}: ${problem}`,
        "Save the model again, or copy it again if it was cut short.",
        cause === undefined ? {} : { cause },
      );
    },
    unsupported: (problem, fix) => {
      throw new MillwrightError("MODELING_FILE_UNSUPPORTED", `the ${format} ${problem}`, fix);
    },
    tooLarge: (problem) => {
      throw new MillwrightError("MODELING_FILE_TOO_LARGE", `the ${format} ${problem}`, "Use a smaller model.");
    },
  };
}

/** Widest rows that a model file may ask for. */
export const MOST_COLUMNS = 10_000_000;
/** Most outputs that a model file may have. */
export const MOST_OUTPUTS = 100_000;
/** Codes of categories that a float32 can hold. */
export const MOST_CATEGORIES: number = 2 ** 24;
