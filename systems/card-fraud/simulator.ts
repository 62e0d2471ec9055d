import { type Random, random } from "millwright";

/** One simulated purchase. */
export interface Purchase {
  id: number;
  time: Date;
  customer: string;
  terminal: string;
  amount: number;
  fraud: boolean;
}

/** How large the simulated city is. */
export interface CitySize {
  readonly customers: number;
  readonly terminals: number;
  readonly days: number;
  /** First day, at midnight UTC. */
  readonly from: string;
}

const dayMs = 86_400_000;

interface Customer {
  readonly name: string;
  readonly meanAmount: number;
  readonly purchasesPerDay: number;
  readonly terminals: readonly number[];
}

/** Customers live somewhere in a square of 100 × 100 and use the terminals within a radius of 7. */
function settle(size: CitySize, stream: Random): Customer[] {
  const terminals = Array.from({ length: size.terminals }, () => ({ x: 100 * stream.next(), y: 100 * stream.next() }));
  return Array.from({ length: size.customers }, (_, index) => {
    const home = { x: 100 * stream.next(), y: 100 * stream.next() };
    const near = terminals.flatMap((terminal, number) => (Math.hypot(terminal.x - home.x, terminal.y - home.y) < 7 ? [number] : []));
    return {
      name: `C${index}`,
      meanAmount: 5 + 95 * stream.next(),
      purchasesPerDay: 4 * stream.next(),
      terminals: near.length > 0 ? near : [stream.integer(size.terminals)],
    };
  });
}

/** Purchases of one customer on one day; most of them around noon. */
function shop(customer: Customer, midnight: number, stream: Random): Omit<Purchase, "id">[] {
  const count = stream.poisson(customer.purchasesPerDay);
  return Array.from({ length: count }, () => {
    const second = Math.round(43_200 + 20_000 * stream.normal());
    const amount = Math.abs(customer.meanAmount + 0.5 * customer.meanAmount * stream.normal());
    return {
      time: new Date(midnight + 1000 * Math.min(86_399, Math.max(0, second))),
      customer: customer.name,
      terminal: `T${customer.terminals[stream.integer(customer.terminals.length)] ?? 0}`,
      amount: Math.round(100 * amount) / 100,
      fraud: false,
    };
  });
}

/** Marks frauds of three kinds: absurd amounts, terminals that leak cards for 28 days, cards that are stolen for 14 days. */
function defraud(purchases: Purchase[], size: CitySize, stream: Random): void {
  const from = Date.parse(size.from);
  const compromised = new Map<string, number>();
  const stolen = new Map<string, number>();
  const perDay = Math.max(1, Math.round(size.terminals / 5000));
  let day = -1;
  for (const purchase of purchases) {
    const today = Math.floor((purchase.time.getTime() - from) / dayMs);
    for (; day < today; day++) {
      for (let i = 0; i < perDay; i++) compromised.set(`T${stream.integer(size.terminals)}`, day + 29);
      for (let i = 0; i < Math.max(1, Math.round(size.customers / 1700)); i++) stolen.set(`C${stream.integer(size.customers)}`, day + 15);
    }
    if ((stolen.get(purchase.customer) ?? -1) > today && stream.next() < 1 / 3) {
      purchase.amount = Math.round(500 * purchase.amount) / 100;
      purchase.fraud = true;
    }
    if ((compromised.get(purchase.terminal) ?? -1) > today) purchase.fraud = true;
    if (purchase.amount > 220) purchase.fraud = true;
  }
}

/** Purchases of a simulated city in order of time. The same seed gives the same purchases. */
export function simulatePurchases(size: CitySize, seed: number): Purchase[] {
  const stream = random(seed);
  const customers = settle(size, stream.fork("city"));
  const shopping = stream.fork("shopping");
  const from = Date.parse(size.from);
  const purchases: Purchase[] = [];
  for (let day = 0; day < size.days; day++) {
    const today = customers.flatMap((customer) => shop(customer, from + day * dayMs, shopping));
    today.sort((a, b) => a.time.getTime() - b.time.getTime());
    for (const purchase of today) purchases.push({ id: purchases.length, ...purchase });
  }
  defraud(purchases, size, stream.fork("fraud"));
  return purchases;
}
