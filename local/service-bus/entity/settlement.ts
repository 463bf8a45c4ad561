import type { ApplicationProperties } from '../message/applicationProperties.js';

/** What a receiver decides about a message that it holds. `properties` overwrite application properties. */
export type Settlement =
  | { readonly kind: 'complete' }
  | { readonly kind: 'abandon' | 'defer'; readonly properties: ApplicationProperties }
  | {
      readonly kind: 'deadLetter';
      readonly reason: string | undefined;
      readonly description: string | undefined;
      readonly properties: ApplicationProperties;
    };
