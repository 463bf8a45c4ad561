// What the resources of an environment are called. Known before any of them exists, so that a preview of a deployment can
// tell what it would do.

@export()
@description('Names of the resources, by what they are to the system.')
type namesType = {
  @description('The function app.')
  functionApp: string
  @description('The function app\'s plan.')
  plan: string
  @description('The function app\'s identity.')
  appIdentity: string
  @description('The function app\'s storage account.')
  storage: string
  @description('Service Bus namespace.')
  serviceBus: string
  @description('Cosmos DB account.')
  cosmos: string
  @description('Key vault.')
  vault: string
  @description('Durable Task Scheduler, where there is one.')
  scheduler: string
  @description('API Management.')
  gateway: string
  @description('API Management\'s identity.')
  gatewayIdentity: string
  @description('Log Analytics workspace.')
  workspace: string
  @description('Application Insights component.')
  insights: string
  @description('Action group of the operators.')
  operators: string
  @description('Private network, where there is one.')
  network: string
}

@export()
@description('Names under a suffix that is unique to the environment.')
func namesOf(token string) namesType => {
  functionApp: 'func-${token}'
  plan: 'plan-${token}'
  appIdentity: 'id-app-${token}'
  storage: 'st${token}'
  serviceBus: 'sb-${token}'
  cosmos: 'cosmos-${token}'
  vault: 'kv-${token}'
  scheduler: 'dts-${token}'
  gateway: 'apim-${token}'
  gatewayIdentity: 'id-gateway-${token}'
  workspace: 'log-${token}'
  insights: 'appi-${token}'
  operators: 'ag-${token}'
  network: 'vnet-${token}'
}
