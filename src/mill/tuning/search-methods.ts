import { decodePoint, type Pruner, type Sampler, unitCube } from "../../modeling/index.ts";

const drawn: Sampler = {
  name: "random",
  settings: {},
  propose: ({ space }, stream) => {
    const cube = unitCube(space);
    return decodePoint(
      cube,
      cube.dimensions.map(() => stream.next()),
    );
  },
};

/** Samplers by the name that the command line takes. */
const samplers: Readonly<Record<string, () => Sampler>> = { auto: () => drawn, random: () => drawn };

export const samplerNames: readonly string[] = Object.keys(samplers);
export const prunerNames: readonly string[] = ["auto", "none"];

/** A sampler by its name. */
export function samplerByName(name: string): Sampler {
  return (samplers[name] ?? samplers["auto"] ?? (() => drawn))();
}

/** A pruner by its name. */
export function prunerByName(_name: string, _folds: number): Pruner | undefined {
  return undefined;
}
