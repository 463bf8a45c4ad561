import type { CircuitStore } from '../../functions/payment/circuit/circuitStore.js';
import { type Circuit, CLOSED } from '../../functions/payment/domain/circuit.js';

/** The circuit that several guards share, closed at first. */
export function memoryCircuit(): CircuitStore {
  let circuit: Circuit = CLOSED;
  return {
    read: async () => circuit,
    change: async (next) => {
      const before = circuit;
      circuit = next(circuit);
      return { before, after: circuit };
    },
  };
}
