import { readFile } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readDeployment } from './deployment.js';
import { registeredFunctions } from './registeredApp.js';

const Alert = z.object({ criteria: z.object({ allOf: z.array(z.object({ query: z.string() })) }) });
const Workbook = z.object({ items: z.array(z.object({ content: z.object({ query: z.string().optional() }) })) });

let functions: string[];
let sources: string;

beforeAll(async () => {
  functions = (await registeredFunctions()).map(({ name }) => name);
  const files = await glob('functions/**/*.ts');
  sources = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');
});

/** Every KQL query that is deployed: the alerts' and the workbook's. */
async function queries(): Promise<string[]> {
  const deployment = await readDeployment('main');
  const alerts = [...deployment.of('Microsoft.Insights/scheduledQueryRules').values()].map(({ properties }) =>
    Alert.parse(properties),
  );
  const workbooks = [...deployment.of('Microsoft.Insights/workbooks').values()].map(({ properties }) =>
    Workbook.parse(JSON.parse(String(properties?.serializedData))),
  );
  return [
    ...alerts.flatMap(({ criteria }) => criteria.allOf.map(({ query }) => query)),
    ...workbooks.flatMap(({ items }) => items.flatMap(({ content }) => content.query ?? [])),
  ];
}

/** Words that the queries look for. */
async function sought(pattern: RegExp): Promise<string[]> {
  return (await queries()).flatMap((query) =>
    [...query.matchAll(pattern)].flatMap(([found]) => found.match(/'[^']+'/g) ?? []),
  );
}

const bare = (quoted: string) => quoted.slice(1, -1);

describe('alerts and workbook', () => {
  it('look for functions that exist', async () => {
    const names = (await sought(/\b(?:Name|OperationName)\s*(?:==|!=|in)\s*(?:'[^']+'|\([^)]*\))/g)).map(bare);
    expect(names.length).toBeGreaterThan(5);
    expect(functions).toEqual(expect.arrayContaining([...new Set(names)]));
  });

  it('look for lines that the code writes', async () => {
    const lines = (await sought(/\bMessage\s+has\s+'[^']+'/g)).map(bare);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((line) => !sources.includes(line))).toEqual([]);
  });

  it('watch dead letters of every queue and subscription', async () => {
    const deployment = await readDeployment('main');
    const [alert] = deployment.of('Microsoft.Insights/metricAlerts').values();
    expect(alert?.properties).toMatchObject({
      criteria: { allOf: [{ metricName: 'DeadletteredMessages', threshold: 0, dimensions: [{ values: ['*'] }] }] },
    });
  });
});
