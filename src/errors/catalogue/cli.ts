/** Error codes thrown by the room `cli`, each with one sentence that holds for every error with that code. */
export const cliErrors = {
  CLI_NODE_TOO_OLD: "Millwright needs a newer Node.js than the one that runs it.",
  CLI_USAGE: "The command line has an unknown command or option, or lacks an argument.",
  CLI_SYSTEM_UNKNOWN: "No system of this name, and no file at this path, could be found.",
  CLI_SYSTEM_BROKEN: "The file that defines a system could not be loaded.",
  CLI_DATA_NOT_PUBLISHED: "A folder of data was given to a system that does not know how to read a folder.",
  CLI_FILE_MISSING: "A file that the command needs does not exist or cannot be read.",
  CLI_STORE_MISSING: "The folder of --store, in which studies are shared, does not exist.",
  CLI_FILE_EXISTS: "The command would overwrite something that is already there.",
  CLI_NAME_INVALID: "A new system's name is not in kebab case.",
  CLI_COLUMN_UNKNOWN: "The column to predict is not in the file.",
  CLI_TARGET_UNFIT: "The column to predict cannot be learned: it has one value, or is free text.",
  CLI_OUTPUT_UNSUPPORTED: "The output file's extension is not one that can be written.",
  CLI_OUTPUT_UNWRITABLE: "The output file could not be written.",
  CLI_RUN_MISSING: "The system has no finished run in this directory.",
  CLI_MODEL_MISSING: "The system has no model in this directory.",
  CLI_NOT_FOR_LISTS: "The command works on systems that predict rows, not on those that find items of a catalogue.",
} as const;
