import type { TriggerKind } from './trigger.js';

/** Called by the durable engine. */
export const orchestrationTrigger: TriggerKind = {
  type: 'orchestrationTrigger',
  bind: (target, { orchestrators }) => ({ register: () => void orchestrators.set(target.name, target) }),
};
