import type { Stage } from './stage.js';

/** One step of the scenario. It tells what happens as it goes, and throws where something does not hold. */
export interface Scene {
  readonly title: string;
  play(stage: Stage): Promise<void>;
}

/** A scene did not go as the contract says. */
export class SceneError extends Error {
  override readonly name = 'SceneError';
}

/** Says what holds, if it does. @throws SceneError otherwise */
export function holds(statement: string, isTrue: boolean): void {
  if (!isTrue) throw new SceneError(`does not hold: ${statement}`);
  console.log(`   ✓ ${statement}`);
}

/** Says what somebody does. */
export function tell(text: string): void {
  console.log(`   ${text}`);
}
