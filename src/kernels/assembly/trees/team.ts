// Threads that do their shares of one operation after the other. Operations last from 10 µs, so that threads look for the next one for
// a while before they go to sleep.

import { CONTROL } from "./layout";
import { perform } from "./operations";

// Words of the control block. The call says which threads it is for (in its low bits, how many) and differs from the one before: a
// thread that is late must not take the next call for the one that it slept through.
const CALL: usize = CONTROL;
const OPERATION: usize = CONTROL + 4;
const RUNNING: usize = CONTROL + 12;
const JOINED: usize = CONTROL + 16;
const CLOSED: usize = CONTROL + 20;
const ARRIVED: usize = CONTROL + 24;

const LOOKS: i32 = 20000;
const HELPERS_BITS: i32 = 3;
const HELPERS_MASK: i32 = 7;

/** Looks at a word until it differs from `value`, then sleeps until it does; answers the new value. */
function waitForChange(word: usize, value: i32): i32 {
  let looks = 0;
  let now = atomic.load<i32>(word);
  while (now === value) {
    if (++looks > LOOKS) atomic.wait<i32>(word, value, -1);
    now = atomic.load<i32>(word);
  }
  return now;
}

/** What another thread runs: its shares of all operations, until the team is closed. */
export function serve(): void {
  let call = atomic.load<i32>(CALL);
  if (atomic.load<i32>(CLOSED) !== 0) return;
  const thread = atomic.add<i32>(JOINED, 1) + 1;
  while (atomic.load<i32>(CLOSED) === 0) {
    call = waitForChange(CALL, call);
    const helpers = call & HELPERS_MASK;
    if (thread > helpers) continue;
    perform(load<i32>(OPERATION), thread, helpers + 1);
    if (atomic.sub<i32>(RUNNING, 1) === 1) atomic.notify(RUNNING, 1);
  }
  atomic.sub<i32>(JOINED, 1);
  atomic.notify(JOINED, 1);
}

/** A new call, for so many helpers. */
function publish(helpers: i32): void {
  const number = (atomic.load<i32>(CALL) >>> HELPERS_BITS) + 1;
  atomic.store<i32>(CALL, number << HELPERS_BITS | helpers);
  atomic.notify(CALL, -1);
}

/** Runs an operation on this thread and on up to `most` − 1 others, as many as are there. */
export function run(operation: i32, most: i32): void {
  const helpers = min(joined(), most - 1);
  if (helpers === 0) {
    perform(operation, 0, 1);
    return;
  }
  store<i32>(OPERATION, operation);
  store<i32>(ARRIVED, 0);
  atomic.store<i32>(RUNNING, helpers);
  publish(helpers);
  perform(operation, 0, helpers + 1);
  for (let running = atomic.load<i32>(RUNNING); running > 0; ) running = waitForChange(RUNNING, running);
}

/** Waits inside an operation until all its threads have come here as often. */
export function meet(threads: i32): void {
  if (threads === 1) return;
  const arrived = atomic.add<i32>(ARRIVED, 1) + 1;
  const awaited = (arrived + threads - 1) / threads * threads;
  if (arrived === awaited) {
    atomic.notify(ARRIVED, -1);
    return;
  }
  for (let now = arrived; now < awaited; ) now = waitForChange(ARRIVED, now);
}

/** Lets threads join. */
export function open(): void {
  atomic.store<i32>(CLOSED, 0);
}

/** How many threads have joined. */
export function joined(): i32 {
  return atomic.load<i32>(JOINED);
}

/** Sends all threads away and waits until they are gone. */
export function close(): void {
  atomic.store<i32>(CLOSED, 1);
  publish(0);
  for (let left = joined(); left > 0; ) left = waitForChange(JOINED, left);
}
