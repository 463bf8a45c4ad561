import * as z from 'zod';
import { HealthResource } from '../../health/healthResource.js';
import { MenuResource } from '../../orders/http/menuResource.js';
import { OrderResource } from '../../orders/http/orderResource.js';
import { CancelOrderRequest, PlaceOrderRequest } from '../../orders/http/requests.js';
import { TimelineResource } from '../../orders/http/timelineResource.js';
import { MyPointResource } from '../../points/http/myPointResource.js';
import { ProblemBody } from '../../shared/http/problemBody.js';
import { EXAMPLES } from './examples.js';

/** The schemas that check requests and shape answers, by the names that the document gives them. */
const SCHEMAS = {
  Menu: MenuResource,
  PlaceOrder: PlaceOrderRequest,
  CancelOrder: CancelOrderRequest,
  Order: OrderResource,
  Timeline: TimelineResource,
  MyPoint: MyPointResource,
  Health: HealthResource,
  Problem: ProblemBody,
} as const;
export type SchemaName = keyof typeof SCHEMAS;

export interface JsonSchema {
  [keyword: string]: unknown;
}

/** Leaves out what says nothing to a reader: limits that all numbers of JSON have, and how a date looks. */
function tidy({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  delete jsonSchema.propertyNames;
}

/** JSON Schema of one schema, for parameters and headers. */
export function inlineSchema(schema: z.ZodType): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { override: tidy });
  return rest;
}

export function schemaRef(name: SchemaName): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

/** `components.schemas`. Unknown fields are refused in requests; in answers a client must expect new ones. */
export function componentSchemas(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
    override: tidy,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema, $id, ...schema }]) => [
      name,
      name in EXAMPLES ? { ...schema, examples: [EXAMPLES[name as SchemaName]] } : schema,
    ]),
  );
}
