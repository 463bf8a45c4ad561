using '../main.bicep'

// What is deployed where nothing is chosen.

param environmentName = 'check'
param location = 'koreacentral'
param publisherEmail = 'operators@example.com'
param authIssuer = 'https://login.example.com'
param authAudience = 'hearty-breakfast'
param paymentProviderUrl = 'https://payments.example.com'
