const REACH = 80;

/** Words of ten languages whose number names a thing. */
const WORDS = [
  'order|ticket|case|serial|s\\/n|sn|lot|batch|invoice|reference|ref|part|model|sku|rma|tracking|shipment|delivery|error|item|asset|firmware|version|article|quote|contract|po|p\\/n|pn|imei|ean|upc|gtin|job|unit|meter|policy|account|customer|consignment|parcel|build|claim|project|tool id|device id',
  'charge[n]?|fehler|artikel|bestell\\p{L}{0,8}|auftrag\\p{L}{0,8}|rechnung\\p{L}{0,8}|serien\\p{L}{0,8}|vertrag\\p{L}{0,8}|kunden\\p{L}{0,8}|vorgang\\p{L}{0,8}|sendung\\p{L}{0,8}|beleg|los|angebot|police',
  'commande|facture|s[ée]rie|dossier|contrat|colis|devis|lot|r[ée]f[ée]rence|avoir|num[ée]ro de s[ée]rie',
  'pedido|factura|lote|lotes|referencia|contrato|p[óo]liza|incidencia|seguimiento|albar[áa]n|art[íi]culo|pieza',
  'ordine|fattura|lotto|matricola|pratica|contratto|bolla|riferimento|articolo|codice|polizza|spedizione',
  'bestelling|factuur\\p{L}{0,7}|serie\\p{L}{0,7}|partij|klantnummer|onderdeel|zending|offerte|polis|melding|referentie|dossier',
  'encomenda|fatura|refer[êe]ncia|ap[óo]lice|protocolo|artigo|pe[çc]a',
  'zam[óo]wieni\\p{L}{1,3}|faktur\\p{L}{1,7}|seryjny\\p{L}{0,2}|seryjnym|partia|partii|umow\\p{L}{1,3}|paczk\\p{L}{1,3}|cz[ęe][śs][ćc]|artyku[łl]|zg[łl]oszeni\\p{L}{1,3}',
  'best[äa]llning|parti|[äa]rende|avtal|kundnummer|paket|ordernummer|artikelnummer',
].join('|');
const LINK =
  'number|numbers|num|no|nr|nro|id|n[°ºo]|nummer|numer|numero|número|numéro|de|del|di|is|was|ist|code|est|es|to|jest|är';

/** A number right after one of these words (or after another such number) names a thing, not a person. */
const THING = new RegExp(
  `(?:(?<![\\p{L}\\p{N}])(?:${WORDS})(?![\\p{L}\\p{N}])[\\s.:#-]{0,3}(?:(?:${LINK})[\\s.:#-]{1,3}){0,3}|#\\s?)(?:(?=[A-Z-]{0,19}\\d)[\\dA-Z-]{2,20}(?:[\\s,;/&]{1,3}|\\s(?:and|und|et|y|or|e|en|i|och)\\s)){0,4}$`,
  'iu',
);

/** Whether what stands at a place is the number of an order, a serial, a version or another thing: it must survive, for other data join on it. */
export function namesThing(text: string, at: number): boolean {
  if (at === 0) return false;
  return text[at - 1] === '#' || THING.test(text.slice(Math.max(0, at - REACH), at));
}
