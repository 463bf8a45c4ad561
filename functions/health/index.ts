import { app } from '@azure/functions';
import { getHealth, type HealthPorts } from './getHealth.js';

/** The door for whoever watches over the app. */
export function registerHealth(ports: HealthPorts): void {
  app.http('getHealth', { route: 'health', methods: ['GET'], handler: getHealth(ports) });
}
