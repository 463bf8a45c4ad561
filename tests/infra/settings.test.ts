import { beforeAll, describe, expect, it } from 'vitest';
import { CONNECTIONS } from '../../functions/shared/entities.js';
import { Settings } from '../../functions/shared/settings.js';
import { type Deployment, readDeployment } from './deployment.js';

/** Settings that the platform reads, not the app. */
const PLATFORM = [
  /^AzureWebJobsStorage__(accountName|credential|clientId)$/,
  /^AzureFunctionsJobHost__(extensions__durableTask|logging)__/,
  /^APPLICATIONINSIGHTS_(CONNECTION|AUTHENTICATION)_STRING$/,
  /^AZURE_CLIENT_ID$/,
  /^DurableTaskScheduler$/,
  new RegExp(`^(${Object.values(CONNECTIONS).join('|')})__(credential|clientId)$`),
];

/** Settings that a Flex Consumption app refuses or ignores. */
const REFUSED = /^(FUNCTIONS_|WEBSITE_|ENABLE_ORYX_BUILD$|SCM_DO_BUILD_DURING_DEPLOYMENT$)/;

const CONFIGURATIONS = ['main', 'private'] as const;

describe.each(CONFIGURATIONS)('app settings of the %s deployment', (configuration) => {
  let deployment: Deployment;
  let settings: Record<string, string>;

  beforeAll(async () => {
    deployment = await readDeployment(configuration);
    const resource = deployment.of('Microsoft.Web/sites/config').get('appsettings');
    settings = resource?.properties as Record<string, string>;
  });

  it('are enough for the app to start', () => {
    // What only Azure knows is an expression in the snapshot.
    const given = Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [name, value.startsWith('[') ? 'https://azure.example' : value]),
    );
    const { error } = Settings.safeParse(given);
    expect(error?.issues ?? []).toEqual([]);
  });

  it('are known to the app, or to the platform', () => {
    const known = Object.keys(Settings.shape);
    const unknown = Object.keys(settings).filter(
      (name) => !known.includes(name) && !PLATFORM.some((pattern) => pattern.test(name)),
    );
    expect(unknown).toEqual([]);
  });

  it('are none that the plan refuses', () => {
    expect(Object.keys(settings).filter((name) => REFUSED.test(name))).toEqual([]);
  });

  it('name the identity of every connection', () => {
    for (const connection of ['AzureWebJobsStorage', ...Object.values(CONNECTIONS)]) {
      expect(settings[`${connection}__credential`]).toBe('managedidentity');
      expect(settings[`${connection}__clientId`]).toContain('id-app-');
    }
  });

  it('ask for a token of everybody', () => {
    expect(settings.AUTH_ISSUER).toMatch(/^https:/);
    expect(settings.AUTH_AUDIENCE).not.toBe('');
  });

  it("hold no secret: the provider's key is a reference, and there is no key or connection string of Azure's", () => {
    expect(settings.PAYMENT_PROVIDER_SECRET_KEY).toContain('@Microsoft.KeyVault(SecretUri=');
    expect(deployment.text).not.toMatch(/AccountKey=|SharedAccessKey=|listKeys\(/i);
  });
});

describe('local authentication', () => {
  it('is off wherever there is such a thing', async () => {
    const deployment = await readDeployment('main');
    const off = (type: string, property: string) => {
      const [resource] = deployment.of(type).values();
      return resource?.properties?.[property];
    };
    expect(off('Microsoft.ServiceBus/namespaces', 'disableLocalAuth')).toBe(true);
    expect(off('Microsoft.DocumentDB/databaseAccounts', 'disableLocalAuth')).toBe(true);
    expect(off('Microsoft.Storage/storageAccounts', 'allowSharedKeyAccess')).toBe(false);
    expect(off('Microsoft.Insights/components', 'DisableLocalAuth')).toBe(true);
    expect(off('Microsoft.OperationalInsights/workspaces', 'features')).toMatchObject({ disableLocalAuth: true });
    expect(off('Microsoft.KeyVault/vaults', 'enableRbacAuthorization')).toBe(true);
    for (const { properties } of deployment.of('Microsoft.Web/sites/basicPublishingCredentialsPolicies').values()) {
      expect(properties?.allow).toBe(false);
    }
  });
});
