// The payment provider's key, the only secret of the system.

import { namesType } from 'names.bicep'
import { tagsType } from 'types.bicep'

@description('Region.')
param location string

@description('Tags of every resource.')
param tags tagsType

@description('Names of the resources.')
param names namesType

@description('The payment provider\'s key. Empty: the one that is in the vault stays.')
@secure()
param paymentProviderSecretKey string

@description('Name of the secret.')
var secretName = 'payment-provider-secret-key'

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = { name: names.workspace }

// Open to the network, guarded by roles alone: the platform resolves the app's reference from outside of its network.
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: names.vault
  location: location
  tags: tags
  properties: {
    sku: { family: 'A', name: 'standard' }
    tenantId: tenant().tenantId
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 7
    enablePurgeProtection: true
  }

  resource secret 'secrets' = if (!empty(paymentProviderSecretKey)) {
    name: secretName
    properties: { value: paymentProviderSecretKey, contentType: 'text/plain' }
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspace.id
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

@description('Where the secret is, in its newest version.')
output secretUri string = '${vault.properties.vaultUri}secrets/${secretName}'
