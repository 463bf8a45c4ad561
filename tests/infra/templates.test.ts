import { describe, expect, it } from 'vitest';
import { findBicep } from '../../infra/scripts/bicep.js';
import { compile, SNAPSHOTS, unformatted } from '../../infra/scripts/templates.js';

const bicep = await findBicep();
if ('reason' in bicep) console.warn(`The templates are not compiled here. ${bicep.reason}`);

/** The compiler is a big program, and several runs of it share the machine with other tests. */
const PATIENCE = { timeout: 120_000 };

describe.runIf('version' in bicep)('the templates', () => {
  if ('reason' in bicep) return;

  it('are formatted', PATIENCE, async () => {
    expect(await unformatted(bicep)).toEqual([]);
  });

  it.each(SNAPSHOTS)('compile without a warning, and come to what the snapshot %s says', PATIENCE, async (name) => {
    expect(await compile(bicep, name, 'validate')).toEqual({ complaints: [], difference: undefined });
  });
});
