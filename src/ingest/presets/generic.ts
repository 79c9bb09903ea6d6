import type { Preset } from './preset.ts';

/** Any other table: Coalface's own columns, and the headers that helpdesks commonly use. */
export const GENERIC: Preset = {
  name: 'generic',
  product: 'generic',
  title: 'table of tickets',
  fingerprint: {
    handle_minutes: 0.6,
    resolution_minutes: 0.6,
    first_response_minutes: 0.6,
    sla_breached: 0.5,
    account_id: 0.3,
    campaign_code: 0.5,
    service_level: 0.4,
    merged_into: 0.4,
    closed_at: 0.3,
    error_code: 0.3,
  },
  columns: {},
  status: { closed: [] },
  mergeTags: ['closed_by_merge'],
  zone: 'ask',
  csat: { good: 5, okay: 3, ok: 3, bad: 1 },
  conversation: { kind: 'own' },
  rowCaps: [10_000],
};
