const queue = (Name: string, Properties: object = {}) => ({
  Name,
  Properties: {
    LockDuration: 'PT1M',
    MaxDeliveryCount: 3,
    RequiresSession: false,
    RequiresDuplicateDetection: false,
    DuplicateDetectionHistoryTimeWindow: 'PT20S',
    DefaultMessageTimeToLive: 'PT1H',
    DeadLetteringOnMessageExpiration: false,
    ...Properties,
  },
});

const correlation = (Name: string, CorrelationFilter: object) => ({
  Name,
  Properties: { FilterType: 'Correlation', CorrelationFilter },
});

/** What the contract tests expect in a namespace, in the official emulator's config.json format. */
export const contractEntities = {
  UserConfig: {
    Namespaces: [
      {
        Name: 'sbemulatorns',
        Queues: [
          queue('plain'),
          queue('expiring', { DeadLetteringOnMessageExpiration: true }),
          queue('sessions', { RequiresSession: true }),
          queue('unrepeated', { RequiresDuplicateDetection: true }),
        ],
        Topics: [
          {
            Name: 'events',
            Properties: {
              DefaultMessageTimeToLive: 'PT1H',
              RequiresDuplicateDetection: true,
              DuplicateDetectionHistoryTimeWindow: 'PT20S',
            },
            Subscriptions: [
              { ...queue('everything'), Rules: [] },
              { ...queue('cancelled'), Rules: [correlation('Cancelled', { Label: 'PaymentCancelled' })] },
              {
                ...queue('seoul'),
                Rules: [correlation('Seoul', { Label: 'PaymentApproved', Properties: { city: 'Seoul' } })],
              },
            ],
          },
        ],
      },
    ],
    Logging: { Type: 'File' },
  },
};
