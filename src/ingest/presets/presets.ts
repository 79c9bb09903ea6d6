import { FRESHWORKS } from './freshworks.ts';
import { GENERIC } from './generic.ts';
import { HELP_SCOUT } from './help-scout.ts';
import { HUBSPOT } from './hubspot.ts';
import { INTERCOM } from './intercom.ts';
import { JIRA } from './jira.ts';
import { OSTICKET } from './osticket.ts';
import type { Preset } from './preset.ts';
import { REQUEST_TRACKER } from './request-tracker.ts';
import { SALESFORCE } from './salesforce.ts';
import { SERVICENOW } from './servicenow.ts';
import { ZENDESK } from './zendesk.ts';
import { ZOHO } from './zoho.ts';

/** All presets. Of two that a file fits alike the first counts; the generic one is the fallback and the last. */
export const PRESETS: readonly Preset[] = [
  ...ZENDESK,
  ...FRESHWORKS,
  ...JIRA,
  ...SERVICENOW,
  ...SALESFORCE,
  ...HUBSPOT,
  ...INTERCOM,
  ...ZOHO,
  ...HELP_SCOUT,
  ...REQUEST_TRACKER,
  ...OSTICKET,
  GENERIC,
];

/** The words that `--source` takes: products, and the kinds of export of those that have several. */
export const SOURCE_NAMES: readonly string[] = [
  ...new Set(PRESETS.flatMap(({ product, name }) => [product, name])),
].sort();

const BY_NAME: ReadonlyMap<string, Preset> = new Map(PRESETS.map((preset) => [preset.name, preset]));

/** The preset of this name. @throws RangeError where there is none: names come from our own data. */
export function presetOf(name: string): Preset {
  const preset = BY_NAME.get(name);
  if (!preset) throw new RangeError(`no preset ${name}`);
  return preset;
}
