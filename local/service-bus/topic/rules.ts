import type { Store, Table } from '../../storage/store.js';
import { BrokerError, entityNotFound } from '../entity/brokerError.js';
import { Work } from '../entity/work.js';
import { type CorrelationFilter, type Facts, matches } from './correlationFilter.js';

export interface Rule {
  readonly name: string;
  /** Without fields: every message matches. */
  readonly filter: CorrelationFilter;
}

/** What a subscription has whose configuration names no rules. */
const DEFAULT_RULE: Rule = { name: '$Default', filter: { properties: {} } };

/** The rules of one subscription. Once a client has changed them, the configuration's are not looked at any more. */
export class Rules {
  readonly #table: Table<readonly Rule[]>;
  #rules: readonly Rule[];

  /** @param path the subscription's */
  constructor(
    private readonly store: Store,
    private readonly path: string,
    configured: readonly Rule[],
  ) {
    this.#table = store.table('service-bus-rules');
    this.#rules = this.#table.get(path) ?? (configured.length > 0 ? configured : [DEFAULT_RULE]);
  }

  all(): readonly Rule[] {
    return this.#rules;
  }

  /** One match is enough, and more than one still mean one copy. */
  match(facts: Facts): boolean {
    return this.#rules.some(({ filter }) => matches(filter, facts));
  }

  /** @throws BrokerError entity-already-exists */
  async add(rule: Rule): Promise<void> {
    if (this.#find(rule.name)) {
      throw new BrokerError(
        'com.microsoft:entity-already-exists',
        `The rule '${rule.name}' of '${this.path}' exists already.`,
      );
    }
    await this.#change([...this.#rules, rule]);
  }

  /** @throws BrokerError amqp:not-found */
  async remove(name: string): Promise<void> {
    if (!this.#find(name)) {
      throw entityNotFound(`${this.path}/Rules/${name}`);
    }
    await this.#change(this.#rules.filter((rule) => rule.name !== name));
  }

  #find(name: string): Rule | undefined {
    return this.#rules.find((rule) => rule.name === name);
  }

  async #change(rules: readonly Rule[]): Promise<void> {
    const work = new Work(this.store);
    work.change(this.#table.put(this.path, rules));
    work.afterwards(() => {
      this.#rules = rules;
    });
    await work.commit();
  }
}
