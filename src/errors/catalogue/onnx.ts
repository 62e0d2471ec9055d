/** Error codes thrown by the room `onnx`, each with one sentence that holds for every error with that code. */
export const onnxErrors = {
} as const;
