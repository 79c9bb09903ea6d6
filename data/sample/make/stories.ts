import type { Cause } from '../../../src/domain/cause.ts';

/** What a group of the sample's tickets is about. Prose is written by hand from it; the numbers below are the plant. */
export interface Story {
  readonly id: string;
  readonly causes: readonly Cause[];
  /** Course over the 13 weeks, as planted. */
  readonly course: 'new' | 'steady' | 'growing' | 'fixed' | 'ordinary' | 'negative';
  /** Tickets of each week, 2026-W34 first. */
  readonly weekly: readonly number[];
  readonly skus: readonly string[];
  /** Lots that the units come from, where it matters. */
  readonly lots?: readonly string[];
  /** Accounts of this sales team only. */
  readonly team?: string;
  /** How many different accounts write, at most. */
  readonly accounts?: number;
  readonly project?: string;
  readonly campaign?: string;
  readonly resolver?: string;
  /** Share of the tickets that the resolver closes. */
  readonly resolverShare?: number;
  readonly handle: readonly [number, number];
  readonly brief: string;
  readonly angles: readonly string[];
}

const flat = (count: number, last = count): number[] => [...Array<number>(12).fill(count), last];

const CAUSED: readonly Story[] = [
  {
    id: 'sal-bacnet', causes: ['sales'], course: 'new', weekly: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12], skus: ['HPC-300', 'HPC-500'], team: 'Partner', accounts: 11, handle: [20, 55],
    brief: 'Partner sales told buyers that the HPC controller talks BACnet/IP to a building management system without extra hardware. It has Modbus only; BACnet needs a third-party converter of about 900 euro.',
    angles: ['integrator at commissioning finds no BACnet menu', 'a datasheet line the seller pencilled in', 'the seller showed it in a demo on his laptop', 'school contract with BMS deadline', 'asks who pays for the converter', 'quote position 4 reads "BACnet ready"'],
  },
  {
    id: 'sal-hotline', causes: ['sales'], course: 'steady', weekly: [3, 3, 2, 3, 3, 3, 4, 3, 3, 2, 3, 3, 3], skus: ['FLEET', 'HPC-500', 'GW-40'], team: 'Enterprise', accounts: 8, handle: [15, 45],
    brief: 'Enterprise sellers assured round-the-clock phone support with an engineer within four hours. The contract has office hours and next business day.',
    angles: ['night breakdown, hotline plays a tape', 'weekend, tenants freezing, nobody answered', 'asks for the 4 hour engineer they were assured', 'compares what was said in the negotiation with the order form', 'facility manager quotes an e-mail of the account manager', 'angry board member wants it in writing'],
  },
  {
    id: 'sal-cooling', causes: ['sales'], course: 'growing', weekly: [0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7], skus: ['HPC-300', 'HPC-500', 'T2'], team: 'South', accounts: 24, handle: [12, 35],
    brief: 'South sellers said that the cooling mode for the heat-pump controller would be out by September. It is not released and has no date.',
    angles: ['hot autumn in the south, no cooling in the menu', 'installer promised date by rep, customers call him', 'was the deciding point for the order', 'asks for the update that should have come in September', 'wants to return the devices', 'villa complex, guests complain', 'rep does not answer any more'],
  },
  {
    id: 'sal-fleetfee', causes: ['sales'], course: 'fixed', weekly: [5, 6, 5, 5, 4, 3, 2, 1, 0, 0, 0, 0, 0], skus: ['FLEET'], team: 'North', accounts: 8, handle: [10, 30],
    brief: 'North sellers said that the Fleet app stays free of charge for three years. After 30 days a monthly fee per device was charged.',
    angles: ['first invoice came as a surprise', 'quote says licence included', 'landlord with 60 flats does the sum', 'wants the fee refunded', 'was assured on the phone before signing', 'offer mail from the seller attached'],
  },
  {
    id: 'sal-boiler', causes: ['sales'], course: 'steady', weekly: [1, 2, 1, 1, 2, 1, 1, 2, 1, 2, 1, 1, 2], skus: ['T2', 'GW-20'], accounts: 14, handle: [15, 40],
    brief: 'Sellers of several teams said that the T2 would run with the old Veska oil boilers (230 V switching, no OpenTherm). It does not, an extra relay box is needed.',
    angles: ['installer stands in front of the boiler', 'the seller had a photo of the boiler', 'compatibility list given at purchase was wrong', 'elderly owner bought on advice', 'asks for the relay box free of charge'],
  },
  {
    id: 'ps-roombridge', causes: ['professional-services'], course: 'steady', weekly: [2, 2, 1, 2, 2, 1, 2, 2, 2, 1, 2, 2, 2], skus: ['FLEET', 'GW-40'], project: 'PRJ-104', resolver: 'Marek Dvorak', resolverShare: 1, handle: [70, 190],
    brief: 'RoomBridge: a bridge that our services engineer Marek Dvorak programmed for the Hotel Lindenhof group; it turns room bookings into heating set points. It breaks often, only Marek can mend it, no runbook.',
    angles: ['booked rooms stay cold', 'bridge stopped after the night restart', 'support cannot see its logs', 'waited until Marek was back from holiday', 'new hotel added, mapping unknown', 'duplicate set points fight each other'],
  },
  {
    id: 'ps-billsync', causes: ['professional-services'], course: 'new', weekly: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12], skus: ['FLEET'], project: 'PRJ-111', resolver: 'Ines Castro', resolverShare: 0.8, handle: [50, 120],
    brief: 'BillSync: a nightly script that services (Ines Castro) built for five property managers to carry consumption into their billing program. Since the Fleet release of this week it writes empty or doubled lines.',
    angles: ['billing run stopped, file is empty', 'lines are doubled', 'asks who maintains the script', 'deadline of heating-cost statement', 'other support agent found no documentation', 'columns moved'],
  },
  {
    id: 'ps-aldergate', causes: ['professional-services'], course: 'growing', weekly: [0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5], skus: ['HPC-500'], project: 'PRJ-107', resolver: 'Tom Okafor', resolverShare: 0.7, handle: [45, 130],
    brief: 'Aldergate Homes runs a firmware built only for its estate (two-stage hot water by Tom Okafor). It can not take normal updates; faults differ from the standard and support has no source.',
    angles: ['update refused on special build', 'hot water at wrong times', 'error code not in any manual', 'engineer on site does not know this version', 'asks for the person who made it', 'one block works, the next does not'],
  },
  {
    id: 'ps-kestrel', causes: ['professional-services'], course: 'fixed', weekly: [4, 3, 3, 3, 2, 2, 1, 1, 0, 0, 0, 0, 0], skus: ['FLEET'], project: 'PRJ-102', resolver: 'Marek Dvorak', resolverShare: 0.6, handle: [40, 100],
    brief: 'Kestrel Schools had a dashboard made to measure by services; it showed yesterday\'s values or none. Replaced by the standard view in October.',
    angles: ['figures on the wall screen are frozen', 'teacher reports blank tiles', 'caretaker cannot log in to the special page', 'values differ from the app', 'nobody at support knows the page'],
  },
  {
    id: 'ps-museum', causes: ['professional-services'], course: 'steady', weekly: [1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1], skus: ['GW-40', 'RV-5'], project: 'PRJ-109', resolver: 'Ines Castro', resolverShare: 0.5, handle: [40, 110],
    brief: 'City Museum Torvik: zone map typed by hand by our project engineer for 140 valves and humidity rules; each change needs the engineer, nobody else understands the table.',
    angles: ['new exhibition, zones must move', 'humidity rule fires at night', 'valve replaced, map no longer fits', 'table with cryptic names', 'asks for training or a manual'],
  },
  {
    id: 'mfg-relay', causes: ['manufacturing'], course: 'new', weekly: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 13], skus: ['HPC-300'], lots: ['P1-2637'], accounts: 13, handle: [25, 60],
    brief: 'HPC-300 of lot P1-2637: the pump relay welds shut after a few days, pump never stops, controller clicks, error E41. Fresh units, proper installation.',
    angles: ['pump runs all night', 'clicking and E41 after four days', 'installer swapped two units, same lot', 'smell of hot plastic, switched off', 'heating bill, house 27 degrees', 'restart helps for an hour'],
  },
  {
    id: 'mfg-display', causes: ['manufacturing'], course: 'steady', weekly: [3, 3, 3, 3, 3, 4, 3, 3, 3, 3, 3, 3, 3], skus: ['T2'], lots: ['L2-2611', 'L2-2614', 'L2-2619'], accounts: 36, handle: [10, 25],
    brief: 'T2 thermostats of several lots: display gets dark stripes or missing segments within weeks, without any knock.',
    angles: ['stripe through the temperature', 'digits half missing', 'three of ten in one house', 'new out of the box', 'mirror-writing joke of a pensioner', 'photo attached'],
  },
  {
    id: 'mfg-seal', causes: ['manufacturing'], course: 'growing', weekly: [0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6], skus: ['RV-5'], lots: ['V5-2629'], accounts: 26, handle: [15, 40],
    brief: 'RV-5 radiator valves of lot V5-2629 drip at the spindle: the seal ring is deformed from the factory.',
    angles: ['puddle on parquet', 'plumber shows crooked ring', 'dripping after first heating', 'stain under the radiator', 'ten valves, four drip', 'asks for replacement of the whole box'],
  },
  {
    id: 'mfg-clip', causes: ['manufacturing'], course: 'fixed', weekly: [4, 4, 4, 3, 3, 2, 2, 1, 0, 0, 0, 0, 0], skus: ['T1'], lots: ['L1-2608', 'L1-2609'], accounts: 22, handle: [6, 18],
    brief: 'T1: the clip of the battery cover is brittle and breaks when first opened, cover falls off, contact lost. New mould since September.',
    angles: ['snapped at first battery change', 'holds with tape', 'arrived with a crack inside the sealed box', 'batteries fall out', 'landlord with 30 of them'],
  },
  {
    id: 'mfg-psu', causes: ['manufacturing'], course: 'steady', weekly: [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2], skus: ['GW-20'], lots: ['G2-2615', 'G2-2622'], accounts: 18, handle: [12, 30],
    brief: 'GW-20 gateway: supplied power pack hums and dies, gateway dead on arrival or after days.',
    angles: ['dead on arrival, no LED', 'whistling noise then silence', 'with another power pack it runs', 'measured 2 volts instead of 5', 'second one in a month'],
  },
  {
    id: 'mkt-warm26', causes: ['marketing'], course: 'new', weekly: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 14], skus: ['FLEET'], campaign: 'CMP-31', accounts: 14, handle: [8, 20],
    brief: 'Autumn mail "A free year of Fleet" with code WARM26: the shop refuses the code or charges full price; the small print (new contracts only) was not in the mail.',
    angles: ['code refused at checkout', 'charged full price', 'existing customer feels cheated', 'mail said today only', 'screenshot of the mail', 'asks to honour the offer'],
  },
  {
    id: 'mkt-tradein', causes: ['marketing'], course: 'steady', weekly: [2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 3], skus: ['T2'], campaign: 'CMP-22', accounts: 28, handle: [8, 22],
    brief: 'Trade-in landing page: promises 40 euro for "any old thermostat", but only five models are accepted and the voucher takes weeks.',
    angles: ['old device rejected', 'voucher did not come', 'page says any thermostat', 'sent it in, now has none', 'form asks for a serial that old ones lack'],
  },
  {
    id: 'mkt-neighbour', causes: ['marketing'], course: 'growing', weekly: [0, 1, 1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6], skus: ['T2', 'T1'], campaign: 'CMP-27', accounts: 26, handle: [8, 20],
    brief: 'Refer-a-neighbour scheme: credit of 25 euro does not arrive, links expire, both sides are sent in circles.',
    angles: ['neighbour bought, no credit', 'link says expired', 'two credits became none', 'conditions changed after joining', 'retired teacher recruited five'],
  },
  {
    id: 'mkt-flyer', causes: ['marketing'], course: 'fixed', weekly: [4, 4, 3, 3, 3, 2, 1, 1, 0, 0, 0, 0, 0], skus: ['HPC-300'], campaign: 'CMP-19', accounts: 20, handle: [12, 35],
    brief: 'Flyer "Heat-pump controller: fitted by yourself in 10 minutes" in letter boxes: home owners bought a device that only an electrician may connect.',
    angles: ['opened the box, wires', 'flyer in hand, wants money back', 'electrician refuses', 'did not know it needs a heat pump', 'daughter writes for her father'],
  },
  {
    id: 'mkt-saving', causes: ['marketing'], course: 'steady', weekly: [1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 1, 2, 1], skus: ['T2', 'T1'], campaign: 'CMP-24', accounts: 15, handle: [8, 20],
    brief: 'Radio and web advert "saves 30 percent, guaranteed": customers see no saving and ask for the guarantee, of which no terms exist.',
    angles: ['bill went up', 'asks for the guarantee form', 'advert heard on the radio', 'compares two years', 'tenant, cannot see the bill'],
  },
];

