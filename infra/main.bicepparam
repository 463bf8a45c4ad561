using 'main.bicep'

// Read from the environment: azd's own (azd env set NAME value), a pipeline's, or the shell's. Names without a default
// must be set.

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param publisherEmail = readEnvironmentVariable('PUBLISHER_EMAIL')
param authIssuer = readEnvironmentVariable('AUTH_ISSUER')
param authAudience = readEnvironmentVariable('AUTH_AUDIENCE')
param webOrigin = readEnvironmentVariable('WEB_ORIGIN', '')
param paymentProviderUrl = readEnvironmentVariable('PAYMENT_PROVIDER_URL')
param paymentProviderSecretKey = readEnvironmentVariable('PAYMENT_PROVIDER_SECRET_KEY', '')
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param gatewayTier = readEnvironmentVariable('GATEWAY_TIER', 'Developer')
param durableBackend = readEnvironmentVariable('DURABLE_BACKEND', 'AzureStorage')
param privateNetwork = bool(readEnvironmentVariable('PRIVATE_NETWORK', 'false'))
param alwaysReadyDurableInstances = int(readEnvironmentVariable('ALWAYS_READY_DURABLE_INSTANCES', '0'))
param settings = json(readEnvironmentVariable('APP_SETTINGS', '{}'))

// Whoever deploys operates, unless somebody else is named.
var operatorPrincipalId = readEnvironmentVariable(
  'OPERATOR_PRINCIPAL_ID',
  readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
)

param operator = empty(operatorPrincipalId)
  ? null
  : { principalId: operatorPrincipalId, principalType: readEnvironmentVariable('OPERATOR_PRINCIPAL_TYPE', 'User') }
