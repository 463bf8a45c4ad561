/** The host stops while a batch is being handled: it must be delivered again, so its position is not remembered. */
export class ListenerStopped extends Error {
  override readonly name = 'ListenerStopped';
}
