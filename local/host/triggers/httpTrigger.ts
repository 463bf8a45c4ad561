import * as z from 'zod';
import type { HttpAnswer, HttpMessage } from '../http/message.js';
import { statusOnly } from '../http/message.js';
import { httpDataOf } from '../http/request.js';
import { answerOf } from '../http/response.js';
import { orderIdIn } from '../invocation/orderId.js';
import type { TriggerKind } from './trigger.js';

const Options = z.object({
  route: z.string().optional(),
  methods: z.array(z.string()).default(['GET', 'POST']),
});

/** The order that a request was about: in its route, in the Location of its answer, in its body. */
function orderOf(
  message: HttpMessage,
  params: Readonly<Record<string, string>>,
  answer: HttpAnswer | undefined,
): string | undefined {
  const location = answer?.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
  return params.orderId ?? /\/orders\/([^/?]+)/.exec(location ?? '')?.[1] ?? orderIdIn(message.body);
}

export const httpTrigger: TriggerKind = {
  type: 'httpTrigger',
  bind(target, { invoker, router, log }) {
    const options = Options.parse(target.trigger);
    const route = options.route || target.name;
    const methods = options.methods.map((method) => method.toUpperCase());

    async function answer(message: HttpMessage, params: Readonly<Record<string, string>>): Promise<HttpAnswer> {
      if (message.chunked && message.body.length > 0) {
        const cause = 'Azure hands over no body that comes without a Content-Length (chunked)';
        log.write('warn', 'host', `${target.name}: ${cause}, so the function sees an empty one.`);
      }
      const { traceparent, tracestate } = message.headers;
      try {
        return await invoker.call(target, {
          input: { http: httpDataOf(message, params) },
          ...(traceparent !== undefined && { traceParent: traceparent }),
          ...(tracestate !== undefined && { traceState: tracestate }),
          finish: async (returned) => answerOf(await returned.encode()),
          outcome: ({ status }) => String(status),
          order: (answered) => orderOf(message, params, answered),
        });
      } catch {
        return statusOnly(500); // The invoker has logged why; the caller learns nothing, as on Azure.
      }
    }

    return {
      route,
      methods,
      register: () => router.add({ name: target.name, route, methods, target: answer }),
    };
  },
};
