/** A business decision: a value, or a refusal that is a value too. Faults are thrown, refusals never are. */
export type Result<Value, Refusal> =
  | { readonly accepted: true; readonly value: Value }
  | { readonly accepted: false; readonly refusal: Refusal };

export function accept<Value>(value: Value): { readonly accepted: true; readonly value: Value } {
  return { accepted: true, value };
}

export function refuse<Refusal>(refusal: Refusal): { readonly accepted: false; readonly refusal: Refusal } {
  return { accepted: false, refusal };
}
