/** No answer came, or not all of it: the service may have done what was asked, or not. `cause` says more. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}
