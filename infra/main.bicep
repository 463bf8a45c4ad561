// The whole system in one resource group. docs/operating.md tells how to deploy and run it.

targetScope = 'subscription'

import { namesOf } from 'modules/names.bicep'
import { durableBackendType, gatewayTierType, operatorType } from 'modules/types.bicep'

@description('Name of the environment; resource names derive from it.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Region of everything: one with availability zones where Flex Consumption is offered.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Node.js version of the function app.')
@allowed(['22', '24'])
param nodeVersion string = '22'

@description('Memory of a function app instance.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('The most instances of each scale group.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 100

@description('Instances that always run orchestrations and activities; 0: the first order after a pause waits for a cold start.')
@minValue(0)
param alwaysReadyDurableInstances int = 0

@description('Where Durable Functions keeps its orchestrations.')
param durableBackend durableBackendType = 'AzureStorage'

@description('Whether dependencies are reached through private endpoints alone. Makes Service Bus Premium.')
param privateNetwork bool = false

@description('Tier of API Management; StandardV2 wants the private network.')
param gatewayTier gatewayTierType = 'Developer'

@description('Who publishes the API.')
@minLength(1)
param publisherName string = 'Hearty Breakfast'

@description('Where the API\'s platform sends its mail.')
@minLength(3)
param publisherEmail string

@description('Issuer of customers\' tokens, as in their iss claim.')
@minLength(9)
param authIssuer string

@description('Audience of customers\' tokens.')
@minLength(1)
param authAudience string

@description('Origin of the web page that may call the API from a browser; empty: only pages of the gateway itself.')
param webOrigin string = ''

@description('URL of the payment provider.')
@minLength(9)
param paymentProviderUrl string

@description('The payment provider\'s key. Empty: the one that is in the vault stays.')
@secure()
param paymentProviderSecretKey string = ''

@description('Who is told of alerts; empty: nobody.')
param alertEmail string = ''

@description('Who replays dead letters and rotates the provider\'s key; null: nobody yet.')
param operator operatorType?

@description('App settings of the code that differ from its defaults, by name.')
param settings { *: string } = {}

@description('Calls that one customer may make within a minute.')
@minValue(1)
param callsPerMinute int = 120

@description('Calls that one customer may make within a day.')
@minValue(1)
param callsPerDay int = 20000

@description('The most telemetry that is taken in a day.')
@minValue(1)
param dailyTelemetryGb int = 5

var names = namesOf(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

@description('Whether the gateway reaches the function app through a private endpoint, having no address of its own.')
var privateGateway = gatewayTier == 'StandardV2'
  ? (privateNetwork ? true : fail('The tier StandardV2 has no address of its own: it needs privateNetwork.'))
  : false

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identities 'modules/identities.bicep' = {
  scope: group
  params: { location: location, tags: tags, names: names }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: { location: location, tags: tags, names: names, dailyQuotaGb: dailyTelemetryGb }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  params: { location: location, tags: tags, names: names }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: { location: location, tags: tags, names: names, private: privateNetwork }
}

module serviceBus 'modules/serviceBus.bicep' = {
  scope: group
  params: { location: location, tags: tags, names: names, private: privateNetwork }
}

module cosmos 'modules/cosmos.bicep' = {
  scope: group
  params: { location: location, tags: tags, names: names, private: privateNetwork }
}

module keyVault 'modules/keyVault.bicep' = {
  scope: group
  params: { location: location, tags: tags, names: names, paymentProviderSecretKey: paymentProviderSecretKey }
  dependsOn: [monitoring]
}

module scheduler 'modules/durableTaskScheduler.bicep' = if (durableBackend == 'DurableTaskScheduler') {
  scope: group
  params: { location: location, tags: tags, names: names }
}

module rbac 'modules/rbac.bicep' = {
  scope: group
  params: { names: names, operator: operator, durableBackend: durableBackend }
  dependsOn: [identities, monitoring, storage, serviceBus, cosmos, keyVault, scheduler]
}

module gateway 'modules/apiManagement.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    names: names
    tier: gatewayTier
    publisherName: publisherName
    publisherEmail: publisherEmail
    subnetId: privateGateway ? network!.outputs.subnets.gateway : null
  }
  dependsOn: [rbac]
}

module functionApp 'modules/functionApp.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    names: names
    nodeVersion: nodeVersion
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyDurableInstances: alwaysReadyDurableInstances
    durableBackend: durableBackend
    packageContainerUri: storage.outputs.packageContainerUri
    serviceBusHostName: serviceBus.outputs.hostName
    cosmosEndpoint: cosmos.outputs.endpoint
    schedulerEndpoint: scheduler.?outputs.endpoint ?? ''
    schedulerTaskHub: scheduler.?outputs.taskHub ?? ''
    paymentProviderUrl: paymentProviderUrl
    paymentProviderSecretUri: keyVault.outputs.secretUri
    authIssuer: authIssuer
    authAudience: authAudience
    settings: settings
    gatewayAddresses: gateway.outputs.addresses
    subnetId: privateNetwork ? network!.outputs.subnets.app : null
  }
  dependsOn: [rbac]
}

module gatewayApi 'modules/gatewayApi.bicep' = {
  scope: group
  params: {
    names: names
    tier: gatewayTier
    functionAppHostName: functionApp.outputs.hostName
    policySettings: {
      'auth-issuer': authIssuer
      'auth-audience': authAudience
      'auth-openid-config': '${authIssuer}${endsWith(authIssuer, '/') ? '' : '/'}.well-known/openid-configuration'
      'rate-limit-calls': string(callsPerMinute)
      'rate-limit-seconds': '60'
      'quota-calls': string(callsPerDay)
      'quota-seconds': '86400'
      'menu-cache-seconds': '60'
      'unavailable-retry-seconds': '5'
      'web-origin': empty(webOrigin) ? gateway.outputs.url : webOrigin
    }
  }
}

module privateEndpoints 'modules/privateEndpoints.bicep' = if (privateNetwork) {
  scope: group
  params: { location: location, tags: tags, names: names, functionApp: privateGateway }
  dependsOn: [network, storage, serviceBus, cosmos, functionApp]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: { location: location, tags: tags, names: names, email: alertEmail }
  dependsOn: [monitoring, serviceBus]
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: { location: location, tags: tags, names: names }
  dependsOn: [monitoring]
}

@description('Resource group of the system.')
output AZURE_RESOURCE_GROUP string = group.name

@description('Function app.')
output FUNCTION_APP_NAME string = names.functionApp

@description('API Management.')
output API_MANAGEMENT_NAME string = names.gateway

@description('Where the API is.')
output API_URL string = '${gateway.outputs.url}/api'

@description('Service Bus namespace.')
output SERVICE_BUS_HOST_NAME string = serviceBus.outputs.hostName

@description('Vault with the payment provider\'s key.')
output KEY_VAULT_NAME string = names.vault
