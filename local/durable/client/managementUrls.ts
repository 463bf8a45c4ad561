const HUB_PATH = '/runtime/webhooks/durabletask';
const RPC_PATH = '/durabletask/';

/** The URLs that manage one instance, as the extension spells their names. */
export function managementUrls(origin: string, hubName: string, instanceId: string): Record<string, string> {
  const instance = `${origin}${HUB_PATH}/instances/${encodeURIComponent(instanceId)}`;
  const query = `taskHub=${hubName}&connection=Storage&code=local`;
  return {
    id: instanceId,
    statusQueryGetUri: `${instance}?${query}`,
    sendEventPostUri: `${instance}/raiseEvent/{eventName}?${query}`,
    terminatePostUri: `${instance}/terminate?reason={text}&${query}`,
    rewindPostUri: `${instance}/rewind?reason={text}&${query}`,
    purgeHistoryDeleteUri: `${instance}?${query}`,
    restartPostUri: `${instance}/restart?${query}`,
    suspendPostUri: `${instance}/suspend?reason={text}&${query}`,
    resumePostUri: `${instance}/resume?reason={text}&${query}`,
  };
}

/** The JSON text that a durable client binding hands to the library. */
export function clientBinding(origin: string, hubName: string): string {
  const start = `${origin}${HUB_PATH}/orchestrators/{functionName}[/{instanceId}]`;
  return JSON.stringify({
    taskHubName: hubName,
    creationUrls: {
      createNewInstancePostUri: `${start}?code=local`,
      createAndWaitOnNewInstancePostUri: `${start}?timeout={timeoutInSeconds}&pollingInterval={intervalInSeconds}&code=local`,
    },
    managementUrls: managementUrls(origin, hubName, 'INSTANCEID'),
    baseUrl: `${origin}${HUB_PATH}`,
    requiredQueryStringParameters: 'code=local',
    rpcBaseUrl: `${origin}${RPC_PATH}`,
  });
}
