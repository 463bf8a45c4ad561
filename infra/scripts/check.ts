import { fail } from '../../local/fail.js';
import { findBicep } from './bicep.js';
import { compile, SNAPSHOTS, unformatted } from './templates.js';

/** `npm run infra:check`: format, lint, build, and what the templates come to. Warnings count as errors. */
const bicep = await findBicep();
if ('reason' in bicep) fail(bicep.reason);
console.log(bicep.version);

const found = (await unformatted(bicep)).map((file) => `${file} is not formatted: run bicep format`);
for (const name of SNAPSHOTS) {
  const { complaints, difference } = await compile(bicep, name, 'validate');
  found.push(...complaints);
  if (difference !== undefined) found.push(`The snapshot ${name} differs: run npm run infra:update\n${difference}`);
}
for (const line of found) console.error(line);
console.log(found.length === 0 ? 'Infrastructure: formatted, linted, built, as in its snapshots.' : '');
process.exitCode = found.length === 0 ? 0 : 1;
