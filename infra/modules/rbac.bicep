// Every role that the system grants: the least one, at the narrowest scope that works.

import { namesType } from 'names.bicep'
import { cosmosRoles, roles } from 'roles.bicep'
import { durableBackendType, operatorType } from 'types.bicep'

@description('Names of the resources.')
param names namesType

@description('Who replays dead letters and rotates the provider\'s key; null: nobody yet.')
param operator operatorType?

@description('Where orchestrations are kept.')
param durableBackend durableBackendType

var database = loadJsonContent('../app.json').database
var roleDefinitions = 'Microsoft.Authorization/roleDefinitions'

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = { name: names.appIdentity }
resource gateway 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: names.gatewayIdentity
}
resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = { name: names.storage }
resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' existing = { name: names.cosmos }
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: names.vault }
resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: names.insights }
resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' existing = { name: names.scheduler }

// The host's leases and the package want Owner; Durable Functions keeps messages in queues and history in tables.
resource appOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [
    roles.storageBlobDataOwner
    ...(durableBackend == 'AzureStorage' ? [roles.storageQueueDataContributor, roles.storageTableDataContributor] : [])
  ]: {
    scope: storage
    name: guid(storage.id, app.id, role)
    properties: {
      roleDefinitionId: subscriptionResourceId(roleDefinitions, role)
      principalId: app.properties.principalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource appOnScheduler 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (durableBackend == 'DurableTaskScheduler') {
  scope: scheduler
  name: guid(scheduler.id, app.id, roles.durableTaskDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId(roleDefinitions, roles.durableTaskDataContributor)
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

module appOnMessages 'rbacMessaging.bicep' = {
  params: {
    names: names
    key: app.id
    principal: { principalId: app.properties.principalId, principalType: 'ServicePrincipal' }
  }
}

module operatorOnMessages 'rbacMessaging.bicep' = if (operator != null) {
  params: { names: names, key: operator!.principalId, principal: operator! }
}

// Data in Cosmos DB is guarded by roles of its own.
resource appOnData 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = {
  parent: cosmos
  name: guid(cosmos.id, app.id, cosmosRoles.dataContributor)
  properties: {
    roleDefinitionId: '${cosmos.id}/sqlRoleDefinitions/${cosmosRoles.dataContributor}'
    principalId: app.properties.principalId
    scope: '${cosmos.id}/dbs/${database}'
  }
}

resource operatorOnData 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = if (operator != null) {
  parent: cosmos
  name: guid(cosmos.id, operator!.principalId, cosmosRoles.dataContributor)
  properties: {
    roleDefinitionId: '${cosmos.id}/sqlRoleDefinitions/${cosmosRoles.dataContributor}'
    principalId: operator!.principalId
    scope: '${cosmos.id}/dbs/${database}'
  }
}

// The vault holds nothing but the secret that the app reads.
resource appOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, app.id, roles.keyVaultSecretsUser)
  properties: {
    roleDefinitionId: subscriptionResourceId(roleDefinitions, roles.keyVaultSecretsUser)
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource operatorOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (operator != null) {
  scope: vault
  name: guid(vault.id, operator!.principalId, roles.keyVaultSecretsOfficer)
  properties: {
    roleDefinitionId: subscriptionResourceId(roleDefinitions, roles.keyVaultSecretsOfficer)
    ...operator!
  }
}

resource appOnTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, app.id, roles.monitoringMetricsPublisher)
  properties: {
    roleDefinitionId: subscriptionResourceId(roleDefinitions, roles.monitoringMetricsPublisher)
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource gatewayOnTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, gateway.id, roles.monitoringMetricsPublisher)
  properties: {
    roleDefinitionId: subscriptionResourceId(roleDefinitions, roles.monitoringMetricsPublisher)
    principalId: gateway.properties.principalId
    principalType: 'ServicePrincipal'
  }
}
