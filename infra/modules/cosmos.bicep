// The database and its containers. Names and partition keys come from the code, by app.json. The app's identity may not
// create containers, so every one is here, the change feed's leases too.

import { namesType } from 'names.bicep'
import { tagsType } from 'types.bicep'

@description('Region.')
param location string

@description('Tags of every resource.')
param tags tagsType

@description('Names of the resources.')
param names namesType

@description('Reachable through private endpoints alone.')
param private bool

var app = loadJsonContent('../app.json')

@description('What is queried, by container. The others are only read by id, and an index would make every write dearer.')
var indexed = {
  leases: ['/*']
  myPoints: ['/kind/?', '/position/?']
  parkedChanges: ['/*']
}

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: names.cosmos
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    capabilities: [{ name: 'EnableServerless' }]
    locations: [{ locationName: location, failoverPriority: 0, isZoneRedundant: false }]
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: private ? 'Disabled' : 'Enabled'
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: 'Continuous7Days' } }
  }

  resource database 'sqlDatabases' = {
    name: app.database
    properties: { resource: { id: app.database } }

    resource containers 'containers' = [
      for container in items(app.containers): {
        name: container.value.id
        properties: {
          resource: {
            id: container.value.id
            partitionKey: { kind: 'Hash', version: 2, paths: [container.value.partitionKey] }
            indexingPolicy: {
              indexingMode: 'consistent'
              automatic: true
              includedPaths: map(indexed[?container.key] ?? [], path => { path: path })
              excludedPaths: map(contains(indexed[?container.key] ?? [], '/*') ? ['/"_etag"/?'] : ['/*'], path => {
                path: path
              })
            }
          }
        }
      }
    ]
  }
}

@description('Endpoint of the account.')
output endpoint string = account.properties.documentEndpoint
