import { parseArgs } from 'node:util';
import { fail } from '../fail.js';
import { messageOf } from '../messageOf.js';
import { DEFAULT_PORT } from './listen.js';
import { DEFAULT_AUDIENCE, TokenAnswer } from './tokenRequest.js';

const USAGE = 'npm run token -- CUSTOMER [--operator] [--issuer URL] [--audience AUDIENCE]';

function readCommandLine() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        operator: { type: 'boolean', default: false },
        issuer: { type: 'string', default: process.env.AUTH_ISSUER ?? `http://127.0.0.1:${DEFAULT_PORT}` },
        audience: { type: 'string', default: process.env.AUTH_AUDIENCE ?? DEFAULT_AUDIENCE },
      },
    });
  } catch (error) {
    return fail(`${messageOf(error)}\n${USAGE}`);
  }
}

/** `npm run token`: asks the issuer of a running `npm start` for a token, and prints nothing else. */
async function printToken(): Promise<void> {
  const { values, positionals } = readCommandLine();
  const [subject, ...more] = positionals;
  if (subject === undefined || more.length > 0) fail(USAGE);
  const { issuer, audience, operator } = values;
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: JSON.stringify({ subject, audience, roles: operator ? ['operator'] : [] }),
  }).catch(() => fail(`No token issuer answers at ${issuer}. Is npm start running?`));
  if (!response.ok) fail(`The token issuer refused: ${await response.text()}`);
  console.log(TokenAnswer.parse(await response.json()).access_token);
}

await printToken();
