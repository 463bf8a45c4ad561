import { describe, expect, it } from 'vitest';
import type { Documents } from '../../shared/documents.js';
import { type CircuitDocument, circuitStore } from './circuitStore.js';
import { sharedCircuit } from './sharedCircuit.js';

const CONFIG = { openMs: 5_000, probeLeaseMs: 10_000 };

/** One document in memory, with versions, that can go away; each access takes a turn of the event loop, so writers race. */
function memoryDocument() {
  let stored: { value: CircuitDocument; etag: string } | undefined;
  let version = 0;
  const counts = { reads: 0, writes: 0 };
  const switches = { unreachable: false };

  async function access(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (switches.unreachable) throw new Error('no connection');
  }
  function store(value: CircuitDocument): true {
    version += 1;
    counts.writes += 1;
    stored = { value, etag: `"${version}"` };
    return true;
  }

  const documents: Documents<CircuitDocument> = {
    async read() {
      counts.reads += 1;
      await access();
      return stored;
    },
    async create(document) {
      await access();
      return stored ? false : store(document);
    },
    async replace(document, _id, _partitionKey, etag) {
      await access();
      return stored?.etag === etag ? store(document) : false;
    },
  };
  return { documents, counts, switches };
}

/** Two processes that share the document, on one clock that the test moves. */
function twoProcesses() {
  const { documents, counts, switches } = memoryDocument();
  const lines: string[] = [];
  let time = 1_000_000;
  const start = () =>
    sharedCircuit(
      circuitStore(documents),
      CONFIG,
      () => time,
      (line) => lines.push(line),
    );
  const pass = (ms: number) => {
    time += ms;
  };
  return { one: start(), other: start(), start, pass, lines, counts, switches };
}

const GO = { go: true, probe: false };
const PROBE = { go: true, probe: true };

describe('while the circuit is closed', () => {
  it('everybody passes, for one read a second and no write', async () => {
    const { one, counts, pass } = twoProcesses();
    for (let n = 0; n < 100; n++) expect(await one.enter(`order-${n}`)).toEqual(GO);
    expect(await one.admit('order-1')).toEqual({ admitted: true });
    expect(counts).toEqual({ reads: 1, writes: 0 });
    pass(1_000);
    await Promise.all([one.enter('order-1'), one.admit('order-2'), one.view()]);
    expect(counts).toEqual({ reads: 2, writes: 0 });
  });

  it('the health page says so', async () => {
    expect(await twoProcesses().one.view()).toEqual({ circuit: 'closed', retryAfterSeconds: null });
  });
});

describe('when the clock is set back', () => {
  it('a process hears no later of what the others see', async () => {
    const { one, other, pass } = twoProcesses();
    await other.enter('order-1');
    await one.opened('503');
    pass(-600_000);
    expect(await other.enter('order-2')).toMatchObject({ go: false });
  });
});

describe('when one process opens it', () => {
  it('that process stops at once and the other within a second', async () => {
    const { one, other, pass } = twoProcesses();
    await other.enter('order-1');
    const opening = one.opened('5 of 5 calls failed');
    expect(await one.enter('order-2')).toEqual({ go: false, retryAfterMs: 5_000 });
    await opening;
    pass(1_000);
    expect(await other.enter('order-3')).toEqual({ go: false, retryAfterMs: 4_000 });
    expect(await other.admit('order-4')).toEqual({ admitted: false, retryAfterSeconds: 4 });
    expect(await other.view()).toEqual({ circuit: 'open', retryAfterSeconds: 4 });
  });

  it('one line is logged and one write made, however many calls fail and processes notice', async () => {
    const { one, other, lines, counts } = twoProcesses();
    await Promise.all([one.enter('order-1'), other.enter('order-2')]);
    await Promise.all([one, one, one, other, other].map((circuit) => circuit.opened('503')));
    expect(lines).toEqual(['The payment circuit opened for 5000 ms: 503.']);
    expect(counts.writes).toBe(1);
  });
});

