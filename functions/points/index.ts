import { app } from '@azure/functions';
import { CONNECTIONS, CONTAINERS, DATABASE, PAYMENT_EVENTS, POINTS_SUBSCRIPTION } from '../shared/entities.js';
import { restingWhenItFails, type Sleep } from '../shared/redelivery.js';
import { serve } from '../shared/step.js';
import { accruePoints } from './accruePoints.js';
import { getMyPoint } from './getMyPoint.js';
import * as steps from './messages.js';
import type { PointsPorts } from './ports.js';
import { type Park, projectMyPoint } from './projectMyPoint.js';
import { revokePoints } from './revokePoints.js';

/** Every door into the points context. */
export function registerPoints(ports: PointsPorts & { readonly park: Park; readonly sleep: Sleep }): void {
  app.http('getMyPoint', { route: 'customers/{customerId}/points', methods: ['GET'], handler: getMyPoint(ports) });

  serve(steps.accruePoints, accruePoints(ports));

  app.serviceBusTopic('revokePoints', {
    connection: CONNECTIONS.serviceBus,
    topicName: PAYMENT_EVENTS,
    subscriptionName: POINTS_SUBSCRIPTION,
    handler: restingWhenItFails(revokePoints(ports), ports.sleep),
  });

  app.cosmosDB('projectMyPoint', {
    connection: CONNECTIONS.cosmos,
    databaseName: DATABASE,
    containerName: CONTAINERS.pointsLedger.id,
    leaseContainerName: CONTAINERS.leases.id,
    leaseContainerPrefix: 'my-points-',
    startFromBeginning: true,
    feedPollDelay: 500,
    maxItemsPerInvocation: 100,
    // Without a policy the platform moves on after a failure, and the changes would be lost.
    retry: {
      strategy: 'exponentialBackoff',
      maxRetryCount: -1,
      minimumInterval: { seconds: 1 },
      maximumInterval: { seconds: 60 },
    },
    handler: projectMyPoint(ports.myPoints, ports.park),
  });
}