const ordinary = (id: string, weekly: readonly number[], skus: readonly string[], brief: string, angles: readonly string[]): Story => ({
  id: `ord-${id}`, causes: [], course: 'ordinary', weekly, skus, handle: [4, 22], brief, angles,
});

const ORDINARY: readonly Story[] = [
  ordinary('wifi', flat(4, 6), ['T2', 'GW-20'], 'Pairing with the home Wi-Fi fails for everyday reasons: 5 GHz, password, router moved.', ['new router', 'guest network', 'mesh', 'special characters in password', 'pairing light blinks']),
  ordinary('login', flat(4, 6), ['APP'], 'Cannot log in to the app: forgotten password, mail not arriving, second phone.', ['reset mail missing', 'new phone', 'two accounts', 'locked after attempts', 'spouse needs access']),
  ordinary('schedule', flat(3, 5), ['T1', 'T2', 'APP'], 'How to set or copy weekly heating programmes.', ['night shift worker', 'copy days', 'school holidays', 'two zones', 'schedule ignored because of manual mode']),
  ordinary('update', flat(3, 4), ['HPC-300', 'HPC-500', 'GW-40'], 'Questions about a normal firmware update: how, when, stuck at some percent and then fine.', ['how to start it', 'stuck and then fine', 'release notes', 'wants to postpone', 'which version']),
  ordinary('invoice', flat(4, 6), ['FLEET'], 'Needs a copy of an invoice, other address, VAT number, payment day.', ['copy for tax', 'VAT id', 'cost centre', 'new bank', 'two invoices in one mail']),
  ordinary('move', flat(3, 4), ['T2', 'APP'], 'Moving house or tenant change: hand over or delete devices.', ['new owner', 'tenant left with account', 'taking it along', 'data of previous owner', 'landlord change']),
  ordinary('reading', flat(3, 5), ['T1', 'T2', 'RV-5'], 'Room temperature shown differs because of where the device hangs or offset settings.', ['above radiator', 'draught', 'offset', 'behind curtain', 'cheap thermometer']),
  ordinary('powercut', flat(3, 4), ['HPC-300', 'HPC-500'], 'Controller shows E12 after a power cut in the street; reset helps.', ['after storm', 'clock wrong', 'reset button', 'asks what E12 means', 'fuse']),
  ordinary('geofence', flat(3, 4), ['APP'], 'Location switching does not notice leaving or coming home because of phone settings.', ['battery saver', 'permission', 'two phones', 'train commuter', 'radius']),
  ordinary('roles', flat(3, 5), ['FLEET'], 'Users and rights in Fleet: add a colleague, take away rights, see only one building.', ['new colleague', 'read only', 'left the company', 'building groups', 'audit trail']),
  ordinary('api', flat(2, 3), ['FLEET'], 'Developer questions on the documented public API: limits, tokens, paging.', ['rate limit', 'token expired', 'paging', 'sandbox', 'webhook docs']),
  ordinary('parts', flat(3, 5), ['T1', 'RV-5', 'GW-20'], 'Orders a spare part: wall plate, adapter ring, screws, cable.', ['wall plate', 'adapter ring', 'lost screws', 'colour', 'price of ten']),
  ordinary('wiring', flat(4, 5), ['HPC-300', 'HPC-500', 'T1'], 'Installer asks which terminal a wire goes to.', ['zone valve', 'two pumps', 'outdoor sensor', 'dry contact', 'old drawing']),
  ordinary('holiday', flat(3, 4), ['APP', 'T2'], 'Holiday mode: start, end, forgot to switch off, frost protection.', ['forgot', 'date picker', 'second home', 'frost', 'back earlier']),
  ordinary('energy', flat(3, 4), ['APP', 'FLEET'], 'Understanding the energy report: units, gaps, compare months.', ['gap in chart', 'kWh vs euro', 'compare months', 'heating hours', 'PDF']),
  ordinary('voice', flat(3, 4), ['APP'], 'Links the voice assistant by the normal published skill; wants commands.', ['skill linking', 'room names', 'language of assistant', 'speaker in kitchen', 'two homes']),
  ordinary('offline', flat(4, 6), ['GW-20', 'GW-40'], 'Gateway offline because the provider changed the router or cable.', ['provider swap', 'cable', 'firewall', 'static address', 'fibre moved']),
  ordinary('notify', flat(2, 4), ['APP'], 'Too many or no notifications; how to set them.', ['night alarms', 'sound', 'no push', 'e-mail digest', 'frost warning']),
  ordinary('delivery', flat(3, 5), ['T2', 'RV-5'], 'Where is my parcel, wrong address, order change.', ['tracking stuck', 'holiday address', 'change quantity', 'pick-up point', 'partial delivery']),
  ordinary('cancel', flat(2, 3), ['FLEET'], 'Ends or pauses a subscription, ordinary reasons.', ['building sold', 'season', 'too many licences', 'fewer devices', 'end of project']),
];

