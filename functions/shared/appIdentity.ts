import type { TokenCredential } from '@azure/identity';

/** The app's identity. Its library is big, and where connection strings lead the app it is never loaded. */
export function appIdentity(): TokenCredential {
  let credential: Promise<TokenCredential> | undefined;
  return {
    async getToken(scopes, options) {
      credential ??= import('@azure/identity').then(({ DefaultAzureCredential }) => new DefaultAzureCredential());
      return (await credential).getToken(scopes, options);
    },
  };
}
