import { ActionType, signatureOf } from '../orchestration/actions.js';
import { EventType } from '../orchestration/history.js';
import type { Step } from '../orchestration/steps.js';
import type { Engine } from './engine.js';
import type { LiveInstance } from './liveInstance.js';
import type { Received } from './receive.js';
import { replayOf } from './replay.js';
import { warn } from './warn.js';

function raisedNames(events: readonly string[]): string[] {
  return events
    .map((text) => JSON.parse(text) as { EventType: number; Name: string })
    .filter(({ EventType: type }) => type === EventType.EventRaised)
    .map(({ Name }) => Name);
}

const waitsFor = (name: string, steps: readonly Step[]) => {
  const signature = signatureOf({ actionType: ActionType.WaitForExternalEvent, externalEventName: name });
  return new Set(steps.filter((step) => step.signature === signature).map(({ leaf }) => leaf)).size;
};

/** Warns where continueAsNew drops events that came more often than they were waited for. */
export function warnOfLostEvents(
  engine: Engine,
  instance: LiveInstance,
  turn: { readonly received: Received; readonly steps: readonly Step[] },
): void {
  const before = replayOf(engine, instance);
  const names = raisedNames([...before.events, ...turn.received.events]);
  const steps = [...before.steps, ...turn.steps];
  const lost = [...new Set(names)].find(
    (name) => names.filter((other) => other === name).length > waitsFor(name, steps),
  );
  if (lost === undefined) return;
  warn(
    engine,
    instance,
    'eventsLost',
    `continueAsNew drops the event '${lost}', which was never waited for, as on Azure.`,
  );
}
