import type { Clock } from '../../clock.js';
import { CosmosError } from '../http/cosmosError.js';
import type { Container } from '../model/container.js';
import { Budget } from './budget.js';

/** Sub-status: the request rate is over the provisioned throughput. */
const REQUEST_RATE_TOO_LARGE = 3200;

/** A 429 that says when to come back. */
export class ThrottledError extends CosmosError {
  constructor(readonly retryAfterMs: number) {
    super(429, 'Request rate is large. More Request Units may be needed.', REQUEST_RATE_TOO_LARGE);
  }
}

interface Meter {
  requestUnits: number;
  readonly budget: Budget | undefined;
}

/** What each container has spent, and whether it may spend more. */
export class Meters {
  readonly #meters = new WeakMap<Container, Meter>();

  constructor(
    private readonly clock: Clock,
    private readonly unitsPerSecond: number | undefined,
  ) {}

  /** @throws ThrottledError while the container's budget is spent */
  admit(container: Container): void {
    const waitMs = this.#meter(container).budget?.waitMs() ?? 0;
    if (waitMs > 0) throw new ThrottledError(waitMs);
  }

  spend(container: Container, requestUnits: number): void {
    const meter = this.#meter(container);
    meter.requestUnits += requestUnits;
    meter.budget?.spend(requestUnits);
  }

  /** Request units that the container spent since the start. */
  spentBy(container: Container): number {
    return this.#meter(container).requestUnits;
  }

  #meter(container: Container): Meter {
    let meter = this.#meters.get(container);
    if (!meter) {
      const budget = this.unitsPerSecond === undefined ? undefined : new Budget(this.unitsPerSecond, this.clock);
      meter = { requestUnits: 0, budget };
      this.#meters.set(container, meter);
    }
    return meter;
  }
}
