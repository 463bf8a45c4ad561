import { readFile } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { PROBLEMS } from '../../functions/shared/http/problem.js';
import { caught, type Deployment, readDeployment } from './deployment.js';
import { registeredFunctions } from './registeredApp.js';

const GATEWAY = 'Microsoft.ApiManagement/service';

const OpenApi = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ operationId: z.string(), security: z.array(z.unknown()).optional() })),
  ),
});
const HttpTrigger = z.object({ route: z.string(), methods: z.array(z.string()) });
type Route = { readonly name: string } & z.infer<typeof HttpTrigger>;

/** Takes what no other route does; the gateway answers such requests itself. */
const CATCH_ALL = '{*path}';

let deployment: Deployment;
let routes: Route[];

/** The operations of the API as the gateway imports it. */
function operations() {
  const [api] = deployment.of(`${GATEWAY}/apis`).values();
  const { paths } = OpenApi.parse(JSON.parse(String(api?.properties?.value)));
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  );
}

const policy = (name: string) => readFile(`infra/policies/${name}`, 'utf8');

beforeAll(async () => {
  deployment = await readDeployment('main');
  routes = (await registeredFunctions())
    .filter(({ trigger }) => trigger.type === 'httpTrigger')
    // The gateway has its own answer for what is no operation.
    .filter(({ name }) => name !== 'unknownRoute')
    .map(({ name, trigger }) => ({ name, ...HttpTrigger.parse(trigger) }))
    .filter(({ route }) => route !== CATCH_ALL);
});

