export type { HealthResource } from '../functions/health/healthResource.js';
export type { MenuResource } from '../functions/orders/http/menuResource.js';
export type { OrderResource } from '../functions/orders/http/orderResource.js';
export type { PlaceOrderRequest } from '../functions/orders/http/requests.js';
export type { TimelineResource } from '../functions/orders/http/timelineResource.js';
export type { MyPointResource } from '../functions/points/http/myPointResource.js';
export { HeartyBreakfast, type PointEntry, type PointsOptions } from './heartyBreakfast.js';
export type { CallOptions, ClientOptions, Surroundings, WaitOptions } from './options.js';
export { ProblemError, type Slug } from './problemError.js';
