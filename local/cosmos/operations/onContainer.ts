import { MINIMUM } from '../charges/table.js';
import type { Answer, Call, Operation } from '../http/operation.js';
import type { Container } from '../model/container.js';

/**
 * An operation on the items of a container: paid from its budget, and answered, whatever the answer, only once
 * everything that it may tell of is stored.
 */
export const onContainer =
  (operate: (container: Container, call: Call) => Answer | Promise<Answer>): Operation =>
  async (call) => {
    const { account, meters, address } = call;
    const container = account.owner(address.database, address.container);
    meters.admit(container);
    let charge = MINIMUM;
    try {
      const answer = await operate(container, call);
      charge = answer.charge;
      return answer;
    } catch (error) {
      await container.whenStored();
      throw error;
    } finally {
      meters.spend(container, charge);
    }
  };
