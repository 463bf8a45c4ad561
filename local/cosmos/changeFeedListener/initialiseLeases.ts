import type { Container } from '@azure/cosmos';
import type { Clock } from '../../clock.js';
import { hasCode } from './hasCode.js';
import { newLease, type Range } from './lease.js';

/** How long a host that died while it made the leases keeps the others from it. */
const LOCK_SECONDS = 30;
const LOCK_POLL_MS = 500;

/** Makes a lease for each range under `prefix`, once: whoever comes later finds them. */
export async function initialiseLeases(
  container: Container,
  prefix: string,
  ranges: readonly Range[],
  owner: string,
  clock: Clock,
): Promise<void> {
  const info = `${prefix}.info`;
  const lock = `${prefix}.lock`;
  while ((await container.item(info, info).read()).statusCode === 404) {
    if (!(await acquireLock(container, lock, owner, clock))) {
      await clock.sleep(LOCK_POLL_MS);
      continue;
    }
    const now = new Date(clock.now());
    for (const range of ranges) await create(container, newLease(`${prefix}..${range.id}`, range, now));
    await create(container, { id: info });
    await remove(container, lock);
  }
}

/** Counts for too old also where the container was made without a time to live, so that no lock expires by itself. */
async function acquireLock(container: Container, id: string, owner: string, clock: Clock): Promise<boolean> {
  if (await create(container, { id, ttl: LOCK_SECONDS, Owner: owner })) return true;
  const { resource } = await container.item(id, id).read<{ readonly Owner?: string; readonly _ts: number }>();
  if (!resource) return false;
  return resource.Owner === owner || resource._ts + LOCK_SECONDS < clock.now() / 1000;
}

/** @returns whether it was not there */
async function create(
  container: Container,
  document: { readonly id: string; readonly ttl?: number; readonly Owner?: string | null },
): Promise<boolean> {
  try {
    await container.items.create(document);
    return true;
  } catch (error) {
    if (hasCode(error, 409)) return false;
    throw error;
  }
}

async function remove(container: Container, id: string): Promise<void> {
  try {
    await container.item(id, id).delete();
  } catch (error) {
    if (!hasCode(error, 404)) throw error;
  }
}
