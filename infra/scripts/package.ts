import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './bundle.js';

const FOLDER = 'dist-package';

/** `npm run package`: what azd deploys. */
await bundle(FOLDER);
const { size } = await stat(join(FOLDER, 'main.js'));
console.log(`${FOLDER}: ${(size / 1024 / 1024).toFixed(1)} MiB`);
