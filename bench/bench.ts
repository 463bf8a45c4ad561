import { print } from './print.js';
import { benchShop } from './shop.js';

/** `npm run bench`: the figures of the whole, then of each part. */
print('The whole shop', await benchShop());
