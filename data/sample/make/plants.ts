/** Codes that customers quote, by campaign. */
export const CAMPAIGN_CODES: Readonly<Record<string, string>> = {
  'CMP-19': 'TENMIN',
  'CMP-22': 'SWAP40',
  'CMP-24': 'SAVE30',
  'CMP-27': 'NEIGHBOUR25',
  'CMP-31': 'WARM26',
};

/** The segment that each planted story lies in. */
export const PLANTED_SEGMENTS: Readonly<
  Record<string, { readonly dimension: string; readonly values: readonly string[] }>
> = {
  'sal-bacnet': { dimension: 'sales_team', values: ['Partner'] },
  'sal-hotline': { dimension: 'sales_team', values: ['Enterprise'] },
  'sal-cooling': { dimension: 'sales_team', values: ['South'] },
  'sal-fleetfee': { dimension: 'sales_team', values: ['North'] },
  'ps-roombridge': { dimension: 'solution', values: ['RoomBridge'] },
  'ps-billsync': { dimension: 'solution', values: ['BillSync'] },
  'ps-aldergate': { dimension: 'solution', values: ['Aldergate firmware'] },
  'ps-kestrel': { dimension: 'solution', values: ['Kestrel dashboard'] },
  'ps-museum': { dimension: 'solution', values: ['Torvik zone map'] },
  'mfg-relay': { dimension: 'lot', values: ['P1-2637'] },
  'mfg-display': { dimension: 'lot', values: ['L2-2611', 'L2-2614', 'L2-2619'] },
  'mfg-seal': { dimension: 'lot', values: ['V5-2629'] },
  'mfg-clip': { dimension: 'lot', values: ['L1-2608', 'L1-2609'] },
  'mfg-psu': { dimension: 'lot', values: ['G2-2615', 'G2-2622'] },
  'mkt-warm26': { dimension: 'campaign_id', values: ['CMP-31'] },
  'mkt-tradein': { dimension: 'campaign_id', values: ['CMP-22'] },
  'mkt-neighbour': { dimension: 'campaign_id', values: ['CMP-27'] },
  'mkt-flyer': { dimension: 'campaign_id', values: ['CMP-19'] },
  'mkt-saving': { dimension: 'campaign_id', values: ['CMP-24'] },
};
