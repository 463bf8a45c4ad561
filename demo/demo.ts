import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail } from '../local/fail.js';
import { messageOf } from '../local/messageOf.js';
import type { Scene } from './scene.js';
import { books } from './scenes/books.js';
import { cancelSecond } from './scenes/cancelSecond.js';
import { declinedCard } from './scenes/declinedCard.js';
import { orderOfFive } from './scenes/orderOfFive.js';
import { orderOfThree } from './scenes/orderOfThree.js';
import { overload } from './scenes/overload.js';
import { pointsServiceDown } from './scenes/pointsServiceDown.js';
import { Stage } from './stage.js';

const SCENES: readonly Scene[] = [
  orderOfThree,
  orderOfFive,
  declinedCard,
  cancelSecond,
  pointsServiceDown,
  overload,
  books,
];

/** `npm run demo`: plays the scenario on a throw-away shop. Exits 0 only where every step held. */
async function play(): Promise<void> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'hearty-breakfast-demo-'));
  const stage = await Stage.open(dataFolder);
  try {
    console.log('\n든든한 아침식사 · a morning in the shop');
    for (const [index, scene] of SCENES.entries()) {
      console.log(`\n${index + 1}. ${scene.title}`);
      await scene.play(stage);
    }
    console.log('\nEvery step held.');
  } finally {
    await stage.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

await play().catch((error) => fail(`\n${messageOf(error)}`));