describe('when its time is over', () => {
  async function halfOpen() {
    const processes = twoProcesses();
    await processes.one.opened('503');
    processes.pass(5_000);
    processes.lines.length = 0;
    return processes;
  }

  it('of a thousand waiting orders in two processes exactly one becomes the probe', async () => {
    const { one, other, lines } = await halfOpen();
    const entries = await Promise.all(
      Array.from({ length: 1_000 }, (_, n) => (n % 2 ? one : other).enter(`order-${n}`)),
    );
    expect(entries.filter(({ go }) => go)).toEqual([PROBE]);
    expect(lines).toEqual([
      expect.stringMatching(/^The payment circuit is half-open: order order-\d+ is the probe\.$/),
    ]);
  });

  it('the order that the front door admits is the probe, also in the process that charges it', async () => {
    const { one, other, lines } = await halfOpen();
    expect(await one.admit('order-1')).toEqual({ admitted: true });
    expect(await one.admit('order-2')).toEqual({ admitted: false, retryAfterSeconds: 1 });
    expect(await other.enter('order-2')).toMatchObject({ go: false });
    expect(await other.enter('order-1')).toEqual(PROBE);
    expect(lines).toEqual(['The payment circuit is half-open: order order-1 is the probe.']);
  });

  it('a probe that gets an answer closes it for everybody', async () => {
    const { one, other, pass, lines } = await halfOpen();
    await one.enter('order-1');
    await other.enter('order-2');
    await one.closed();
    expect(await one.enter('order-3')).toEqual(GO);
    pass(1_000);
    expect(await other.enter('order-2')).toEqual(GO);
    expect(lines.at(-1)).toBe('The payment circuit closed: the provider answers again.');
    expect(lines).toHaveLength(2);
  });

  it('an order that is admitted again and again but never calls does not keep the probe for ever', async () => {
    const { one, other, pass } = await halfOpen();
    for (let second = 0; second < 10; second++) {
      expect(await one.admit('order-1')).toEqual({ admitted: true });
      pass(1_000);
    }
    expect(await other.enter('order-2')).toEqual(PROBE);
  });

  it('an order that would probe passes at once where the probe of another process has closed it already', async () => {
    const { one, other } = await halfOpen();
    await other.view();
    await one.enter('order-1');
    await one.closed();
    expect(await other.enter('order-2')).toEqual(GO);
  });

  it('a probe that fails keeps it open for another while', async () => {
    const { one, other, pass, lines } = await halfOpen();
    await one.enter('order-1');
    await one.probeFailed('order-1', '503');
    expect(await one.enter('order-1')).toEqual({ go: false, retryAfterMs: 5_000 });
    pass(5_000);
    expect(await other.enter('order-2')).toEqual(PROBE);
    expect(lines[1]).toBe('The payment circuit stays open for another 5000 ms: the probe failed, 503.');
  });

  it('a probe whose owner died is free again after its lease', async () => {
    const { one, other, pass } = await halfOpen();
    await one.enter('order-1');
    pass(9_999);
    expect(await other.enter('order-2')).toMatchObject({ go: false });
    pass(1);
    expect(await other.enter('order-2')).toEqual(PROBE);
  });

  it('a process that starts only now waits for the probe too', async () => {
    const { one, start } = await halfOpen();
    await one.enter('order-1');
    expect(await start().enter('order-2')).toEqual({ go: false, retryAfterMs: 1_000 });
  });
});

describe('when the document cannot be reached', () => {
  it('orders are taken, and that is logged once', async () => {
    const { one, switches, pass, lines } = twoProcesses();
    switches.unreachable = true;
    expect(await one.admit('order-1')).toEqual({ admitted: true });
    pass(1_000);
    expect(await one.enter('order-1')).toEqual(GO);
    expect(lines).toEqual([expect.stringContaining('cannot be reached: Error: no connection')]);
  });

  it('a process still has its own circuit, with one probe after its time', async () => {
    const { one, switches, pass } = twoProcesses();
    switches.unreachable = true;
    await one.opened('503');
    expect(await one.enter('order-1')).toMatchObject({ go: false });
    pass(5_000);
    expect(await Promise.all([one.enter('order-1'), one.enter('order-2')])).toEqual([
      PROBE,
      { go: false, retryAfterMs: 1_000 },
    ]);
    await one.closed();
    expect(await one.enter('order-2')).toEqual(GO);
  });

  it('what it could not tell the others it tells them once the document is back', async () => {
    const { one, other, switches, pass } = twoProcesses();
    switches.unreachable = true;
    await one.opened('503');
    switches.unreachable = false;
    pass(1_000);
    expect(await one.enter('order-1')).toEqual({ go: false, retryAfterMs: 4_000 });
    expect(await other.enter('order-1')).toEqual({ go: false, retryAfterMs: 4_000 });
  });

  it('what the others found out meanwhile counts once it is back', async () => {
    const { one, other, switches, pass } = twoProcesses();
    await one.opened('503');
    pass(5_000);
    switches.unreachable = true;
    await one.enter('order-1');
    await one.closed();
    switches.unreachable = false;
    pass(1_000);
    expect(await one.enter('order-2')).toEqual(PROBE);
    expect(await other.enter('order-3')).toMatchObject({ go: false });
  });
});
