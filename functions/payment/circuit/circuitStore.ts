import { z } from 'zod';
import { type Documents, update } from '../../shared/documents.js';
import { type Circuit, CLOSED } from '../domain/circuit.js';

/** Where all processes find the circuit. */
export interface CircuitStore {
  read(): Promise<Circuit>;
  /** Stores what `next` makes of the circuit as it is now; the same object leaves it. */
  change(next: (current: Circuit) => Circuit): Promise<{ readonly circuit: Circuit; readonly changed: boolean }>;
}

const ID = 'payment-provider';

const time = z.number();

export const CircuitDocument = z.object({
  id: z.string(),
  circuit: z.discriminatedUnion('state', [
    z.object({ state: z.literal('closed') }),
    z.object({
      state: z.literal('open'),
      openedAt: time,
      until: time,
      probe: z.object({ by: z.string(), until: time }).nullable(),
    }),
  ]),
});
export type CircuitDocument = z.infer<typeof CircuitDocument>;

/** The circuit as one small document. One that was never written is closed. */
export function circuitStore(documents: Documents<CircuitDocument>): CircuitStore {
  return {
    async read() {
      return (await documents.read(ID, ID))?.value.circuit ?? CLOSED;
    },

    async change(next) {
      let before: CircuitDocument = { id: ID, circuit: CLOSED };
      const step = (current: CircuitDocument): CircuitDocument => {
        before = current;
        const circuit = next(current.circuit);
        return circuit === current.circuit ? current : { ...current, circuit };
      };

      let after = await update(documents, ID, ID, step);
      if (!after) {
        if (step(before) === before) return { circuit: CLOSED, changed: false };
        await documents.create({ id: ID, circuit: CLOSED });
        after = (await update(documents, ID, ID, step)) ?? before;
      }
      return { circuit: after.circuit, changed: after !== before };
    },
  };
}
