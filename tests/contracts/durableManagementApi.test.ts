import { describe, expect, it } from 'vitest';
import { until } from '../support/until.js';
import { callApi } from './support/durableHttp.js';
import { beginApp, df, startHub } from './support/durableHub.js';
import { registerEchoesAndWaits } from './support/durableSamples.js';

beginApp();

registerEchoesAndWaits();

describe('starting', () => {
  it('answers 202 with the URLs that manage the instance', async () => {
    const hub = await startHub();
    const answer = await callApi(hub, 'POST', '/orchestrators/echoes/one', '"x"');
    const instance = `${hub.origin}/runtime/webhooks/durabletask/instances/one`;
    const query = 'taskHub=TestHubName&connection=Storage&code=local';
    expect(answer.status).toBe(202);
    expect(answer.headers.get('retry-after')).toBe('10');
    expect(answer.headers.get('location')).toBe(`${instance}?${query}`);
    expect(answer.body).toEqual({
      id: 'one',
      statusQueryGetUri: `${instance}?${query}`,
      sendEventPostUri: `${instance}/raiseEvent/{eventName}?${query}`,
      terminatePostUri: `${instance}/terminate?reason={text}&${query}`,
      rewindPostUri: `${instance}/rewind?reason={text}&${query}`,
      purgeHistoryDeleteUri: `${instance}?${query}`,
      restartPostUri: `${instance}/restart?${query}`,
      suspendPostUri: `${instance}/suspend?reason={text}&${query}`,
      resumePostUri: `${instance}/resume?reason={text}&${query}`,
    });
  });

  it('gives 32 hex digits where no id is asked for', async () => {
    const hub = await startHub();
    expect(await hub.client.startNew('echoes')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('without input gives the orchestrator an empty text, as the library does on Azure', async () => {
    const hub = await startHub();
    expect(await hub.run('echoes')).toMatchObject({ input: '', output: '' });
  });

  it.each([
    ['an unknown function', '/orchestrators/nobody', '1', "doesn't exist"],
    ['a body that is not JSON', '/orchestrators/echoes', '{', 'not valid JSON'],
    ['an id that starts with @', '/orchestrators/echoes/@x', '1', "must not start with '@'"],
    ['an id with a slash', '/orchestrators/echoes/a%2Fb', '1', 'must not contain'],
    ['an id of 257 characters', `/orchestrators/echoes/${'x'.repeat(257)}`, '1', 'longer than 256'],
  ])('refuses %s with 400', async (_, path, body, reason) => {
    const hub = await startHub();
    const answer = await callApi(hub, 'POST', path, body);
    expect(answer.status).toBe(400);
    expect(answer.body.Message).toContain(reason);
  });

  it('answers 500 in the words of the extension where the id is in use', async () => {
    const hub = await startHub();
    await callApi(hub, 'POST', '/orchestrators/waits/one');
    await hub.rest();
    const answer = await callApi(hub, 'POST', '/orchestrators/waits/one');
    expect(answer.status).toBe(500);
    expect(answer.body).toMatchObject({
      Message: 'Something went wrong while processing your request',
      ExceptionMessage: 'An Orchestration instance with the status Running already exists.',
    });
  });

  it('waits for the output where a timeout is given, and answers 202 when it is over', async () => {
    const hub = await startHub();
    const done = await callApi(hub, 'POST', '/orchestrators/echoes?timeout=30&pollingInterval=1', '"now"');
    expect([done.status, done.text]).toEqual([200, '"now"']);
    const late = callApi(hub, 'POST', '/orchestrators/waits/late?timeout=30&pollingInterval=1');
    await until('the timer', () => hub.engine.timers().length === 1);
    hub.clock.advance(31_000);
    expect((await late).status).toBe(202);
  });
});

describe('the rest of the API', () => {
  it('restarts an instance with its input, under a new id or its own', async () => {
    const hub = await startHub();
    const { instanceId } = await hub.run('echoes', 'again');
    const anew = await callApi(hub, 'POST', `/instances/${instanceId}/restart`);
    expect(anew.status).toBe(202);
    expect(anew.body.id).not.toBe(instanceId);
    expect((await hub.end(anew.body.id)).output).toBe('again');
    const same = await callApi(hub, 'POST', `/instances/${instanceId}/restart?restartWithNewInstanceId=false`);
    expect(same.body.id).toBe(instanceId);
    expect((await hub.end(instanceId)).output).toBe('again');
  });

  it('refuses events that are not JSON', async () => {
    const hub = await startHub();
    await hub.client.startNew('waits', { instanceId: 'one' });
    expect((await callApi(hub, 'POST', '/instances/one/raiseEvent/go', '{')).status).toBe(400);
    const url = `${hub.origin}/durabletask/instances/one/raiseEvent/go`;
    expect((await fetch(url, { method: 'POST', body: 'text' })).status).toBe(400);
  });

  it('wants a time to purge from', async () => {
    const hub = await startHub();
    expect((await callApi(hub, 'DELETE', '/instances/')).status).toBe(400);
  });

  it('answers 404 to unknown paths and 405 to wrong methods', async () => {
    const hub = await startHub();
    expect((await callApi(hub, 'GET', '/nowhere')).status).toBe(404);
    expect((await callApi(hub, 'PUT', '/instances/one')).status).toBe(405);
  });

  it('works through the management URLs of a client without the rpc address', async () => {
    const hub = await startHub();
    const data = JSON.parse(hub.engine.clientBinding(hub.origin)) as { rpcBaseUrl?: string };
    delete data.rpcBaseUrl;
    const context = { options: { extraInputs: [df.input.durableClient()] }, extraInputs: { get: () => data } };
    const client = df.getClient(context as unknown as Parameters<typeof df.getClient>[0]);
    const id = await client.startNew('waits', { instanceId: 'one', input: 1 });
    await client.raiseEvent(id, 'go', 1);
    expect((await hub.end(id)).output).toBe('went');
    expect(await client.getStatus(id)).toMatchObject({ runtimeStatus: 'Completed', output: 'went' });
    expect(await client.purgeInstanceHistory(id)).toEqual({ instancesDeleted: 1 });
  });
});
