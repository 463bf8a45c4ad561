// What somebody may do who sends and handles the app's messages: the app itself, and whoever replays dead letters.

import { namesType } from 'names.bicep'
import { roles } from 'roles.bicep'
import { operatorType } from 'types.bicep'

@description('Names of the resources.')
param names namesType

@description('Who it is.')
param principal operatorType

@description('Tells its grants from those of others.')
param key string

var app = loadJsonContent('../app.json')
var sender = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
var receiver = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataReceiver)

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: names.serviceBus

  resource commands 'queues' existing = { name: app.queue }
  resource events 'topics' existing = {
    name: app.topic

    resource points 'subscriptions' existing = { name: app.subscription }
  }
}

resource sendsCommands 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: namespace::commands
  name: guid(namespace::commands.id, key, sender)
  properties: { roleDefinitionId: sender, ...principal }
}

resource receivesCommands 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: namespace::commands
  name: guid(namespace::commands.id, key, receiver)
  properties: { roleDefinitionId: receiver, ...principal }
}

resource sendsEvents 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: namespace::events
  name: guid(namespace::events.id, key, sender)
  properties: { roleDefinitionId: sender, ...principal }
}

// On the subscription: a grant on its topic does not reach it.
resource receivesEvents 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: namespace::events::points
  name: guid(namespace::events::points.id, key, receiver)
  properties: { roleDefinitionId: receiver, ...principal }
}
