/** A data folder cannot be used; the message says why in one line. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}
