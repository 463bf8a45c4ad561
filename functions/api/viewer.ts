import { readFile } from 'node:fs/promises';

/** Swagger UI, whole and from this machine: a page that shows an API needs nothing from elsewhere. */
export interface Viewer {
  readonly script: string;
  readonly style: string;
}

/** @param resolve finds a file of an installed package, as `require.resolve` does */
export async function readViewer(resolve: (file: string) => string): Promise<Viewer> {
  const [script, style] = await Promise.all(
    ['swagger-ui-dist/swagger-ui-bundle.js', 'swagger-ui-dist/swagger-ui.css'].map((file) =>
      readFile(resolve(file), 'utf8'),
    ),
  );
  return { script: script ?? '', style: style ?? '' };
}
