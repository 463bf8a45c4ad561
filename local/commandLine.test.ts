import { describe, expect, it } from 'vitest';
import { readCommandLine, UsageError } from './commandLine.js';

describe('the command line', () => {
  it('has the documented defaults', () => {
    expect(readCommandLine([])).toEqual({
      ports: { functions: 7071, serviceBus: 5672, cosmos: 8081, payment: 9090 },
      dataFolder: '.local',
      verbose: false,
      isolate: false,
      help: false,
    });
  });

  it('keeps nothing on disk with --ephemeral, whatever --data says', () => {
    expect(readCommandLine(['--data', 'somewhere', '--ephemeral']).dataFolder).toBeUndefined();
  });

  it.each([
    [['--colour', 'red'], /--colour/],
    [['--port', '70000'], /--port must be a port from 0 to 65535: 70000/],
    [['--cosmos-port', 'abc'], /--cosmos-port must be a port/],
    [['--payment-port', '-1'], /--payment-port/],
    [['--service-bus-port=5.5'], /--service-bus-port must be a port/],
    [['--data', ''], /--data must name a folder/],
    [['stray'], /stray/],
  ])('names what is wrong in %j', (args, reason) => {
    expect(() => readCommandLine(args)).toThrow(UsageError);
    expect(() => readCommandLine(args)).toThrow(reason);
  });
});
