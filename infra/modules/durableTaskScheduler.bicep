// The managed home of orchestrations, instead of the storage account.

import { namesType } from 'names.bicep'
import { tagsType } from 'types.bicep'

@description('Region.')
param location string

@description('Tags of every resource.')
param tags tagsType

@description('Names of the resources.')
param names namesType

@description('Task hub.')
var hub = 'hearty-breakfast'

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: names.scheduler
  location: location
  tags: tags
  properties: {
    sku: { name: 'Consumption' }
    // Identities decide: the scheduler has no keys. The app has no address of its own.
    ipAllowlist: ['0.0.0.0/0']
  }

  resource taskHub 'taskHubs' = {
    name: hub
    properties: {}
  }
}

@description('Task hub.')
output taskHub string = hub

@description('Endpoint of the scheduler.')
output endpoint string = scheduler.properties.endpoint
