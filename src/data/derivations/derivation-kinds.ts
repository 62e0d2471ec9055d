import { answerTypeKind } from "./answer-type.ts";
import type { DerivationKind } from "./derivation.ts";
import { textCountKind } from "./text-count.ts";
import { textMeaningKind } from "./text-meaning.ts";
import { textPairKind } from "./text-pair/text-pair.ts";
import { withinListKind } from "./within-list.ts";

/** The code of every kind of derivations: a new one is one more line. */
export const derivationKinds: readonly DerivationKind[] = [withinListKind, textCountKind, textPairKind, answerTypeKind, textMeaningKind];
