// Run as a process of its own: opens the embedded store in the folder given, saves one ticket, says so, and holds the store until it is killed.
import { openEmbeddedStore } from '../../../src/adapters/store/embedded.ts';
import type { IsoWeek } from '../../../src/domain/week.ts';
import { stored, ticket } from '../../contract/ticket.ts';

const store = await openEmbeddedStore(process.argv[2] ?? '');
await store.saveTickets([stored(ticket('held', '2026-W46' as IsoWeek))]);
console.log('holding');
setInterval(() => {}, 60_000);
