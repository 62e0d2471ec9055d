/** Error codes thrown by the room `kernels`, each with one sentence that holds for every error with that code. */
export const kernelsErrors = {
} as const;
