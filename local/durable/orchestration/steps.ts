import { type Action, type Mention, signatureOf } from './actions.js';

/** A mention that an earlier turn has seen. `leaf` is the number of the task, in the order of first mention. */
export interface Step {
  readonly signature: string;
  readonly leaf: number;
  readonly entry: number;
}

/** A task that was mentioned for the first time. */
export interface Leaf {
  readonly leaf: number;
  readonly action: Action;
}

export interface MatchedSteps {
  readonly steps: readonly Step[];
  readonly fresh: readonly Leaf[];
  /** Known tasks that were handed to another Task.any or Task.all. */
  readonly repeated: readonly Action[];
  /** By leaf. */
  readonly actions: readonly Action[];
}

/** The orchestrator did not do again what its history says it did. */
class NonDeterminismError extends Error {
  override readonly name = 'NonDeterminismError';
}

function complain(index: number, before: Step, now: Mention | undefined, error: string | undefined): never {
  const ended = error === undefined ? 'did not get that far' : `threw before that: ${error}`;
  const instead = `this replay ${now ? `asked for ${signatureOf(now.action)}` : ended}`;
  throw new NonDeterminismError(
    `Non-Deterministic workflow detected: an earlier execution of this orchestrator asked for ${before.signature} as ` +
      `its task number ${index + 1}, but ${instead}. Was the orchestrator's code changed, or does it decide by the ` +
      'clock, by chance or by anything else that is not in its history?',
  );
}

/**
 * Compares what a replay asked for with what earlier turns saw, and finds what is new. Tasks are told apart by the
 * identity of their action objects: the same task may be mentioned many times.
 *
 * @param error what this replay ended with, if it threw
 * @throws NonDeterminismError where the replay is not the one that was recorded
 */
export function matchSteps(known: readonly Step[], mentions: readonly Mention[], error?: string): MatchedSteps {
  const leafOf = new Map<Action, number>();
  const actions: Action[] = [];
  for (const [index, step] of known.entries()) {
    const mention = mentions[index];
    if (!mention || signatureOf(mention.action) !== step.signature) complain(index, step, mention, error);
    leafOf.set(mention.action, step.leaf);
    actions[step.leaf] = mention.action;
  }

  const steps: Step[] = [];
  const fresh: Leaf[] = [];
  const repeated: Action[] = [];
  for (const { action, entry } of mentions.slice(known.length)) {
    let leaf = leafOf.get(action);
    if (leaf === undefined) {
      leaf = actions.length;
      leafOf.set(action, leaf);
      actions.push(action);
      fresh.push({ leaf, action });
    } else {
      repeated.push(action);
    }
    steps.push({ signature: signatureOf(action), leaf, entry });
  }
  return { steps, fresh, repeated, actions };
}
