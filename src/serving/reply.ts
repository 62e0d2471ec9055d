/** What every system answers about a row, before its own `reply` adds to it. */
export interface StandardReply {
  /** Binary: P(positive), in [0, 1]; multiclass: the largest probability; regression: the value. */
  readonly prediction: number;
  /** Multiclass: the most probable class; binary: the class on whose side of the threshold P(positive) lies. */
  readonly label?: string;
  /** Multiclass: the most probable classes (five at most) with their probabilities, largest first. */
  readonly probabilities?: Readonly<Record<string, number>>;
  /** Regression with an interval: its lower end. */
  readonly low?: number;
  /** Regression with an interval: its upper end. */
  readonly high?: number;
  /** In [0, 1]. Classes: probability of the most probable one; regression: share of truths that intervals such as this one hold. */
  readonly confidence?: number;
  /** "defer" below the policy's confidence; else, by the threshold that costs least, "act" or "pass". Absent where nothing is decided. */
  readonly decision?: "act" | "pass" | "defer";
}
