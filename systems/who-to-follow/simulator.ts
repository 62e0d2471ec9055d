import type { Random } from "millwright";

const topics = ["music", "science", "football", "cooking", "politics", "games"] as const;
const regions = ["north", "south", "west"] as const;

/** A made-up account, as its owner set it up. */
export interface SimulatedAccount {
  readonly account: string;
  readonly topic: string;
  readonly region: string;
  /** Lets nobody find it. */
  readonly hidden: boolean;
}

/** One follow, as the system's rows have it. */
export interface SimulatedFollow {
  readonly follower: string;
  readonly followed: string;
}

/** A made-up network. */
export interface SimulatedNetwork {
  readonly accounts: readonly SimulatedAccount[];
  readonly follows: readonly SimulatedFollow[];
}

const size = 500;
/** Signed up, and follow nobody yet. */
const newcomers = 10;

function drawAccount(random: Random, index: number): SimulatedAccount {
  return {
    account: `account${index}`,
    topic: topics[random.integer(topics.length)] ?? "music",
    region: regions[random.integer(regions.length)] ?? "north",
    hidden: random.next() < 0.05,
  };
}

/** How well two accounts go together, in [0.02, 1]: a topic in common counts most, then the region. */
function affinity(a: SimulatedAccount, b: SimulatedAccount): number {
  return (a.topic === b.topic ? 1 : 0.06) * (a.region === b.region ? 1 : 0.35);
}

/**
 * A network that grows: newcomers follow by topic and region, rather those who have followers already, then whom their follows follow;
 * some are followed back.
 */
export function simulateFollows(random: Random): SimulatedNetwork {
  const accounts: SimulatedAccount[] = [];
  const follows: SimulatedFollow[] = [];
  const following: Set<number>[] = [];
  const fans: number[] = [];
  const follow = (from: number, to: number): void => {
    if (from === to || following[from]?.has(to)) return;
    following[from]?.add(to);
    fans[to] = (fans[to] ?? 0) + 1;
    follows.push({ follower: `account${from}`, followed: `account${to}` });
  };
  for (let newcomer = 0; newcomer < size; newcomer++) {
    const account = drawAccount(random, newcomer);
    accounts.push(account);
    following.push(new Set());
    fans.push(0);
    const wanted = Math.min(newcomer, 4 + random.poisson(10));
    for (let tries = 0; tries < 40 * wanted && (following[newcomer]?.size ?? 0) < wanted; tries++) {
      const friends = [...(following[newcomer] ?? [])];
      const through = following[friends[random.integer(Math.max(1, friends.length))] ?? -1];
      const close = random.next() < 0.5 && through !== undefined && through.size > 0;
      const to = close ? ([...through][random.integer(through.size)] ?? 0) : random.integer(newcomer);
      const other = accounts[to];
      const popular = Math.min(1, (1 + (fans[to] ?? 0)) / 25);
      if (other === undefined || random.next() > affinity(account, other) * (close ? 1 : popular)) continue;
      follow(newcomer, to);
      if (random.next() < 0.25) follow(to, newcomer);
    }
  }
  for (let newcomer = size; newcomer < size + newcomers; newcomer++) accounts.push(drawAccount(random, newcomer));
  return { accounts, follows };
}
