import { findBicep } from './bicep.js';
import { complaints, SNAPSHOTS, snapshot, unformatted } from './templates.js';

/** `npm run infra:check`: format, lint, build, and what the templates come to. Warnings count as errors. */
const bicep = await findBicep();
if ('reason' in bicep) {
  console.error(bicep.reason);
  process.exit(1);
}
console.log(bicep.version);

const found = [
  ...(await unformatted(bicep)).map((file) => `${file} is not formatted: run bicep format`),
  ...(await complaints(bicep)),
];
for (const name of SNAPSHOTS) {
  const difference = await snapshot(bicep, name, 'validate');
  if (difference !== undefined) found.push(`The snapshot ${name} differs: run npm run infra:update\n${difference}`);
}
for (const line of found) console.error(line);
console.log(found.length === 0 ? 'Infrastructure: formatted, linted, built, as in its snapshots.' : '');
process.exitCode = found.length === 0 ? 0 : 1;
