import { readFile, writeFile } from 'node:fs/promises';
import { openApiDocument } from '../../functions/api/document/openApiDocument.js';
import { fail } from '../../local/fail.js';
import { appNamesJson } from './appNames.js';
import { findBicep } from './bicep.js';
import { compile, SNAPSHOTS } from './templates.js';

/** `npm run infra:update`: writes what is made from the code, and the snapshots of what the templates come to. */
await writeFile('infra/app.json', appNamesJson);
await writeFile('infra/openapi.json', `${JSON.stringify(openApiDocument(), undefined, 2)}\n`);

const bicep = await findBicep();
if ('reason' in bicep) fail(bicep.reason);
for (const name of SNAPSHOTS) {
  const { difference: failure } = await compile(bicep, name, 'overwrite');
  if (failure !== undefined) throw new Error(failure);
  await sortOutputs(`infra/${name}.snapshot.json`);
}

/** The compiler writes outputs in another order every time. */
async function sortOutputs(file: string): Promise<void> {
  const { outputs, ...rest } = JSON.parse(await readFile(file, 'utf8'));
  const sorted = Object.fromEntries(Object.entries(outputs).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(file, `${JSON.stringify({ ...rest, outputs: sorted }, undefined, 2)}\n`);
}
