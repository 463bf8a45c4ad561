// What several modules speak of.

@export()
@description('Where Durable Functions keeps its orchestrations.')
type durableBackendType = 'AzureStorage' | 'DurableTaskScheduler'

@export()
@description('''
Tiers of API Management that can be the only way to the function app. Developer (no SLA), Basic and Standard call from an
address of their own. StandardV2 has none and comes through a private endpoint; it has no quota by customer. Consumption and
BasicV2 are left out: they call from addresses that they share with strangers.
''')
type gatewayTierType = 'Developer' | 'Basic' | 'Standard' | 'StandardV2'

@export()
@description('Subnets of the private network.')
type subnetsType = {
  @description('For the function app, which is delegated to it.')
  app: string
  @description('For API Management\'s calls to the function app.')
  gateway: string
  @description('For the private endpoints.')
  endpoints: string
}

@export()
@description('Somebody who operates the system.')
type operatorType = {
  @description('Object id in Microsoft Entra ID.')
  principalId: string
  @description('What it is the id of.')
  principalType: 'Group' | 'ServicePrincipal' | 'User'
}

@export()
@description('Tags.')
type tagsType = { *: string }
