import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Clock } from './clock.js';

const HOUR = 3_600_000;

describe('the local clock', () => {
  it('rings what is due, in order of time, when it is moved', async () => {
    const clock = new Clock();
    const rung: string[] = [];
    const last = new Promise<void>((resolve) => {
      clock.after(3 * HOUR, () => {
        rung.push('third hour');
        resolve();
      });
    });
    clock.after(HOUR, () => rung.push('first hour'));
    clock.after(2 * HOUR, () => rung.push('second hour'));
    clock.after(4 * HOUR, () => rung.push('too late'));

    clock.advance(3 * HOUR);
    await last;
    expect(rung).toEqual(['first hour', 'second hour', 'third hour']);
  });

  it('is late from when it is moved past an alarm until that has rung', async () => {
    const clock = new Clock();
    const hour = clock.sleep(HOUR);
    expect(clock.isLate).toBe(false);
    clock.advance(HOUR);
    expect(clock.isLate).toBe(true);
    await hour;
    expect(clock.isLate).toBe(false);
  });

  it('leaves out what was cancelled, also by an earlier alarm', async () => {
    const clock = new Clock();
    const rung: string[] = [];
    const end = clock.sleep(3 * HOUR);
    const second = clock.after(2 * HOUR, () => rung.push('cancelled by the first'));
    clock.after(HOUR, () => second.cancel());
    clock.after(HOUR, () => rung.push('cancelled at once')).cancel();

    clock.advance(3 * HOUR);
    await end;
    expect(rung).toEqual([]);
  });

  it('rings what is left in its order when thousands were cancelled', async () => {
    const clock = new Clock();
    const rung: number[] = [];
    for (let minute = 0; minute < 5_000; minute++) {
      const alarm = clock.after(minute * 60_000, () => rung.push(minute));
      if (minute % 1_000 !== 999) alarm.cancel();
    }
    const end = clock.sleep(5_000 * 60_000);
    clock.advance(5_000 * 60_000);
    await end;
    expect(rung).toEqual([999, 1_999, 2_999, 3_999, 4_999]);
  });

  it('rings within a minute what has come due while the machine slept: timeouts sleep too', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const clock = new Clock();
    let rung = false;
    clock.after(HOUR, () => {
      rung = true;
    });
    vi.setSystemTime(Date.now() + HOUR);
    vi.advanceTimersByTime(60_000);
    expect(rung).toBe(true);
  });

  it('never rings within the call that sets the alarm, even for a time that has passed', async () => {
    const clock = new Clock();
    let rung = false;
    const alarm = new Promise<void>((resolve) => {
      clock.at(0, () => {
        rung = true;
        resolve();
      });
    });
    expect(rung).toBe(false);
    await alarm;
    expect(rung).toBe(true);
  });
});
