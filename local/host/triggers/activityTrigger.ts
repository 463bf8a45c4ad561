import type { TriggerKind } from './trigger.js';

/** Called by the durable engine. */
export const activityTrigger: TriggerKind = {
  type: 'activityTrigger',
  bind: (target, { activities }) => ({ register: () => void activities.set(target.name, target) }),
};
