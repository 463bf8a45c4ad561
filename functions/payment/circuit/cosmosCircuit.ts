import type { Container } from '@azure/cosmos';
import { cosmosDocuments } from '../../shared/documents.js';
import { CircuitDocument, type CircuitStore, circuitStore } from './circuitStore.js';

/** The circuit's document in the container of circuits. Writes that race are told apart by their ETag. */
export function cosmosCircuit(container: Container): CircuitStore {
  return circuitStore(cosmosDocuments(container, CircuitDocument));
}
