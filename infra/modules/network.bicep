// The optional private network: one subnet for the app, one for the gateway, one for the private endpoints.

import { namesType } from 'names.bicep'
import { subnetsType, tagsType } from 'types.bicep'

@description('Region.')
param location string

@description('Tags of every resource.')
param tags tagsType

@description('Names of the resources.')
param names namesType

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: names.network
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/22'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.20.0.0/24'
          delegations: [{ name: 'functions', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'gateway'
        properties: {
          addressPrefix: '10.20.1.0/24'
          networkSecurityGroup: { id: gatewayRules.id }
          delegations: [{ name: 'apiManagement', properties: { serviceName: 'Microsoft.Web/serverFarms' } }]
        }
      }
      { name: 'endpoints', properties: { addressPrefix: '10.20.2.0/24' } }
    ]
  }

  resource app 'subnets' existing = { name: 'app' }
  resource gateway 'subnets' existing = { name: 'gateway' }
  resource endpoints 'subnets' existing = { name: 'endpoints' }
}

// API Management wants a network security group on its subnet; the default rules are enough.
resource gatewayRules 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: '${names.network}-gateway'
  location: location
  tags: tags
}

@description('Ids of its subnets.')
output subnets subnetsType = { app: network::app.id, gateway: network::gateway.id, endpoints: network::endpoints.id }
