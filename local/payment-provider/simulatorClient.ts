import type * as z from 'zod';
import type { Faults as Parsed } from './faults.js';
import type { BookEntry } from './simulatorApi.js';

/** What the simulator can be told to do; see README.md. */
export type Faults = z.input<typeof Parsed>;

/** The simulator's side entrance, for demo, tests and benchmarks. @param url of the payment provider */
export function simulatorClient(url: string) {
  const get = async (view: string): Promise<unknown> => (await fetch(`${url}/_simulator/${view}`)).json();
  return {
    /** @throws where the simulator refuses */
    async faults(faults: Faults): Promise<void> {
      const response = await fetch(`${url}/_simulator/faults`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(faults),
      });
      if (response.status !== 204) throw new Error(`the simulator refused the faults: ${await response.text()}`);
    },

    async books(): Promise<BookEntry[]> {
      return ((await get('payments')) as { payments: BookEntry[] }).payments;
    },

    /** Calls of the provider's own API since it started, answered or not. */
    async requests(): Promise<number> {
      return ((await get('requests')) as { requests: number }).requests;
    },
  };
}
