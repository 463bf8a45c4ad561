// What wakes somebody up. docs/operating.md says what to do about each.

import { namesType } from 'names.bicep'
import { tagsType } from 'types.bicep'

@description('Region.')
param location string

@description('Tags of every resource.')
param tags tagsType

@description('Names of the resources.')
param names namesType

@description('Who is told; empty: alerts are shown, and nobody is told.')
param email string

@description('What is looked for in the telemetry, every five minutes.')
var searches = [
  {
    name: 'circuit-open'
    title: 'The payment circuit is open'
    query: loadTextContent('../queries/circuitOpen.kql')
    severity: 2
    window: 'PT5M'
  }
  {
    name: 'saga-failed'
    title: 'A payment saga failed'
    query: loadTextContent('../queries/sagaFailed.kql')
    severity: 1
    window: 'PT5M'
  }
  {
    name: 'projection-lag'
    title: 'MyPoint lags behind the ledger'
    query: loadTextContent('../queries/projectionLag.kql')
    severity: 2
    window: 'PT30M'
  }
  {
    name: 'refund-parked'
    title: 'A refund was parked'
    query: loadTextContent('../queries/refundParked.kql')
    severity: 1
    window: 'PT5M'
  }
  {
    name: 'change-parked'
    title: 'A change of the ledger was parked'
    query: loadTextContent('../queries/changeParked.kql')
    severity: 1
    window: 'PT5M'
  }
]

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = { name: names.serviceBus }
resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = { name: names.workspace }

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: names.operators
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'operators'
    enabled: true
    emailReceivers: empty(email) ? [] : [{ name: 'operators', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'Messages lie in a dead-letter queue'
    severity: 1
    enabled: true
    autoMitigate: true
    scopes: [namespace.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead-letters'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
          skipMetricValidation: true
        }
      ]
    }
    actions: [{ actionGroupId: operators.id }]
  }
}

resource found 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for search in searches: {
    name: search.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: search.title
      severity: search.severity
      enabled: true
      autoMitigate: true
      scopes: [workspace.id]
      evaluationFrequency: 'PT5M'
      windowSize: search.window
      // The tables come into being with the first telemetry.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: search.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [operators.id] }
    }
  }
]
