// The API as the gateway serves it: imported from the document that the code makes, guarded by the policies beside it.

import { namesType } from 'names.bicep'
import { gatewayTierType } from 'types.bicep'

@description('Names of the resources.')
param names namesType

@description('Tier of the gateway.')
param tier gatewayTierType

@description('Host name of the function app.')
param functionAppHostName string

@description('What the policies ask for; see main.bicep.')
param policySettings { *: string }

// What differs by tier is a fragment of its own; the policies stay whole files.
var fragments = {
  authentication: loadTextContent('../policies/authentication.xml')
  correlation: loadTextContent('../policies/correlation.xml')
  limits: loadTextContent('../policies/limits.xml')
  quota: tier == 'StandardV2' ? loadTextContent('../policies/noQuota.xml') : loadTextContent('../policies/quota.xml')
  problem: loadTextContent('../policies/problem.xml')
}

// Named values hold one line each.
var namedValues = {
  ...policySettings
  problems: base64(string(loadJsonContent('../policies/problems.json')))
}

@description('One backend for reading, one for changing: reading goes on while payment is overloaded. How many failures open its circuit.')
var circuits = {
  queries: 20
  commands: 10
}

resource gateway 'Microsoft.ApiManagement/service@2024-05-01' existing = {
  name: names.gateway
}

@batchSize(1)
resource values 'Microsoft.ApiManagement/service/namedValues@2024-05-01' = [
  for value in items(namedValues): {
    parent: gateway
    name: value.key
    properties: { displayName: value.key, value: value.value }
  }
]

@batchSize(1)
resource policyFragments 'Microsoft.ApiManagement/service/policyFragments@2024-05-01' = [
  for fragment in items(fragments): {
    parent: gateway
    name: fragment.key
    properties: { format: 'rawxml', value: fragment.value }
    dependsOn: [values]
  }
]

@batchSize(1)
resource backends 'Microsoft.ApiManagement/service/backends@2024-05-01' = [
  for circuit in items(circuits): {
    parent: gateway
    name: circuit.key
    properties: {
      protocol: 'http'
      url: 'https://${functionAppHostName}/api'
      tls: { validateCertificateChain: true, validateCertificateName: true }
      circuitBreaker: {
        rules: [
          {
            name: circuit.key
            failureCondition: {
              count: circuit.value
              interval: 'PT10S'
              statusCodeRanges: [{ min: 500, max: 599 }]
            }
            // Whoever is turned away meanwhile is asked to come back after as long.
            tripDuration: 'PT${policySettings['unavailable-retry-seconds']}S'
            acceptRetryAfter: true
          }
        ]
      }
    }
  }
]

resource everyApi 'Microsoft.ApiManagement/service/policies@2024-05-01' = {
  parent: gateway
  name: 'policy'
  properties: { format: 'rawxml', value: loadTextContent('../policies/global.xml') }
  dependsOn: [policyFragments]
}

resource api 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: gateway
  name: 'hearty-breakfast'
  properties: {
    displayName: 'Hearty Breakfast'
    path: 'api'
    protocols: ['https']
    // Customers come with a token, not with a key of the gateway's.
    subscriptionRequired: false
    format: 'openapi+json'
    value: loadTextContent('../openapi.json')
    serviceUrl: 'https://${functionAppHostName}/api'
  }

  resource policy 'policies' = {
    name: 'policy'
    properties: { format: 'rawxml', value: loadTextContent('../policies/api.xml') }
    dependsOn: [policyFragments, backends]
  }

  resource getMenu 'operations' existing = {
    name: 'getMenu'

    resource policy 'policies' = {
      name: 'policy'
      properties: { format: 'rawxml', value: loadTextContent('../policies/getMenu.xml') }
      dependsOn: [values]
    }
  }
}
