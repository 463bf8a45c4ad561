import { describe, expect, it } from 'vitest';
import { until } from '../support/until.js';
import { callApi } from './support/durableHttp.js';
import { beginApp, df, startHub } from './support/durableHub.js';
import { HOUR, registerEchoesAndWaits } from './support/durableSamples.js';

beginApp();

registerEchoesAndWaits();
df.app.orchestration('breaks', function* () {
  yield* [];
  throw new Error('broken');
});

describe('a status', () => {
  it('of a running instance is 202 with whole seconds, nulls and where to ask again', async () => {
    const hub = await startHub();
    await hub.client.startNew('waits', { instanceId: 'one', input: { a: 1 } });
    await hub.rest();
    const answer = await callApi(hub, 'GET', '/instances/one?code=local');
    expect(answer.status).toBe(202);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.headers.get('location')).toContain('/instances/one');
    expect(answer.body).toEqual({
      name: 'waits',
      instanceId: 'one',
      runtimeStatus: 'Running',
      input: { a: 1 },
      customStatus: null,
      output: null,
      createdTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      lastUpdatedTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
    expect((await callApi(hub, 'GET', '/instances/one?showInput=false')).body.input).toBeNull();
  });

  it('of a failed instance is 200, or 500 where that is asked for; of an unknown one 404', async () => {
    const hub = await startHub();
    const { instanceId } = await hub.run('breaks');
    expect((await callApi(hub, 'GET', `/instances/${instanceId}`)).status).toBe(200);
    const asError = `/instances/${instanceId}?returnInternalServerErrorOnFailure=true`;
    expect((await callApi(hub, 'GET', asError)).status).toBe(500);
    expect((await callApi(hub, 'GET', '/instances/nobody')).status).toBe(404);
  });

  it('shows each task of the history once, its beginning folded into its end', async () => {
    const hub = await startHub();
    const { instanceId } = await hub.run('echoes', 'x');
    const status = await hub.client.getStatus(instanceId, { showHistory: true, showHistoryOutput: true });
    const time = expect.any(String);
    expect(status.history).toEqual([
      { EventType: 'ExecutionStarted', Timestamp: time, FunctionName: 'echoes', Input: '"x"' },
      {
        EventType: 'TaskCompleted',
        Timestamp: time,
        ScheduledTime: time,
        FunctionName: 'echo',
        Input: '"x"',
        Result: 'x',
      },
      { EventType: 'ExecutionCompleted', Timestamp: time, OrchestrationStatus: 'Completed', Result: 'x' },
    ]);
    const { body } = await callApi(hub, 'GET', `/instances/${instanceId}?showHistory=true`);
    expect(body.historyEvents[1]).not.toHaveProperty('Result');
  });
});

describe('a list', () => {
  it('comes in pages, which the client joins', async () => {
    const hub = await startHub();
    const ids = Array.from({ length: 230 }, (_, n) => `i-${String(n).padStart(3, '0')}`);
    await Promise.all(ids.map((instanceId) => hub.client.startNew('echoes', { instanceId })));
    expect((await hub.client.getStatusAll()).map(({ instanceId }) => instanceId)).toEqual(ids);
    const page = await callApi(hub, 'GET', '/instances/?top=2&instanceIdPrefix=i-22');
    expect(page.body.map(({ instanceId }: { instanceId: string }) => instanceId)).toEqual(['i-220', 'i-221']);
    expect(page.headers.get('x-ms-continuation-token')).toBeTruthy();
  });

  it('is filtered by status and time of creation', async () => {
    const hub = await startHub();
    const done = (await hub.run('echoes', 1)).instanceId;
    const failed = (await hub.run('breaks')).instanceId;
    const between = new Date(hub.clock.now() + HOUR / 2);
    hub.clock.advance(HOUR);
    const late = await hub.client.startNew('waits');
    await until('the timer', () => hub.engine.timers().length === 1);

    const { Completed, Failed, Running } = df.OrchestrationRuntimeStatus;
    const ids = async (filter: Parameters<typeof hub.client.getStatusBy>[0]) =>
      (await hub.client.getStatusBy(filter)).map(({ instanceId }) => instanceId).sort();
    expect(await ids({ runtimeStatus: [Completed, Failed] })).toEqual([done, failed].sort());
    expect(await ids({ runtimeStatus: [Running] })).toEqual([late]);
    expect(await ids({ createdTimeFrom: between })).toEqual([late]);
    expect(await ids({ createdTimeTo: between })).toEqual([done, failed].sort());
  });
});

describe('the inspection', () => {
  it('shows instances, their open timers and their history', async () => {
    const hub = await startHub();
    await hub.client.startNew('waits', { instanceId: 'one' });
    await until('the timer', () => hub.engine.timers().length === 1);
    const [timer] = hub.engine.timers();
    expect(timer?.instanceId).toBe('one');
    expect([...hub.engine.instances()]).toMatchObject([{ instanceId: 'one', name: 'waits', runtimeStatus: 'Running' }]);
    expect(hub.engine.instance('one')).toMatchObject({
      openTimers: [{ id: 0, fireAt: timer?.fireAt }],
      history: [{ EventType: 'ExecutionStarted' }, { EventType: 'TimerCreated', FireAt: timer?.fireAt }],
    });
    expect(hub.engine.instance('nobody')).toBeUndefined();
    expect(hub.engine.busy()).toBe(false);
  });
});
