import type { JsonObject } from '../json.js';
import { bodyOf, type Item } from '../model/item.js';

/** An item while a query looks at it: parsed once, and only where something in it is asked for. */
export class Candidate {
  #body: JsonObject | undefined;

  constructor(readonly item: Item) {}

  get body(): JsonObject {
    this.#body ??= bodyOf(this.item);
    return this.#body;
  }
}
