// Threads that do their shares of one operation after the other. Operations last from 10 µs and what one thread does between them as
// long, but waking a thread takes 50: threads look for the next operation for some 200 µs before they go to sleep.

import { CONTROL } from "./layout";
import { perform } from "./operations";

// Words of the control block. The call says which threads it is for (in its low bits, how many) and differs from the one before: a
// thread that is late must not take the next call for the one that it slept through.
const CALL: usize = CONTROL;
const OPERATION: usize = CONTROL + 4;
const RUNNING: usize = CONTROL + 12;
// How many threads have joined, and whether the team is closed, in one word: nobody can join a team that is being closed.
const JOINED: usize = CONTROL + 16;
const ARRIVED: usize = CONTROL + 24;
// How many tasks of an operation were taken, of two kinds.
const TAKEN: usize = CONTROL + 32;

const CLOSED_BIT: i32 = 1 << 16;
const LOOKS: i32 = 200000;
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

function isClosed(): bool {
  return (atomic.load<i32>(JOINED) & CLOSED_BIT) !== 0;
}

/** Joins the team; answers the thread's number, or 0 where the team is closed. */
function join(): i32 {
  let word = atomic.load<i32>(JOINED);
  while ((word & CLOSED_BIT) === 0) {
    const seen = atomic.cmpxchg<i32>(JOINED, word, word + 1);
    if (seen === word) return word + 1;
    word = seen;
  }
  return 0;
}

/** What another thread runs: its shares of all operations, until the team is closed. */
export function serve(): void {
  let call = atomic.load<i32>(CALL);
  const thread = join();
  if (thread === 0) return;
  while (!isClosed()) {
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
  atomic.store<i64>(TAKEN, 0);
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

/** Number of the next task of a kind (0 or 1) that no thread has taken yet, from 0. */
export function takeTask(kind: i32): i32 {
  return atomic.add<i32>(TAKEN + (<usize>kind << 2), 1);
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
  atomic.and<i32>(JOINED, ~CLOSED_BIT);
}

/** How many threads have joined. */
export function joined(): i32 {
  return atomic.load<i32>(JOINED) & ~CLOSED_BIT;
}

/** Sends all threads away and waits until they are gone. */
export function close(): void {
  atomic.or<i32>(JOINED, CLOSED_BIT);
  publish(0);
  for (let left = atomic.load<i32>(JOINED); left !== CLOSED_BIT; ) left = waitForChange(JOINED, left);
}