const negative = (id: string, near: string, skus: readonly string[], brief: string): Story => ({
  id: `neg-${id}`, causes: [], course: 'negative', weekly: [0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1], skus, handle: [5, 25], brief: `NEAR MISS for ${near}, but NOT that cause: ${brief}`, angles: [],
});

const NEGATIVE: readonly Story[] = [
  negative('supporttold', 'sales', ['T2'], 'our own SUPPORT gave wrong information earlier (chat or phone); no seller took part.'),
  negative('manual', 'sales', ['HPC-300'], 'the manual or web help says something else than the device does; nobody sold anything on it.'),
  negative('ownpromise', 'sales', ['FLEET'], 'the customer himself promised his tenants or client something and is now under pressure.'),
  negative('wish', 'sales', ['APP'], 'wish for a feature, openly said that nobody promised it.'),
  negative('renewal', 'sales', ['FLEET'], 'question about renewal conditions or list price next year.'),
  negative('billing', 'sales', ['FLEET'], 'a billing slip: charged twice, wrong quantity; corrected.'),
  negative('kept', 'sales', ['HPC-500'], 'praises the seller: everything as promised; has an ordinary question.'),
  negative('brokefeature', 'sales', ['APP'], 'a feature that exists and was shown at purchase stopped working after a phone update; software.'),
  negative('ownscript', 'professional services', ['FLEET'], 'the customer\'s own script against our public API broke because of his own change.'),
  negative('standard', 'professional services', ['APP'], 'a standard published integration (calendar, voice) has a hiccup; support solved it with the help article.'),
  negative('buyps', 'professional services', ['FLEET'], 'asks to buy a custom integration or a quote from professional services.'),
  negative('visit', 'professional services', ['HPC-500'], 'arranges an ordinary installation or training visit by our engineer.'),
  negative('custommade', 'professional services', ['T2'], 'uses the words custom or tailor-made for his furniture or schedule, not for our work.'),
  negative('carrier', 'manufacturing', ['T2'], 'parcel crushed by the carrier, box torn, claims with the courier.'),
  negative('wear', 'manufacturing', ['T1'], 'a nine to twelve years old unit gave up; expected wear.'),
  negative('wrongwire', 'manufacturing', ['HPC-300'], 'broken by wrong wiring of the owner or electrician; says so.'),
  negative('lightning', 'manufacturing', ['GW-20'], 'lightning or surge killed it.'),
  negative('appbug', 'manufacturing', ['APP'], 'calls an app crash a "defect" or "faulty product"; software update mended it.'),
  negative('batteries', 'manufacturing', ['T1'], 'batteries were simply empty.'),
  negative('lotquestion', 'manufacturing', ['RV-5'], 'asks for the lot or batch number or a certificate for his records, nothing is broken.'),
  negative('dropped', 'manufacturing', ['T2'], 'device dropped, dog or child or painter damaged it.'),
  negative('newsletter', 'marketing', ['APP'], 'how to get or leave the newsletter; no complaint.'),
  negative('ownmail', 'marketing', ['FLEET'], 'uses Fleet to mail his own tenants (the product\'s message feature, "campaign" tab).'),
  negative('praiseoffer', 'marketing', ['T2'], 'happy with an offer that worked; has an ordinary question.'),
  negative('contractprice', 'marketing', ['FLEET'], 'discount agreed in his frame contract, wants to see it in the order.'),
];

/** All stories of the sample company. */
export const STORIES: readonly Story[] = [...CAUSED, ...ORDINARY, ...NEGATIVE];
