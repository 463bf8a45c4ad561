import type { CosmosDBHandler } from '@azure/functions';
import { LedgerEntry } from './domain/ledgerEntry.js';
import { emptySummary, type MyPointEntry, type MyPointSummary, project } from './domain/myPoint.js';
import type { CustomerState, MyPointView } from './myPoint/view.js';

/** Sets a document aside that cannot be projected, with the reason, so that it holds up nobody. */
export type Park = (document: unknown, reason: string) => Promise<void>;

/** A transactional batch holds 100 operations: a summary and so many entries. */
const MOST_ENTRIES = 99;

/** Change feed of the ledger: keeps MyPoint up to date. Seeing a change again, or late, changes nothing. */
export const projectMyPoint =
  (view: MyPointView, park: Park): CosmosDBHandler =>
  async (documents) => {
    const byCustomer = new Map<string, LedgerEntry[]>();
    for (const document of documents) {
      const parsed = LedgerEntry.safeParse(document);
      if (!parsed.success) await park(document, parsed.error.message);
      else byCustomer.set(parsed.data.customerId, [...(byCustomer.get(parsed.data.customerId) ?? []), parsed.data]);
    }
    await Promise.all([...byCustomer].map(([customerId, changes]) => projectCustomer(view, customerId, changes)));
  };

const NOTHING_YET: CustomerState = { summary: undefined, entries: new Map() };

async function projectCustomer(view: MyPointView, customerId: string, changes: readonly LedgerEntry[]): Promise<void> {
  for (let from = 0; from < changes.length; from += MOST_ENTRIES) {
    const some = changes.slice(from, from + MOST_ENTRIES);
    if (await addNew(view, customerId, some)) continue;
    const state = await view.read(
      customerId,
      some.map(({ paymentId }) => paymentId),
    );
    const change = projectAll(customerId, some, state);
    if (change.entries.length > 0 && !(await view.write(change, state))) {
      throw new Error(`MyPoint of ${customerId} changed meanwhile`);
    }
  }
}

/** Most changes are points that nobody has seen yet: these need no look at what is there. @returns whether that was all */
async function addNew(view: MyPointView, customerId: string, changes: readonly LedgerEntry[]): Promise<boolean> {
  if (changes.some(({ status }) => status !== 'accrued')) return false;
  return view.add(projectAll(customerId, changes, NOTHING_YET));
}

function projectAll(customerId: string, changes: readonly LedgerEntry[], state: CustomerState) {
  let summary: MyPointSummary = state.summary?.value ?? emptySummary(customerId);
  const changed = new Map<string, MyPointEntry>();
  for (const ledger of changes) {
    const before = changed.get(ledger.paymentId) ?? state.entries.get(ledger.paymentId)?.value;
    const projection = project(ledger, before, summary);
    if (!projection) continue;
    summary = projection.summary;
    changed.set(ledger.paymentId, projection.entry);
  }
  return { summary, entries: [...changed.values()] };
}
