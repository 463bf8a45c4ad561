import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { caught, readDeployment } from './deployment.js';

const guide = () => readFile('docs/operating.md', 'utf8');

it('the guide tells what to do about every alert, by its title', async () => {
  const deployment = await readDeployment('main');
  const titles = [
    ...[...deployment.of('Microsoft.Insights/scheduledQueryRules').values()].map(
      ({ properties }) => properties?.displayName,
    ),
    ...[...deployment.of('Microsoft.Insights/metricAlerts').values()].map(({ properties }) => properties?.description),
  ];
  const text = await guide();
  expect(titles.filter((title) => !text.includes(`| ${title} |`))).toEqual([]);
});

it('the guide names every setting of a deployment', async () => {
  const settings = caught(await readFile('infra/main.bicepparam', 'utf8'), /readEnvironmentVariable\(\s*'(\w+)'/g);
  const ofAzd = ['AZURE_ENV_NAME', 'AZURE_LOCATION', 'AZURE_PRINCIPAL_ID'];
  const text = await guide();
  expect(settings.filter((name) => !ofAzd.includes(name) && !text.includes(name))).toEqual([]);
});

it('the workflow hands every setting of a deployment on', async () => {
  const settings = caught(await readFile('infra/main.bicepparam', 'utf8'), /readEnvironmentVariable\(\s*'(\w+)'/g);
  const workflow = await readFile('.github/workflows/ci.yml', 'utf8');
  const missing = settings.filter((name) => name !== 'AZURE_PRINCIPAL_ID' && !workflow.includes(`${name}:`));
  expect(missing).toEqual([]);
});
