import { MillwrightError } from "../../errors/index.ts";

/** Calls a function that the system brought. @throws SERVING_REPLY_FAILED */
export function callSystem<Result>(name: "reply" | "allow", work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    throw new MillwrightError(
      "SERVING_REPLY_FAILED",
      `the system's ${name} function threw: ${cause instanceof Error ? cause.message : String(cause)}.`,
      "Make it answer for every item of the catalogue.",
      { cause },
    );
  }
}
