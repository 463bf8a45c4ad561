/** The groups that scale together on the Flex Consumption plan, by the names that Azure gives them. */
export const HTTP = 'http';
export const DURABLE = 'durable';

const GROUPS: Readonly<Record<string, string>> = {
  httptrigger: HTTP,
  orchestrationtrigger: DURABLE,
  activitytrigger: DURABLE,
  entitytrigger: DURABLE,
};

/**
 * The scale group of a function: all HTTP functions share one, all durable ones another, each other function has its own.
 *
 * @param trigger the type of its trigger
 */
export function scaleGroup(name: string, trigger: string): string {
  return GROUPS[trigger.toLowerCase()] ?? `function:${name}`;
}
