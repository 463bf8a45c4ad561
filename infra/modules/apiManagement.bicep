// The gateway itself. What it serves is in gatewayApi.bicep, which needs the function app, which needs its addresses.

import { namesType } from 'names.bicep'
import { gatewayTierType, tagsType } from 'types.bicep'

@description('Region.')
param location string

@description('Tags of every resource.')
param tags tagsType

@description('Names of the resources.')
param names namesType

@description('Tier.')
param tier gatewayTierType

@description('Who publishes the API, as developers see it.')
param publisherName string

@description('Where the platform sends its mail.')
param publisherEmail string

@description('Subnet to call the function app from; null: over the Internet.')
param subnetId string?

var classic = tier != 'StandardV2'

// Only today's protocols. The tiers of the second generation know no others, and no such settings.
var oldProtocols = map(
  [
    'Security.Protocols.Tls10'
    'Security.Protocols.Tls11'
    'Security.Protocols.Ssl30'
    'Security.Backend.Protocols.Tls10'
    'Security.Backend.Protocols.Tls11'
    'Security.Backend.Protocols.Ssl30'
    'Security.Ciphers.TripleDes168'
  ],
  name => 'Microsoft.WindowsAzure.ApiManagement.Gateway.${name}'
)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: names.gatewayIdentity
}
resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: names.insights }

resource service 'Microsoft.ApiManagement/service@2024-05-01' = {
  name: names.gateway
  location: location
  tags: tags
  sku: { name: tier, capacity: 1 }
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    publisherName: publisherName
    publisherEmail: publisherEmail
    apiVersionConstraint: { minApiVersion: '2021-08-01' }
    customProperties: classic ? toObject(oldProtocols, name => name, name => 'false') : null
    virtualNetworkType: subnetId == null ? 'None' : 'External'
    virtualNetworkConfiguration: subnetId == null ? null : { subnetResourceId: subnetId }
  }

  resource logger 'loggers' = {
    name: 'application-insights'
    properties: {
      loggerType: 'applicationInsights'
      resourceId: insights.id
      credentials: {
        connectionString: insights.properties.ConnectionString
        identityClientId: identity.properties.clientId
      }
    }
  }

  resource diagnostics 'diagnostics' = {
    name: 'applicationinsights'
    properties: {
      loggerId: logger.id
      httpCorrelationProtocol: 'W3C'
      alwaysLog: 'allErrors'
      logClientIp: false
      metrics: true
      // What a client can quote; see policies/correlation.xml.
      frontend: { response: { headers: ['x-correlation-id'] } }
      sampling: { samplingType: 'fixed', percentage: 10 }
    }
  }
}

@description('URL of the gateway.')
output url string = service.properties.gatewayUrl

@description('Addresses that are the gateway\'s alone; empty: it has none.')
output addresses string[] = classic ? service.properties.publicIPAddresses : []
