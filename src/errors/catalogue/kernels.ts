/** Error codes thrown by the room `kernels`, each with one sentence that holds for every error with that code. */
export const kernelsErrors = {
  KERNELS_OUT_OF_MEMORY: "A computation needs more working memory than WebAssembly can address.",
  KERNELS_CODE_UNKNOWN: "A column of categories holds a number that is none of its codes.",
} as const;
