import { readFile } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import { beforeAll, describe, expect, it } from 'vitest';
import { CONTAINERS, DATABASE } from '../../functions/shared/entities.js';
import { appNamesJson } from '../../infra/scripts/appNames.js';
import { type EntitiesConfig, parseEntities } from '../../local/service-bus/entities.js';
import { isoDuration } from '../../local/service-bus/isoDuration.js';
import { TIME_TO_LIVE_MS } from '../../local/services.js';
import { caught, type Deployment, readDeployment } from './deployment.js';
import { type RegisteredFunction, registeredFunctions } from './registeredApp.js';

const SERVICE_BUS = 'Microsoft.ServiceBus/namespaces';
const COSMOS = 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases';

let deployment: Deployment;
let functions: readonly RegisteredFunction[];
let local: EntitiesConfig;

beforeAll(async () => {
  deployment = await readDeployment('main');
  functions = await registeredFunctions();
  local = parseEntities(JSON.parse(await readFile('local/service-bus/entities.json', 'utf8')));
});

/** Values of a trigger's option, over all functions that have it. */
function triggered(option: string): unknown[] {
  return [...new Set(functions.flatMap(({ trigger }) => (option in trigger ? [trigger[option]] : [])))];
}

/** What a queue or subscription must have in common with its local stand-in. Times to live are the emulator's limit in the file. */
function shared(properties: Readonly<Record<string, unknown>>) {
  return {
    requiresSession: properties.RequiresSession ?? false,
    requiresDuplicateDetection: properties.RequiresDuplicateDetection ?? false,
    maxDeliveryCount: properties.MaxDeliveryCount,
    deadLetteringOnMessageExpiration: properties.DeadLetteringOnMessageExpiration,
  };
}

describe('deployed entities', () => {
  it('take their names from the code', async () => {
    expect(await readFile('infra/app.json', 'utf8')).toBe(appNamesJson);
  });

  it('are the queues that functions listen on', () => {
    expect([...deployment.of(`${SERVICE_BUS}/queues`).keys()]).toEqual(triggered('queueName'));
  });

  it('are the topics and subscriptions that functions listen on', () => {
    expect([...deployment.of(`${SERVICE_BUS}/topics`).keys()]).toEqual(triggered('topicName'));
    expect([...deployment.of(`${SERVICE_BUS}/topics/subscriptions`).keys()]).toEqual(triggered('subscriptionName'));
  });

  it('have sessions where their function wants sessions', () => {
    for (const { trigger } of functions.filter(({ trigger }) => trigger.type === 'serviceBusTrigger')) {
      const entity =
        deployment.of(`${SERVICE_BUS}/queues`).get(String(trigger.queueName)) ??
        deployment.of(`${SERVICE_BUS}/topics/subscriptions`).get(String(trigger.subscriptionName));
      expect(entity?.properties?.requiresSession).toBe(trigger.isSessionsEnabled ?? false);
    }
  });

  it('lock, count and dead-letter as their local stand-ins do', () => {
    const queues = deployment.of(`${SERVICE_BUS}/queues`);
    for (const { Name, Properties } of local.Queues) {
      expect(queues.get(Name)?.properties).toMatchObject({
        ...shared(Properties),
        lockDuration: iso(Properties.LockDuration),
      });
    }
    const subscriptions = deployment.of(`${SERVICE_BUS}/topics/subscriptions`);
    for (const { Name, Properties } of local.Topics.flatMap(({ Subscriptions }) => Subscriptions)) {
      const { requiresDuplicateDetection: _, ...expected } = shared(Properties);
      expect(subscriptions.get(Name)?.properties).toMatchObject({
        ...expected,
        lockDuration: iso(Properties.LockDuration),
      });
    }
    const topics = deployment.of(`${SERVICE_BUS}/topics`);
    for (const { Name, Properties } of local.Topics) {
      expect(topics.get(Name)?.properties?.requiresDuplicateDetection).toBe(Properties.RequiresDuplicateDetection);
    }
  });

  it('keep messages for as long as the local ones', () => {
    for (const kind of ['queues', 'topics', 'topics/subscriptions']) {
      for (const { properties } of deployment.of(`${SERVICE_BUS}/${kind}`).values()) {
        expect(isoDuration(String(properties?.defaultMessageTimeToLive))).toBe(TIME_TO_LIVE_MS);
      }
    }
  });

  it('let a subscription see what its local stand-in sees, and nothing else', () => {
    const rules = [...deployment.of(`${SERVICE_BUS}/topics/subscriptions/rules`).entries()];
    const [localRule] = local.Topics.flatMap(({ Subscriptions }) => Subscriptions).flatMap(({ Rules }) => Rules);
    expect(rules).toHaveLength(1);
    // Of any other name, it would only be added to the rule that lets everything through.
    expect(rules[0]?.[0]).toBe('$Default');
    expect(rules[0]?.[1].properties).toMatchObject({
      filterType: 'CorrelationFilter',
      correlationFilter: { label: localRule?.Properties.CorrelationFilter?.Label },
    });
  });

  it('are the containers of the code, partitioned alike', () => {
    expect([...deployment.of(COSMOS).keys()]).toEqual([DATABASE]);
    const deployed = [...deployment.of(`${COSMOS}/containers`).values()].map(({ properties }) => properties?.resource);
    const wanted = Object.values(CONTAINERS).map(({ id, partitionKey }) =>
      expect.objectContaining({ id, partitionKey: { kind: 'Hash', version: 2, paths: [partitionKey] } }),
    );
    expect(deployed).toHaveLength(wanted.length);
    expect(deployed).toEqual(expect.arrayContaining(wanted));
  });

  it('index what the app queries by', async () => {
    const files = await glob('functions/**/*.ts');
    const sources = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    const queried = sources
      // The condition of a patch stands for one document, which needs no index.
      .filter((text) => /SELECT .* FROM c/.test(text))
      .flatMap((text) => caught(text, /\bc\.(\w+) (?:=|<|>|ASC|DESC)/g).map((property) => `/${property}/?`));
    const resource = deployment.of(`${COSMOS}/containers`).get(CONTAINERS.myPoints.id)?.properties?.resource;
    expect(queried.length).toBeGreaterThan(0);
    expect(resource).toMatchObject({
      indexingPolicy: { includedPaths: [...new Set(queried)].sort().map((path) => ({ path })) },
    });
  });

  it('hold every container that a change feed reads or keeps its leases in', () => {
    const deployed = [...deployment.of(`${COSMOS}/containers`).keys()];
    expect(deployed).toEqual(
      expect.arrayContaining([...triggered('containerName'), ...triggered('leaseContainerName')]),
    );
  });
});

/** Whole minutes, as ISO 8601 writes them. */
function iso(milliseconds: number): string {
  return `PT${milliseconds / 60_000}M`;
}