describe('the API behind the gateway', () => {
  it('has an operation for every route of the app, and no other', () => {
    const served = operations().map(({ operationId, method, path }) => `${operationId}: ${method} ${path}`);
    const registered = routes.flatMap(({ name, route, methods }) =>
      methods.map((method) => `${name}: ${method} /${route}`),
    );
    expect(served.sort()).toEqual(registered.sort());
  });

  it('is under the prefix that host.json names', async () => {
    const { extensions } = JSON.parse(await readFile('host.json', 'utf8'));
    const [api] = deployment.of(`${GATEWAY}/apis`).values();
    expect(api?.properties?.path).toBe(extensions.http.routePrefix);
    for (const { properties } of deployment.of(`${GATEWAY}/backends`).values()) {
      expect(properties?.url).toContain(`/${extensions.http.routePrefix}`);
    }
  });

  it('wants a token for every operation that its description guards, and for no other', async () => {
    const open = caught(await policy('authentication.xml'), /context\.Operation\.Id == "(\w+)"/g);
    const expected = operations().filter(({ security }) => security?.length === 0);
    expect(open.sort()).toEqual(expected.map(({ operationId }) => operationId).sort());
    expect(expected.length).toBeLessThan(operations().length);
  });

  it('has an own policy only for operations that exist', () => {
    const names = [...deployment.of(`${GATEWAY}/apis/operations/policies`).values()].map(({ name }) =>
      name.split('/').at(-2),
    );
    expect(routes.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });
});

describe('what a browser may do', () => {
  it('is what the routes can', async () => {
    const methods = caught(await policy('api.xml'), /<method>(\w+)<\/method>/g);
    expect(methods.sort()).toEqual([...new Set(routes.flatMap((route) => route.methods))].sort());
  });

  it('is to send every header that the app reads', async () => {
    const allowed = caught(await policy('api.xml'), /<header>([\w-]+)<\/header>/g);
    const files = await glob('functions/**/*.ts');
    const sources = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    const read = sources.flatMap((text) => caught(text, /request\.headers\.get\('([\w-]+)'\)/g));
    // A browser sets it itself.
    expect(allowed).toEqual(expect.arrayContaining([...new Set(read)].filter((name) => name !== 'content-length')));
  });

  it('is decided by the gateway alone', () => {
    const [site] = deployment.of('Microsoft.Web/sites').values();
    expect(site?.properties?.siteConfig).not.toHaveProperty('cors');
  });
});

describe('the policies', () => {
  it('use named values that are deployed, and no others are', async () => {
    const texts = await Promise.all((await glob('infra/policies/*.xml')).map((file) => readFile(file, 'utf8')));
    const used = new Set(texts.flatMap((text) => caught(text, /\{\{([\w-]+)\}\}/g)));
    expect([...used].sort()).toEqual([...deployment.of(`${GATEWAY}/namedValues`).keys()].sort());
  });

  it('include fragments, and set backends, that are deployed', async () => {
    const texts = await Promise.all((await glob('infra/policies/*.xml')).map((file) => readFile(file, 'utf8')));
    const fragments = new Set(texts.flatMap((text) => caught(text, /fragment-id="(\w+)"/g)));
    expect([...fragments].sort()).toEqual([...deployment.of(`${GATEWAY}/policyFragments`).keys()].sort());
    const backends = caught(await policy('api.xml'), /\? "(\w+)"|: "(\w+)"/g);
    expect([...deployment.of(`${GATEWAY}/backends`).keys()]).toEqual(expect.arrayContaining(backends));
  });

  it('name every named value within the 4,096 characters that it may have', () => {
    for (const { properties } of deployment.of(`${GATEWAY}/namedValues`).values()) {
      expect(String(properties?.value).length).toBeLessThanOrEqual(4_096);
    }
  });

  it('speak of problems as the app does', async () => {
    const problems: Record<string, unknown> = JSON.parse(await policy('problems.json'));
    for (const [slug, problem] of Object.entries(problems)) {
      if (slug in PROBLEMS) expect(problem).toEqual(PROBLEMS[slug as keyof typeof PROBLEMS]);
    }
    expect(Object.keys(problems).filter((slug) => slug in PROBLEMS).length).toBeGreaterThan(2);
  });

  it('have words for every problem that they report', async () => {
    const problems = Object.keys(JSON.parse(await policy('problems.json')));
    const reported = caught(await policy('problem.xml'), /return "([a-z-]+)"|\? "([a-z-]+)" : "internal"/g).filter(
      Boolean,
    );
    expect(problems).toEqual(expect.arrayContaining(reported));
  });

  it('close every element that they open', async () => {
    for (const file of await glob('infra/policies/*.xml')) {
      expect({ file, open: unclosed(await readFile(file, 'utf8')) }).toEqual({ file, open: [] });
    }
  });

  it('open a circuit for as long as the app asks for', () => {
    for (const { properties } of deployment.of(`${GATEWAY}/backends`).values()) {
      expect(properties).toMatchObject({ circuitBreaker: { rules: [{ acceptRetryAfter: true }] } });
    }
  });
});

describe('the log of the gateway', () => {
  it('holds the id that a client is given to quote', () => {
    const [log] = deployment.of(`${GATEWAY}/diagnostics`).values();
    expect(log?.properties).toMatchObject({ frontend: { response: { headers: ['x-correlation-id'] } } });
  });
});

describe('the function app', () => {
  it('lets in nobody but the gateway', () => {
    const [site] = deployment.of('Microsoft.Web/sites').values();
    expect(site?.properties?.siteConfig).toMatchObject({ ipSecurityRestrictionsDefaultAction: 'Deny' });
  });
});

/** Elements that are opened and not closed, or closed and not opened, in the order of a well-formed document. */
function unclosed(xml: string): string[] {
  const open: string[] = [];
  const text = xml.replaceAll(/<!--[\s\S]*?-->/g, '').replaceAll(/'[^']*'/g, "''");
  for (const [, slash, name = '', rest = ''] of text.matchAll(/<(\/?)([\w-]+)([^>]*)>/g)) {
    if (rest.endsWith('/')) continue;
    if (!slash) open.push(name);
    else if (open.at(-1) === name) open.pop();
    else return [...open, `/${name}`];
  }
  return open;
}
