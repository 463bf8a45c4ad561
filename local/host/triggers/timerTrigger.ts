import * as z from 'zod';
import type { Alarm } from '../../clock.js';
import { retryPolicyOf } from '../retry/retryPolicy.js';
import { withRetries } from '../retry/withRetries.js';
import { parseSchedule } from '../timer/schedule.js';
import { resume, type ScheduleStatus, toTriggerData } from '../timer/scheduleStatus.js';
import type { TriggerKind } from './trigger.js';

const Options = z.object({
  schedule: z.string(),
  runOnStartup: z.boolean().default(false),
  useMonitor: z.boolean().default(true),
});

/** Azure does not monitor a schedule that comes more often than this. */
const SHORTEST_MONITORED_MS = 60_000;

/** Calls on a schedule, never two at a time: the next call is set once one is over. */
export const timerTrigger: TriggerKind = {
  type: 'timerTrigger',
  retries: true,
  bind(target, { invoker, hostJson, timers, clock, log, stopping }) {
    const options = Options.parse(target.trigger);
    const schedule = parseSchedule(options.schedule);
    const policy = retryPolicyOf(target.registration.metadata.retryOptions, hostJson.retry);
    const first = schedule.next(clock.now());
    const monitored = options.useMonitor && schedule.next(first) - first >= SHORTEST_MONITORED_MS;
    let alarm: Alarm | undefined;
    let running: Promise<void> = Promise.resolve();

    async function call(status: ScheduleStatus, isPastDue: boolean): Promise<void> {
      const data = {
        Schedule: { AdjustForDST: true },
        ScheduleStatus: monitored ? toTriggerData(status) : null,
        IsPastDue: isPastDue,
      };
      const input = { json: JSON.stringify(data) };
      await withRetries(policy, clock, stopping, (retryContext) =>
        invoker.call(target, { input, ...(retryContext && { retryContext }), finish: () => {} }),
      );
    }

    async function due(status: ScheduleStatus, isPastDue: boolean): Promise<void> {
      const last = clock.now();
      await call(status, isPastDue).catch(() => {}); // Logged already; a failure does not stop the schedule.
      const now = clock.now();
      await plan({ last, next: schedule.next(now), lastUpdated: now });
    }

    async function plan(status: ScheduleStatus): Promise<void> {
      await timers.update(target.name, status, monitored);
      if (!stopping.aborted) alarm = clock.at(status.next, () => run(status, false));
    }

    function run(status: ScheduleStatus, isPastDue: boolean): void {
      running = due(status, isPastDue).catch((error: unknown) =>
        log.write('error', 'host', `${target.name}: the schedule stopped: ${error}`),
      );
    }

    return {
      async listen() {
        const stored = monitored ? timers.stored(target.name) : undefined;
        const { status, pastDue } = resume(schedule, stored, clock.now());
        if (pastDue || options.runOnStartup) run(status, pastDue);
        else await plan(status);
        return {
          async stop() {
            alarm?.cancel();
            await running;
          },
        };
      },
      test: () => call({ last: undefined, next: schedule.next(clock.now()), lastUpdated: clock.now() }, false),
    };
  },
};
