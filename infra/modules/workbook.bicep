// One page that shows how the shop is doing.

import { namesType } from 'names.bicep'
import { tagsType } from 'types.bicep'

@description('Region.')
param location string

@description('Tags of every resource.')
param tags tagsType

@description('Names of the resources.')
param names namesType

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = { name: names.workspace }

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(workspace.id, 'hearty-breakfast')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Hearty Breakfast'
    category: 'workbook'
    version: '1.0'
    sourceId: workspace.id
    serializedData: string(loadJsonContent('../workbook.json'))
  }
}
