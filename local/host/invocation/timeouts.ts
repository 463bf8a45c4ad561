import type { Clock } from '../../clock.js';
import type { Log } from '../../log.js';

/** Watches over `functionTimeout`. */
export interface Timeouts {
  /** @returns to be called when the call has ended */
  watch(functionName: string): () => void;
}

interface Watched {
  readonly functionName: string;
  readonly deadline: number;
}

/**
 * Says which calls run longer than `limitMs`, undefined for no limit. One call cannot be ended alone, and ending the
 * process, as Azure does, would end the stand-ins too, so the call goes on.
 */
export function createTimeouts(limitMs: number | undefined, clock: Clock, log: Log): Timeouts {
  // All have the same time, so the oldest comes first.
  const watched = new Set<Watched>();
  let armed = false;

  function check(): void {
    armed = false;
    for (const call of watched) {
      if (call.deadline > clock.now()) {
        arm(call);
        return;
      }
      watched.delete(call);
      const limit = `functionTimeout (${(limitMs ?? 0) / 1_000} s)`;
      log.write('warn', 'host', `${call.functionName} runs longer than ${limit}: Azure would end its process now.`);
    }
  }

  function arm({ deadline }: Watched): void {
    armed = true;
    clock.at(deadline, check);
  }

  return {
    watch(functionName) {
      if (limitMs === undefined) return () => {};
      const call = { functionName, deadline: clock.now() + limitMs };
      watched.add(call);
      if (!armed) arm(call);
      return () => void watched.delete(call);
    },
  };
}
