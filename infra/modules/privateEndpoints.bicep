// Every resource's door into the private network. The vault has none: see keyVault.bicep.

import { namesType } from 'names.bicep'
import { tagsType } from 'types.bicep'

@description('Region.')
param location string

@description('Tags of every resource.')
param tags tagsType

@description('Names of the resources.')
param names namesType

@description('Whether the function app has one.')
param functionApp bool

resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = { name: names.storage }
resource serviceBus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = { name: names.serviceBus }
resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' existing = { name: names.cosmos }
resource site 'Microsoft.Web/sites@2025-03-01' existing = { name: names.functionApp }

var doors = [
  { service: 'blob', name: storage.name, id: storage.id }
  { service: 'queue', name: storage.name, id: storage.id }
  { service: 'table', name: storage.name, id: storage.id }
  { service: 'namespace', name: serviceBus.name, id: serviceBus.id }
  { service: 'Sql', name: cosmos.name, id: cosmos.id }
  ...(functionApp ? [{ service: 'sites', name: site.name, id: site.id }] : [])
]

module endpoints 'privateEndpoint.bicep' = [
  for door in doors: {
    params: {
      location: location
      tags: tags
      targetName: door.name
      targetId: door.id
      service: door.service
      networkName: names.network
    }
  }
]
