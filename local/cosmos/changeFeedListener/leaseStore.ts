import type { Container } from '@azure/cosmos';
import type { Clock } from '../../clock.js';
import { hasCode } from './hasCode.js';
import { Lease } from './lease.js';

/** Somebody else has the lease now. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/** The leases that share one prefix. Changes only what is still as it was read. */
export class LeaseStore {
  constructor(
    private readonly container: Container,
    private readonly prefix: string,
    private readonly owner: string,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<readonly Lease[]> {
    const query = {
      query: 'SELECT * FROM c WHERE STARTSWITH(c.id, @prefix)',
      parameters: [{ name: '@prefix', value: `${this.prefix}..` }],
    };
    const { resources } = await this.container.items.query(query).fetchAll();
    return resources.map((resource) => Lease.parse(resource));
  }

  /** @returns undefined where somebody else was faster */
  acquire(lease: Lease): Promise<Lease | undefined> {
    return this.#replace({ ...lease, Owner: this.owner });
  }

  /** Says that the owner is alive. @throws LeaseLostError */
  renew(lease: Lease): Promise<Lease> {
    return this.#update(lease, {});
  }

  /** Remembers how far the range was handled. @throws LeaseLostError */
  checkpoint(lease: Lease, continuation: string): Promise<Lease> {
    return this.#update(lease, { ContinuationToken: continuation });
  }

  /** Lets anybody have it at once. @throws LeaseLostError */
  release(lease: Lease): Promise<Lease> {
    return this.#update(lease, { Owner: null });
  }

  /** The newest version, changed, as long as it is ours. */
  async #update(lease: Lease, change: Partial<Lease>): Promise<Lease> {
    for (let current = lease; ; current = await this.#read(lease.id)) {
      if (current.Owner !== this.owner) throw new LeaseLostError(`${lease.id} went to ${current.Owner ?? 'nobody'}`);
      const replaced = await this.#replace({ ...current, ...change });
      if (replaced) return replaced;
    }
  }

  async #read(id: string): Promise<Lease> {
    const { resource } = await this.container.item(id, id).read();
    if (!resource) throw new LeaseLostError(`${id} was deleted`);
    return Lease.parse(resource);
  }

  async #replace(lease: Lease): Promise<Lease | undefined> {
    const next = { ...lease, timestamp: new Date(this.clock.now()).toISOString() };
    const accessCondition = { type: 'IfMatch', condition: lease._etag };
    try {
      const { resource } = await this.container.item(lease.id, lease.id).replace(next, { accessCondition });
      return Lease.parse(resource);
    } catch (error) {
      if (hasCode(error, 412)) return undefined;
      throw hasCode(error, 404) ? new LeaseLostError(`${lease.id} was deleted`) : error;
    }
  }
}
