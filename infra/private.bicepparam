using 'main.bicep'

// Everything that can be chosen, for the snapshot beside it.

param environmentName = 'check'
param location = 'koreacentral'
param publisherEmail = 'operators@example.com'
param authIssuer = 'https://login.example.com'
param authAudience = 'hearty-breakfast'
param webOrigin = 'https://www.example.com'
param paymentProviderUrl = 'https://payments.example.com'
param gatewayTier = 'StandardV2'
param privateNetwork = true
param durableBackend = 'DurableTaskScheduler'
param alwaysReadyDurableInstances = 1
param alertEmail = 'operators@example.com'
param settings = { PAYMENT_TIMEOUT_MS: '2000' }
param operator = { principalId: '00000000-0000-0000-0000-0000000000aa', principalType: 'Group' }
