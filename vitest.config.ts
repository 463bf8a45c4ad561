import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { SHORT_LIVED } from './tests/support/shortLived.js';

/** The Functions library holds one app per process, and these load one, or register functions, as they are loaded. */
const WITH_AN_APP = [
  'tests/contracts/hostStreaming.test.ts',
  'tests/faults/effectBoundaries.test.ts',
  'tests/flows/services.test.ts',
  'tests/infra/{alerts,entities,gateway,package}.test.ts',
];

/** Random troubles in great number, seeded, and most of a minute each: `npm run test:endurance`. */
const ENDURANCE = ['tests/faults/crashes.test.ts', 'tests/flows/faultyProvider.test.ts'];

/**
 * What takes longest begins first, so that no worker is left alone with it at the end; beside it what mostly waits, and only
 * then what starts many processes: a provider's timeouts are not moved with the clock.
 */
const LONGEST = [
  'effectBoundaries',
  'brokerAway',
  'demo',
  'refunds',
  'overload',
  'overloadShare',
  'cancelStates',
  'interleavings',
  'serviceBusTopics',
  'fuzz',
  'isolation',
  'templates',
  'isolationGroups',
  'starting',
  'myPoint',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((name) => moduleId.endsWith(`${name}.test.ts`));
      return place < 0 ? LONGEST.length : place;
    };
    const alone = ({ project }: TestSpecification) => (project.config.isolate ? 0 : 1);
    return [...files].sort((a, b) => alone(a) - alone(b) || rank(a) - rank(b));
  }
}

const EXCLUDE = ['node_modules', 'dist'];

export default defineConfig({
  test: {
    pool: 'forks',
    // As the shops of the tests have them, and for the same reasons.
    execArgv: ['--max-semi-space-size=64', ...SHORT_LIVED],
    // One more than the cores of a small machine: shops that start and moved clocks are waited for.
    maxWorkers: 3,
    // What is built is run as it is.
    server: { deps: { external: [/\/dist\//] } },
    sequence: { sequencer: LongestFirst },
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'endurance', include: ENDURANCE, exclude: EXCLUDE } },
      { extends: true, test: { name: 'alone', include: WITH_AN_APP, exclude: EXCLUDE } },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['**/*.test.ts'],
          exclude: [...EXCLUDE, ...WITH_AN_APP, ...ENDURANCE],
          isolate: false,
        },
      },
    ],
  },
});
