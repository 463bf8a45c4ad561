/** Something of Azure's that the local Azure does not imitate: said by name, never passed over in silence. */
export class NotSimulatedError extends Error {
  override readonly name = 'NotSimulatedError';
  readonly code = 'NOT_SIMULATED';

  /** @param feature what was asked for, in the words of the Azure service, e.g. `Cosmos DB stored procedures` */
  constructor(readonly feature: string) {
    super(`NOT_SIMULATED: ${feature}`);
  }
}
