import { expect, test } from "vitest";
import { bearerCheck, checkDoor, isLoopback } from "./authentication.ts";

test("loopback is what no other machine reaches", () => {
  expect(["127.0.0.1", "127.9.9.9", "::1", "localhost"].map(isLoopback)).toEqual([true, true, true, true]);
  expect(["0.0.0.0", "::", "192.168.1.5", "127.evil.com", "example.com", ""].map(isLoopback)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test("another address needs a secret", () => {
  expect(() => checkDoor("0.0.0.0", undefined)).toThrow(/SERVING_SECRET_NEEDED: .*"0\.0\.0\.0"/);
  expect(() => checkDoor("0.0.0.0", "")).toThrow(/SERVING_SECRET_NEEDED/);
  expect(() => checkDoor("0.0.0.0", "secret")).not.toThrow();
  expect(() => checkDoor("127.0.0.1", undefined)).not.toThrow();
});

test("only the secret itself opens", () => {
  const check = bearerCheck("tell nobody");
  expect(() => check("Bearer tell nobody")).not.toThrow();
  expect(() => check("bearer tell nobody")).not.toThrow();
  for (const header of [undefined, "", "Bearer", "Bearer ", "Bearer tell", "Bearer tell nobody!", "tell nobody", "Basic tell nobody"])
    expect(() => check(header)).toThrow(/SERVING_UNAUTHORIZED/);
});
