import * as z from 'zod';
import { type Documents, update } from '../../shared/documents.js';
import { Circuit, CLOSED } from '../domain/circuit.js';

/** Where all processes find the circuit. */
export interface CircuitStore {
  read(): Promise<Circuit>;
  /** Stores what `next` makes of the circuit as it is now; the same object leaves it. */
  change(next: (current: Circuit) => Circuit): Promise<Step>;
}

/** The circuit before and after a change. */
export interface Step {
  readonly before: Circuit;
  readonly after: Circuit;
}

const ID = 'payment-provider';

export const CircuitDocument = z.object({ id: z.string(), circuit: Circuit });
export type CircuitDocument = z.infer<typeof CircuitDocument>;

const NEVER_WRITTEN: CircuitDocument = { id: ID, circuit: CLOSED };

/** The circuit as one small document. One that was never written is closed. */
export function circuitStore(documents: Documents<CircuitDocument>): CircuitStore {
  return {
    async read() {
      return (await documents.read(ID, ID))?.value.circuit ?? CLOSED;
    },

    async change(next) {
      let before = CLOSED;
      const step = (document: CircuitDocument): CircuitDocument => {
        before = document.circuit;
        const circuit = next(before);
        return circuit === before ? document : { ...document, circuit };
      };

      let after = await update(documents, ID, ID, step);
      if (!after) {
        const first = step(NEVER_WRITTEN);
        const isOurs = first === NEVER_WRITTEN || (await documents.create(first));
        after = isOurs ? first : await update(documents, ID, ID, step);
      }
      return { before, after: after?.circuit ?? before };
    },
  };
}
