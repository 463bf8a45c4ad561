import { describe, expect, it } from 'vitest';
import { findBicep } from '../../infra/scripts/bicep.js';
import { complaints, SNAPSHOTS, snapshot, unformatted } from '../../infra/scripts/templates.js';

const bicep = await findBicep();
if ('reason' in bicep) console.warn(`The templates are not compiled here. ${bicep.reason}`);

/** The compiler is a big program, and several runs of it share the machine with other tests. */
const PATIENCE = { timeout: 120_000 };

describe.runIf('version' in bicep)('the templates', () => {
  if ('reason' in bicep) return;

  it('are formatted', PATIENCE, async () => {
    expect(await unformatted(bicep)).toEqual([]);
  });

  it('compile without an error or a warning', PATIENCE, async () => {
    expect(await complaints(bicep)).toEqual([]);
  });

  it.each(SNAPSHOTS)('come to what the snapshot %s says', PATIENCE, async (name) => {
    expect(await snapshot(bicep, name, 'validate')).toBeUndefined();
  });
});
