import { random } from "../../../kernels/index.ts";
import { initialValues } from "../initializer.ts";
import { AVERAGE, type TrainingProgram } from "./training-program.ts";

/**
 * How the variables of a program start: each parameter from a stream of its own, averages where their parameters start, and what
 * optimisers keep at 0.
 */
export function initialVariables(program: TrainingProgram, seed: number): Map<string, Float32Array> {
  const stream = random(seed).fork("parameters");
  const start = new Map<string, Float32Array>();
  for (const { name, shape, initializer, fan } of program.network) {
    const count = shape.reduce((product, size) => product * size, 1);
    start.set(name, initialValues(initializer, count, fan, stream.fork(name)));
  }
  return new Map(
    program.variables.map(({ name, shape, role }) => {
      const own = start.get(role === "average" ? name.slice(0, -AVERAGE.length) : name);
      const count = shape.reduce((product, size) => product * size, 1);
      return [name, own === undefined ? new Float32Array(count) : own.slice()];
    }),
  );
}
