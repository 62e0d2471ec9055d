import { cliErrors } from "./cli.ts";
import { dataErrors } from "./data.ts";
import { kernelsErrors } from "./kernels.ts";
import { ledgerErrors } from "./ledger.ts";
import { millErrors } from "./mill.ts";
import { modelingErrors } from "./modeling.ts";
import { onnxErrors } from "./onnx.ts";
import { servingErrors } from "./serving.ts";
import { setupErrors } from "./setup.ts";
import { systemErrors } from "./system.ts";

/** Codes with their meanings. */
type Codes = Readonly<Record<string, string>>;

/** Every error code with its meaning, by the room that throws it. */
export const catalogueByRoom: Readonly<Record<string, Codes>> = {
  kernels: kernelsErrors,
  onnx: onnxErrors,
  ledger: ledgerErrors,
  setup: setupErrors,
  data: dataErrors,
  modeling: modelingErrors,
  serving: servingErrors,
  system: systemErrors,
  mill: millErrors,
  cli: cliErrors,
};

/** Any code of the catalogue. */
export type ErrorCode =
  | keyof typeof kernelsErrors
  | keyof typeof onnxErrors
  | keyof typeof ledgerErrors
  | keyof typeof setupErrors
  | keyof typeof dataErrors
  | keyof typeof modelingErrors
  | keyof typeof servingErrors
  | keyof typeof systemErrors
  | keyof typeof millErrors
  | keyof typeof cliErrors;

/** What a code means, in one sentence. A test keeps the catalogue equal to `docs/errors.md`. */
export function meaningOf(code: ErrorCode): string {
  return Object.assign({}, ...Object.values(catalogueByRoom))[code];
}
