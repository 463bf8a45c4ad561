import type { OrchestrationContext, Task } from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { until } from '../support/until.js';
import { beginApp, df, startHub } from './support/durableHub.js';

beginApp();

df.app.activity('a', { handler: () => 1 });
df.app.activity('b', { handler: () => 2 });
df.app.activity('fails', {
  handler: (text: string) => {
    throw new Error(text);
  },
});

/** Changes with every replay, as a clock or chance would. */
let replays = 0;
df.app.orchestration('otherActivity', function* (context: OrchestrationContext) {
  yield context.df.callActivity(replays++ === 0 ? 'a' : 'b');
  yield context.df.waitForExternalEvent('never');
});
df.app.orchestration('timerInstead', function* (context: OrchestrationContext) {
  if (replays++ === 0) yield context.df.callActivity('a');
  else yield context.df.createTimer(new Date(0));
  yield context.df.waitForExternalEvent('never');
});
df.app.orchestration('nothingInstead', function* (context: OrchestrationContext) {
  if (replays++ === 0) yield context.df.callActivity('a');
  return 'done';
});
df.app.orchestration('throwsOnReplay', function* (context: OrchestrationContext) {
  if (replays++ > 0) throw new Error('only now');
  yield context.df.callActivity('a');
});

df.app.orchestration('throws', function* (context: OrchestrationContext) {
  yield context.df.callActivity('a');
  throw new Error('boom');
});
df.app.orchestration('throwsText', function* () {
  yield* [];
  throw 'no error';
});
df.app.orchestration('uncaught', function* (context: OrchestrationContext) {
  yield context.df.callActivity('fails', 'it broke');
});
df.app.orchestration('caught', function* (context: OrchestrationContext) {
  try {
    yield context.df.callActivity(context.df.getInput<string>(), 'it broke');
    return 'no failure';
  } catch (error) {
    return (error as Error).message;
  }
});
class OutOfStock extends Error {
  override readonly name = 'OutOfStock';
}
df.app.setExceptionPropertiesProvider({
  getExceptionProperties: (error) => (error instanceof OutOfStock ? { left: 0 } : undefined),
});
df.app.activity('failsWithProperties', {
  handler: () => {
    throw new OutOfStock('no eggs');
  },
});
df.app.orchestration('reads properties', function* (context: OrchestrationContext) {
  try {
    return yield context.df.callActivity('failsWithProperties');
  } catch (error) {
    const { message, failureDetails } = error as InstanceType<typeof df.TaskFailedError>;
    return [message, failureDetails.properties];
  }
});

df.app.orchestration('failsWithOpenTimer', function* (context: OrchestrationContext) {
  const timer = context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 3_600_000));
  yield context.df.Task.any([timer, context.df.callActivity('a')]);
  timer.cancel();
  throw new Error('with its timer cancelled');
});
df.app.orchestration('yieldsNonsense', function* () {
  yield 5 as unknown as Task;
});

df.app.orchestration('entity', function* (context: OrchestrationContext) {
  yield context.df.callEntity(new df.EntityId('counter', 'k'), 'get');
});
df.app.orchestration('http', function* (context: OrchestrationContext) {
  yield context.df.callHttp({ method: 'GET', url: 'http://127.0.0.1/' });
});
df.app.orchestration('boolean', function* (context: OrchestrationContext) {
  return yield context.df.callActivity('a', true);
});

describe('an orchestrator that is not deterministic', () => {
  it.each([
    ['otherActivity', "asked for the activity 'a' as its task number 1, but this replay asked for the activity 'b'"],
    ['timerInstead', "asked for the activity 'a' as its task number 1, but this replay asked for a timer"],
    ['nothingInstead', "asked for the activity 'a' as its task number 1, but this replay did not get that far"],
    ['throwsOnReplay', "asked for the activity 'a' as its task number 1, but this replay threw before that: only now"],
  ])('fails at its next turn and says what differed: %s', async (orchestrator, difference) => {
    const hub = await startHub();
    replays = 0;
    const status = await hub.run(orchestrator);
    expect(status.runtimeStatus).toBe('Failed');
    expect(status.output).toContain('Non-Deterministic workflow detected');
    expect(status.output).toContain(difference);
    expect(hub.errors).toHaveLength(1);
  });
});

describe('a failure', () => {
  it('that nobody catches fails the instance with its message', async () => {
    const hub = await startHub();
    expect(await hub.run('throws')).toMatchObject({
      runtimeStatus: 'Failed',
      output: "Orchestrator function 'throws' failed: boom",
    });
    expect((await hub.run('uncaught')).output).toContain("failed: Activity function 'fails' failed: it broke");
  });

  it('without a message fails the instance, which stays Running on Azure and is warned about', async () => {
    const hub = await startHub();
    expect((await hub.run('throwsText')).runtimeStatus).toBe('Failed');
    expect(hub.warnings[0]).toContain('threw something without a message');
  });

  it('of an activity reaches the orchestrator with its message and details', async () => {
    const hub = await startHub();
    expect((await hub.run('caught', 'fails')).output).toMatch(
      /^Activity function 'fails' failed: it broke \n Error: it broke/,
    );
  });

  it('that the app describes by properties reaches the orchestrator with them', async () => {
    const hub = await startHub();
    expect((await hub.run('reads properties')).output).toEqual(['OutOfStock: no eggs', { left: 0 }]);
  });

  it('to find an activity reaches the orchestrator, which may hang on Azure and is warned about', async () => {
    const hub = await startHub();
    expect((await hub.run('caught', 'nobody')).output).toContain("The function 'nobody' doesn't exist");
    expect(hub.warnings[0]).toContain('Azure may leave the orchestration running for ever');
  });

  it('does not wait for timers that were cancelled just before', async () => {
    const hub = await startHub();
    expect((await hub.run('failsWithOpenTimer')).output).toContain('with its timer cancelled');
  });

  it('of the programming rules fails the instance in the words of the library', async () => {
    const hub = await startHub();
    expect((await hub.run('yieldsNonsense')).output).toContain('Durable Functions programming constraint violation');
  });
});

describe('what is not imitated', () => {
  it.each([
    ['entity', 'NOT_SIMULATED: Durable entities (callEntity)'],
    ['http', 'NOT_SIMULATED: Durable HTTP calls (callHttp)'],
  ])('fails the instance by name: %s', async (orchestrator, reason) => {
    const hub = await startHub();
    const status = await hub.run(orchestrator);
    expect(status).toMatchObject({ runtimeStatus: 'Failed', output: expect.stringContaining(reason) });
    expect(hub.errors.join()).toContain(reason);
  });

  it('is refused to the client too', async () => {
    const hub = await startHub();
    const entity = new df.EntityId('counter', 'k');
    await expect(hub.client.signalEntity(entity, 'add', 1)).rejects.toThrow('NOT_SIMULATED');
    await expect(hub.client.readEntityState(entity)).rejects.toThrow('NOT_SIMULATED');
    const id = await hub.client.startNew('throws');
    await until('the end', () => hub.engine.instance(id)?.runtimeStatus === 'Failed');
    await expect(hub.client.rewind(id, 'again')).rejects.toThrow('NOT_SIMULATED: Durable rewind');
  });
});

describe('a boolean as the input of an activity', () => {
  it('arrives as it is, may be a text on Azure, and is warned about once', async () => {
    const hub = await startHub();
    expect((await hub.run('boolean')).output).toBe(1);
    expect(hub.warnings).toEqual([expect.stringContaining("may get the text 'True' or 'False'")]);
  });
});
