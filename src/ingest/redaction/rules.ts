import { ADDRESSES } from './addresses.ts';
import { CARDS } from './cards.ts';
import { EMAILS } from './emails.ts';
import { IBANS } from './ibans.ts';
import { LETTER_NAMES } from './letter-names.ts';
import { LETTER_SHAPE } from './letter-shape.ts';
import { SIGNED_NAMES, STATED_NAMES } from './names.ts';
import { PROSE_NAMES } from './names-in-prose.ts';
import { NATIONAL_IDS, STATED_IDS } from './national-ids.ts';
import { NETWORK_ADDRESSES } from './network-addresses.ts';
import { PHONES } from './phones.ts';
import type { RedactionRule } from './rule.ts';
import { KEY_SECRETS, STATED_SECRETS } from './secrets.ts';
import { SIGNATURE_NAMES } from './signature-names.ts';
import { CHAT_NAMES, LABELLED_NAMES } from './stated-lines.ts';
import { URLS } from './urls.ts';

/** All rules, in the order they are applied: what holds another kind (a link with a mail address in it) comes first. */
export const REDACTION_RULES: readonly RedactionRule[] = [
  URLS,
  KEY_SECRETS,
  EMAILS,
  IBANS,
  CARDS,
  STATED_SECRETS,
  STATED_IDS,
  NATIONAL_IDS,
  NETWORK_ADDRESSES,
  PHONES,
  ADDRESSES,
  LETTER_SHAPE,
  STATED_NAMES,
  LABELLED_NAMES,
  CHAT_NAMES,
  LETTER_NAMES,
  SIGNATURE_NAMES,
  PROSE_NAMES,
  SIGNED_NAMES,
];
