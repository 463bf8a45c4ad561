import { createHash } from 'node:crypto';
import type { Viewer } from './viewer.js';

/** The document is beside this page, wherever the API is mounted. */
const START = `SwaggerUIBundle({
  url: location.pathname.replace(/docs\\/?$/, 'openapi.json'),
  dom_id: '#docs',
  deepLinking: true,
  validatorUrl: null,
})`;

/** `</script` and `<!--` would end an inline script. Here they stand in strings and patterns only, where `\x3c` means `<`. */
function inline(script: string): string {
  return script.replace(/<(?=!--|\/?script)/gi, '\\x3c');
}

function hashOf(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

export interface Page {
  readonly html: string;
  /** `Content-Security-Policy`: what is on the page runs, and nothing else. */
  readonly policy: string;
}

/** A page that shows the API's description, and lets a person try it. */
export function docsPage({ script, style }: Viewer): Page {
  const scripts = [inline(script), inline(START)];
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>든든한 아침식사 · Hearty Breakfast API</title>
<link rel="icon" href="data:,">
<style>body { margin: 0 }
${style}</style>
</head>
<body>
<div id="docs"></div>
${scripts.map((text) => `<script>${text}</script>`).join('\n')}
</body>
</html>
`;
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.map(hashOf).join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return { html, policy: policy.join('; ') };
}
