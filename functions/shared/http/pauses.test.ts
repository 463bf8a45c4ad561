import { describe, expect, it } from 'vitest';
import { learnedPauses, type Pauses } from './pauses.js';

/** Waits for what takes `ms`. @returns how many looks it took, and by how much the last one came late */
function wait(pauses: Pauses, ms: number) {
  let waited = 0;
  for (let looks = 1; ; looks++) {
    waited += pauses.next(waited);
    if (waited < ms) continue;
    pauses.ended(ms);
    return { looks, late: waited - ms };
  }
}

function meanOf(pauses: Pauses, ms: number, waits = 100) {
  const all = Array.from({ length: waits }, () => wait(pauses, ms));
  const mean = (figure: (one: (typeof all)[number]) => number) =>
    all.reduce((sum, one) => sum + figure(one), 0) / waits;
  return { looks: mean(({ looks }) => looks), late: mean(({ late }) => late) };
}

describe('pauses between looks', () => {
  it.each([10, 40, 160, 450])('take one look, a little late, at what always takes %i ms', (ms) => {
    const pauses = learnedPauses();
    meanOf(pauses, ms);
    const learned = meanOf(pauses, ms);
    expect(learned.looks).toBeLessThan(1.1);
    expect(learned.late).toBeLessThan(ms / 3);
  });

  it('never let anything wait for half a second longer than it takes, whatever was learned', () => {
    const pauses = learnedPauses();
    meanOf(pauses, 20_000);
    expect(wait(pauses, 10).late).toBeLessThan(500);
    expect(wait(pauses, 20_010).late).toBeLessThan(500);
  });

  it('find quick things quickly again after slow ones', () => {
    const pauses = learnedPauses();
    meanOf(pauses, 450);
    meanOf(pauses, 10, 8);
    expect(wait(pauses, 10).late).toBeLessThan(5);
  });
});
