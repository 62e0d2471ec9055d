import { expect, test } from "vitest";
import { customGradient, div, type GradientExample, mul, spread, type Value } from "../onnx/index.ts";
import { gradientContract } from "./gradient-contract.ts";

/** x², with a gradient of one's own. */
function squareWith(backward: (x: Value, gradient: Value) => Value): GradientExample {
  return {
    inputs: [spread([3])],
    build: (x) => customGradient(mul(x, x), [x], (gradient) => [() => backward(x, gradient)]),
  };
}

async function outcomes(example: GradientExample): Promise<string[]> {
  return Promise.all(
    gradientContract([example]).map(({ check }) =>
      check().then(
        () => "kept",
        () => "broken",
      ),
    ),
  );
}

test("a gradient that is right keeps the contract", async () => {
  expect(await outcomes(squareWith((x, gradient) => mul(mul(x, x.graph.scalar(2)), gradient)))).toEqual(["kept", "kept"]);
});

test("a factor, a sign and a missing operand break it", async () => {
  expect(await outcomes(squareWith((x, gradient) => mul(mul(x, x.graph.scalar(2.002)), gradient)))).toEqual(["broken", "broken"]);
  expect(await outcomes(squareWith((x, gradient) => mul(mul(x, x.graph.scalar(-2)), gradient)))).toEqual(["broken", "broken"]);
  const product: GradientExample = {
    inputs: [spread([3], 1), spread([3], 2)],
    build: (a, b) => customGradient(mul(a, b), [a, b], (gradient) => [() => mul(gradient, b), () => div(gradient, a)]),
  };
  expect(await outcomes(product)).toEqual(["broken", "broken"]);
});
