import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../functions/api/document/examples.js';
import { openApiDocument } from '../../functions/api/document/openApiDocument.js';
import { componentSchemas } from '../../functions/api/document/schemas.js';
import { HealthResource } from '../../functions/health/healthResource.js';
import { MenuResource } from '../../functions/orders/http/menuResource.js';
import { OrderResource } from '../../functions/orders/http/orderResource.js';
import { CancelOrderRequest, PlaceOrderRequest } from '../../functions/orders/http/requests.js';
import { TimelineResource } from '../../functions/orders/http/timelineResource.js';
import { MyPointResource } from '../../functions/points/http/myPointResource.js';
import { PROBLEMS } from '../../functions/shared/http/problem.js';
import { ProblemBody } from '../../functions/shared/http/problemBody.js';
import { sharedShop } from '../support/sharedShop.js';

const shop = sharedShop();
const document = openApiDocument();
const text = JSON.stringify(document);

describe('GET /api/openapi.json', () => {
  it('is the document, in JSON', async () => {
    const { status, headers, body } = await shop.call('GET', '/openapi.json');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(body).toEqual(JSON.parse(text));
  });

  it('is OpenAPI 3.1, says an independent validator', async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(text))).toMatchObject({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('has an entry for every reference', () => {
    const missing = [...text.matchAll(/"\$ref":"#\/components\/([^"/]+)\/([^"]+)"/g)].filter(
      ([, kind = '', name = '']) => {
        const components = document.components as Record<string, Record<string, unknown>>;
        return components[kind]?.[name] === undefined;
      },
    );
    expect(missing).toEqual([]);
  });

  it('is the copy that the gateway is made from; `npx vitest run tests/api/openApi -u` renews it', async () => {
    await expect(`${JSON.stringify(document, undefined, 2)}\n`).toMatchFileSnapshot('../../infra/openapi.json');
  });

  it('names every problem, with an example', () => {
    for (const slug of Object.keys(PROBLEMS)) {
      expect(componentSchemas().Problem).toHaveProperty(
        'properties.type.enum',
        expect.arrayContaining([`urn:hearty-breakfast:problem:${slug}`]),
      );
      expect(text, slug).toContain(`"${slug}":{"summary"`);
    }
  });

  it.each([
    'Idempotency-Key',
    'Prefer',
    'If-None-Match',
    'Accept-Language',
    'Retry-After',
    'ETag',
    'Location',
    'Preference-Applied',
    'WWW-Authenticate',
  ])('tells of the header %s', (name) =>
    expect(text).toMatch(new RegExp(`"name":"${name}"|"${name}":\\{"description"`)),
  );

  it('says who needs a token', () => {
    const secured = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.values(operations).flatMap(({ security }) => ((security as unknown[]).length > 0 ? [path] : [])),
    );
    expect(secured).toEqual([
      '/orders',
      '/orders/{orderId}',
      '/orders/{orderId}/cancel',
      '/orders/{orderId}/timeline',
      '/customers/{customerId}/points',
    ]);
  });

  it('refuses unknown fields in requests, and lets answers grow', () => {
    const { PlaceOrder, Order } = componentSchemas();
    expect(PlaceOrder).toHaveProperty('additionalProperties', false);
    expect(Order).not.toHaveProperty('additionalProperties');
  });

  it.each([
    [MenuResource, EXAMPLES.Menu],
    [PlaceOrderRequest, EXAMPLES.PlaceOrder],
    [CancelOrderRequest, EXAMPLES.CancelOrder],
    [OrderResource, EXAMPLES.Order],
    [TimelineResource, EXAMPLES.Timeline],
    [MyPointResource, EXAMPLES.MyPoint],
    [HealthResource, EXAMPLES.Health],
    [ProblemBody, EXAMPLES.Problem],
  ])('gives examples that hold (%#)', (schema, example) => expect(schema.parse(example)).toEqual(example));
});

describe('GET /api/docs', () => {
  it('is a page that loads nothing from elsewhere', async () => {
    const response = await fetch(`${shop.process.url}/api/docs`);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('openapi.json');
    expect(html.match(/<(?:script|link|img|iframe)[^>]*(?:src|href)="(?!data:)[^"]*"/g)).toBeNull();
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'sha256-/);
  });
});
