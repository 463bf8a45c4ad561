import { describe, expect, it } from 'vitest';
import {
  type Circuit,
  CLOSED,
  claimProbe,
  close,
  failProbe,
  isTransition,
  open,
  ownsProbe,
  passage,
  view,
} from './circuit.js';

const OPEN_MS = 5_000;
const LEASE_MS = 10_000;
const OPENED_AT = 1_000_000;
const HALF_OPEN_AT = OPENED_AT + OPEN_MS;

const opened = open(CLOSED, OPENED_AT, OPEN_MS);
const probing = claimProbe(opened, 'order-1', HALF_OPEN_AT, LEASE_MS);

function passages(circuit: Circuit, now: number) {
  return [passage(circuit, 'order-1', now), passage(circuit, 'order-2', now)];
}

describe('a closed circuit', () => {
  it('lets every order pass', () => {
    expect(passages(CLOSED, OPENED_AT)).toEqual(['go', 'go']);
    expect(view(CLOSED, OPENED_AT)).toEqual({ circuit: 'closed', retryAfterSeconds: null });
  });

  it('has no probe to claim or to fail', () => {
    expect(claimProbe(CLOSED, 'order-1', OPENED_AT, LEASE_MS)).toBe(CLOSED);
    expect(failProbe(CLOSED, 'order-1', OPENED_AT, OPEN_MS)).toBe(CLOSED);
    expect(close(CLOSED)).toBe(CLOSED);
  });
});

describe('an open circuit', () => {
  it('lets nobody pass until its deadline', () => {
    expect(passages(opened, HALF_OPEN_AT - 1)).toEqual(['wait', 'wait']);
  });

  it('says in whole seconds, rounded up, how long that is', () => {
    expect(view(opened, OPENED_AT)).toEqual({ circuit: 'open', retryAfterSeconds: 5 });
    expect(view(opened, HALF_OPEN_AT - 1)).toEqual({ circuit: 'open', retryAfterSeconds: 1 });
  });

  it('is not prolonged by calls that fail late', () => {
    expect(open(opened, OPENED_AT + 1_000, OPEN_MS)).toBe(opened);
    expect(open(opened, HALF_OPEN_AT + 1_000, OPEN_MS)).toBe(opened);
  });

  it('gives its probe to nobody before the deadline', () => {
    expect(claimProbe(opened, 'order-1', HALF_OPEN_AT - 1, LEASE_MS)).toBe(opened);
  });
});

describe('a half-open circuit', () => {
  it('offers the probe to everybody', () => {
    expect(passages(opened, HALF_OPEN_AT)).toEqual(['probe', 'probe']);
    expect(view(opened, HALF_OPEN_AT)).toEqual({ circuit: 'half-open', retryAfterSeconds: 1 });
  });

  it('lets only the one who claimed the probe pass', () => {
    expect(passages(probing, HALF_OPEN_AT)).toEqual(['probe', 'wait']);
    expect(ownsProbe(probing, 'order-1')).toBe(true);
    expect(claimProbe(probing, 'order-2', HALF_OPEN_AT, LEASE_MS)).toBe(probing);
  });

  it('prolongs the lease of an owner who claims again', () => {
    const renewed = claimProbe(probing, 'order-1', HALF_OPEN_AT + LEASE_MS - 1, LEASE_MS);
    expect(passages(renewed, HALF_OPEN_AT + LEASE_MS)).toEqual(['probe', 'wait']);
  });

  it('gives the probe to another when its owner has died and the lease is over', () => {
    const later = HALF_OPEN_AT + LEASE_MS;
    expect(passages(probing, later)).toEqual(['probe', 'probe']);
    expect(passages(claimProbe(probing, 'order-2', later, LEASE_MS), later)).toEqual(['wait', 'probe']);
  });

  it('closes for everybody when the probe got an answer', () => {
    expect(close(probing)).toBe(CLOSED);
  });

  it('is open for another while when the probe failed, and remembers since when', () => {
    const again = failProbe(probing, 'order-1', HALF_OPEN_AT + 100, OPEN_MS);
    expect(again).toEqual({ state: 'open', openedAt: OPENED_AT, until: HALF_OPEN_AT + 100 + OPEN_MS, probe: null });
    expect(passages(again, HALF_OPEN_AT + OPEN_MS)).toEqual(['wait', 'wait']);
  });

  it('does not listen to somebody whose probe went to another', () => {
    expect(failProbe(probing, 'order-2', HALF_OPEN_AT, OPEN_MS)).toBe(probing);
  });
});

describe('a transition', () => {
  it('is opening, a probe, its failure, and closing', () => {
    expect(isTransition(CLOSED, opened)).toBe(true);
    expect(isTransition(opened, probing)).toBe(true);
    expect(isTransition(probing, failProbe(probing, 'order-1', HALF_OPEN_AT, OPEN_MS))).toBe(true);
    expect(isTransition(probing, CLOSED)).toBe(true);
  });

  it('is not a longer lease for the same order', () => {
    const renewed = claimProbe(probing, 'order-1', HALF_OPEN_AT + 1_000, LEASE_MS);
    expect(isTransition(probing, renewed)).toBe(false);
    expect(isTransition(CLOSED, CLOSED)).toBe(false);
  });
});
