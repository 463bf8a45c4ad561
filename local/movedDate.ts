import type { Clock } from './clock.js';

/** Makes `Date` in this process follow a clock that a test moves, so that the app lives in the same time as its host. */
export function followClock(clock: Clock): void {
  const RealDate = Date;
  const offset = (): number => clock.movedByMs;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [RealDate.now() + offset()] : args, newTarget),
    apply: () => new RealDate(RealDate.now() + offset()).toString(),
    get: (target, property, receiver) =>
      property === 'now' ? () => RealDate.now() + offset() : Reflect.get(target, property, receiver),
  });
}
