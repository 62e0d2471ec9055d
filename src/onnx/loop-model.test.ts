import { expect, test } from "vitest";
import { newGraph } from "./builder.ts";
import { loopModel } from "./loop-model.ts";
import { add } from "./ops/add.ts";
import { mul } from "./ops/mul.ts";
import { openGraph } from "./session.ts";
import { tensor } from "./tensor.ts";

test("each turn takes what the one before left, its own slice and what all share", async () => {
  const body = newGraph("step");
  const sum = body.input("sum", "float32", [2]);
  const x = body.input("x", "float32", [2]);
  const factor = body.input("factor", "float32", []);
  const next = add(sum, mul(x, factor));
  body.output("sum.next", next);
  body.output("seen", mul(next, body.scalar(10)));
  const bytes = loopModel(body, { carried: new Map([["sum", "sum.next"]]), sliced: ["x"], collected: ["seen"] });
  const session = await openGraph(bytes);
  const feeds = {
    "start/sum": tensor("float32", [2], [100, 0]),
    "each/x": tensor("float32", [3, 2], [1, 2, 3, 4, 5, 6]),
    factor: tensor("float32", [], [2]),
  };
  const three = await session.run({ ...feeds, turns: tensor("int64", [], [3]) });
  expect(three["end/sum"]?.data).toEqual(Float32Array.of(118, 24));
  expect(three["all/seen"]).toEqual(tensor("float32", [3, 2], [1020, 40, 1080, 120, 1180, 240]));
  const one = await session.run({ ...feeds, turns: tensor("int64", [], [1]) });
  expect(one["end/sum"]?.data).toEqual(Float32Array.of(102, 4));
  await session.close();
});
