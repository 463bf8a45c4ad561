import { beforeAll } from 'vitest';
import type { LocalProcess } from '../../local/localProcess.js';
import { Shop } from './shop.js';
import { startShop } from './startShop.js';

let shared: Promise<LocalProcess> | undefined;

/**
 * A shop with nothing set, for files that leave it as they found it: the same one as long as the worker lives, one file
 * after another. It goes when the worker goes. A file that counts should have customers of its own.
 */
export function sharedShop(): Shop {
  const shop = new Shop();
  beforeAll(async () => {
    shared ??= startShop();
    shop.process = await shared;
  });
  return shop;
}
