import type { Column } from './columns.ts';
import type { Row } from './read-row.ts';
import type { SourceProfile } from './source-profile.ts';

const COLUMNS: readonly Column[] = ['ticket_id', 'serial', 'lot', 'sku', 'project_id', 'campaign_code', 'merged_into'];
/** Headers of columns that number orders, bills, consignments, contracts and devices, in the languages of the redaction. */
const ORDER =
  /order|purchase|\bpo\b|invoice|rma|shipment|consignment|tracking|contract|asset|device|imei|auftrag|bestell|rechnung|lieferschein|vertrag|commande|facture|contrat|colis|pedido|factura|albar[áa]n|ordine|fattura|bolla|factuur|zending|contratt?o|zam[óo]wieni|faktur|umow|best[äa]llning|avtal|nota fiscal|encomenda|fatura/i;
const MAX_LENGTH = 200;

const places = new WeakMap<SourceProfile, readonly number[]>();

/** A row's own numbers, which other data joins on and redaction must therefore leave in its texts: of the ticket, its device and lot, its orders and the like. */
export function joinKeys(row: Row, profile: SourceProfile): readonly string[] {
  const keys = COLUMNS.map((column) => row.text(column));
  for (const at of orderPlaces(profile)) {
    const cell = row.cells[at]?.trim() ?? '';
    if (cell !== '' && cell.length <= MAX_LENGTH) keys.push(...cell.split(/\s*[,;|\n]\s*/));
  }
  return keys.filter((key) => key !== '');
}

function orderPlaces(profile: SourceProfile): readonly number[] {
  const known = places.get(profile);
  if (known) return known;
  const found = profile.extra.filter(({ header, isPerson }) => !isPerson && ORDER.test(header)).map(({ at }) => at);
  places.set(profile, found);
  return found;
}
