// The queue, topic and subscription that the app uses. Names come from the code, by app.json.

import { namesType } from 'names.bicep'
import { tagsType } from 'types.bicep'

@description('Region.')
param location string

@description('Tags of every resource.')
param tags tagsType

@description('Names of the resources.')
param names namesType

@description('Reachable through private endpoints alone: only the Premium tier can.')
param private bool

var app = loadJsonContent('../app.json')
var tier = private ? 'Premium' : 'Standard'

@description('How long a message waits for its handler before it goes to the dead-letter queue: longer than any outage.')
var timeToLive = 'P14D'
@description('A client may send a command again within this time without a second effect.')
var duplicateDetectionWindow = 'PT10M'
@description('Longer than a handler takes; the host renews it for those that take longer.')
var lockDuration = 'PT1M'
@description('Deliveries before a message counts as poison.')
var maxDeliveryCount = 10

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: names.serviceBus
  location: location
  tags: tags
  sku: { name: tier, tier: tier, ...(private ? { capacity: 1 } : {}) }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: private ? 'Disabled' : 'Enabled'
  }

  // Sessions and duplicate detection cannot be changed on a queue that exists.
  resource commands 'queues' = {
    name: app.queue
    properties: {
      requiresSession: true
      requiresDuplicateDetection: true
      duplicateDetectionHistoryTimeWindow: duplicateDetectionWindow
      lockDuration: lockDuration
      maxDeliveryCount: maxDeliveryCount
      defaultMessageTimeToLive: timeToLive
      deadLetteringOnMessageExpiration: true
    }
  }

  resource events 'topics' = {
    name: app.topic
    properties: {
      requiresDuplicateDetection: true
      duplicateDetectionHistoryTimeWindow: duplicateDetectionWindow
      defaultMessageTimeToLive: timeToLive
    }

    resource points 'subscriptions' = {
      name: app.subscription
      properties: {
        requiresSession: false
        lockDuration: lockDuration
        maxDeliveryCount: maxDeliveryCount
        defaultMessageTimeToLive: timeToLive
        deadLetteringOnMessageExpiration: true
        deadLetteringOnFilterEvaluationExceptions: true
      }

      // A subscription is born with a rule of this name that lets everything through; a rule of another name would only
      // be added to it.
      resource cancellations 'rules' = {
        name: '$Default'
        properties: {
          filterType: 'CorrelationFilter'
          correlationFilter: { label: app.subject }
        }
      }
    }
  }
}

@description('Host name of the namespace.')
output hostName string = parseUri(namespace.properties.serviceBusEndpoint).host
