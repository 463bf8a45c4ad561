// The function app on a Flex Consumption plan. Nothing reaches its HTTP functions but the gateway: by its address, or
// through a private endpoint. A token of the gateway's identity would need the very header that carries the customer's,
// and a function key would be one more secret. Triggers pull; they are not concerned.

import { namesType } from 'names.bicep'
import { durableBackendType, tagsType } from 'types.bicep'

@description('Region.')
param location string

@description('Tags of every resource.')
param tags tagsType

@description('Names of the resources.')
param names namesType

@description('Node.js version.')
@allowed(['22', '24'])
param nodeVersion string

@description('Memory of an instance.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int

@description('The most instances of each scale group.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int

@description('Instances that always run orchestrations and activities, so that no order waits for a cold start.')
@minValue(0)
param alwaysReadyDurableInstances int

@description('Where orchestrations are kept.')
param durableBackend durableBackendType

@description('Where the package lies.')
param packageContainerUri string

@description('Host name of the Service Bus namespace.')
param serviceBusHostName string

@description('Endpoint of Cosmos DB.')
param cosmosEndpoint string

@description('Endpoint of the Durable Task Scheduler; only read where orchestrations are kept there.')
param schedulerEndpoint string

@description('Task hub of the Durable Task Scheduler; likewise.')
param schedulerTaskHub string

@description('URL of the payment provider.')
param paymentProviderUrl string

@description('Where the payment provider\'s key is.')
param paymentProviderSecretUri string

@description('Issuer of customers\' tokens.')
param authIssuer string

@description('Audience of customers\' tokens.')
param authAudience string

@description('App settings of the code that differ from its defaults.')
param settings { *: string }

@description('Addresses that the gateway alone calls from; empty: it comes through the private endpoint.')
param gatewayAddresses string[]

@description('Subnet of the app; null: no private network.')
param subnetId string?

var app = loadJsonContent('../app.json')

var identityOf = { credential: 'managedidentity', clientId: identity.properties.clientId }

// Every identity-based connection is a prefix with its own endpoint, the kind of credential and whose it is.
var connections = {
  AzureWebJobsStorage: { accountName: names.storage, ...identityOf }
  '${app.connections.serviceBus}': { fullyQualifiedNamespace: serviceBusHostName, ...identityOf }
  '${app.connections.cosmos}': { accountEndpoint: cosmosEndpoint, ...identityOf }
}

var connectionSettings = reduce(
  items(connections),
  {},
  (all, connection) =>
    union(all, toObject(items(connection.value), part => '${connection.key}__${part.key}', part => part.value))
)

// The alerts look for lines that must not be sampled away under load. What the host says of every call is, so that this
// stays cheap: requests tell the same.
var telemetrySettings = {
  AzureFunctionsJobHost__logging__applicationInsights__samplingSettings__excludedTypes: 'Exception;Event;Trace'
  AzureFunctionsJobHost__logging__logLevel__Function: 'Warning'
}

// host.json names Azure Storage; these settings override it.
var schedulerSettings = {
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DurableTaskScheduler'
  AzureFunctionsJobHost__extensions__durableTask__hubName: schedulerTaskHub
  DurableTaskScheduler: 'Endpoint=${schedulerEndpoint};TaskHub=${schedulerTaskHub};Authentication=ManagedIdentity;ClientID=${identity.properties.clientId}'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = { name: names.appIdentity }
resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: names.insights }

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: names.plan
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: names.functionApp
  location: location
  tags: { ...tags, 'azd-service-name': 'app' }
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Access restrictions decide. A private endpoint alone would shut deployments out as well.
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: subnetId
    functionAppConfig: {
      runtime: { name: 'node', version: nodeVersion }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUri
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyDurableInstances == 0
          ? []
          : [{ name: 'durable', instanceCount: alwaysReadyDurableInstances }]
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      // What comes through a private endpoint is not subject to this.
      ipSecurityRestrictionsDefaultAction: 'Deny'
      ipSecurityRestrictions: [
        for (address, index) in gatewayAddresses: {
          name: 'gateway-${index}'
          action: 'Allow'
          priority: 100 + index
          ipAddress: '${address}/32'
        }
      ]
      // Deployments come with a token of Microsoft Entra ID, from wherever the pipeline runs.
      scmIpSecurityRestrictionsUseMain: false
      scmIpSecurityRestrictionsDefaultAction: 'Allow'
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: {
      ...settings
      ...connectionSettings
      ...telemetrySettings
      ...(durableBackend == 'DurableTaskScheduler' ? schedulerSettings : {})
      AZURE_CLIENT_ID: identity.properties.clientId
      APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
      PAYMENT_PROVIDER_URL: paymentProviderUrl
      PAYMENT_PROVIDER_SECRET_KEY: '@Microsoft.KeyVault(SecretUri=${paymentProviderSecretUri})'
      AUTH_ISSUER: authIssuer
      AUTH_AUDIENCE: authAudience
    }
  }

  resource ftpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scmPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

@description('Host name of the function app.')
output hostName string = site.properties.defaultHostName
