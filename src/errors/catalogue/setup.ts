/** Error codes thrown by the room `setup`, each with one sentence that holds for every error with that code. */
export const setupErrors = {} as const;
