import { parseArgs } from 'node:util';
import { DefaultAzureCredential } from '@azure/identity';
import { ServiceBusClient } from '@azure/service-bus';
import { fail } from '../../local/fail.js';
import { reasonOf } from '../../local/reason.js';
import { DEAD_LETTER_QUEUES, listDeadLetters, replayDeadLetters } from '../operate/deadLetters.js';

/**
 * `npm run dead-letters [-- --replay]`: shows, or sends again, what could not be handled. Of the namespace that
 * SERVICE_BUS_HOST_NAME names, as whoever is signed in; or of the one behind the connection string ServiceBusConnection.
 */
async function deadLetters(): Promise<void> {
  const { replay } = parseArgs({ options: { replay: { type: 'boolean', default: false } } }).values;
  const client = connect();
  for (const [name, queue] of Object.entries(DEAD_LETTER_QUEUES)) {
    const dead = await listDeadLetters(client, queue);
    console.log(`${name}: ${dead.length} dead letters`);
    for (const { messageId, deadLetterReason, deadLetterErrorDescription, enqueuedTimeUtc } of dead) {
      const when = enqueuedTimeUtc?.toISOString() ?? '';
      console.log(`  ${when}  ${messageId}  ${deadLetterReason ?? 'no reason'}: ${deadLetterErrorDescription ?? ''}`);
    }
    if (replay && dead.length > 0) console.log(`  ${await replayDeadLetters(client, queue, dead.length)} sent again`);
  }
  await client.close();
}

function connect(): ServiceBusClient {
  const { SERVICE_BUS_HOST_NAME: hostName, ServiceBusConnection: connectionString } = process.env;
  if (hostName) return new ServiceBusClient(hostName, new DefaultAzureCredential());
  if (connectionString) return new ServiceBusClient(connectionString);
  throw new Error('Set SERVICE_BUS_HOST_NAME, or ServiceBusConnection.');
}

await deadLetters().catch((error) => fail(reasonOf(error)));
