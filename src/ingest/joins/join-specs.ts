import type { AuditLabel } from '../../domain/audit.ts';
import { CORRECTION_KINDS, type Correction } from '../../domain/correction.ts';
import type { Account, Campaign, Deal, Exposure, Project, Return, Shipment } from '../../domain/join.ts';
import { type CellReader, causes, dealKind, lowerWords, number, oneOf, text, upperWords } from './column-types.ts';

/** The row type of each kind of join file. */
export interface JoinTypes {
  readonly accounts: Account;
  readonly deals: Deal;
  readonly projects: Project;
  readonly shipments: Shipment;
  readonly returns: Return;
  readonly campaigns: Campaign;
  readonly exposures: Exposure;
  readonly audit: AuditLabel;
  readonly corrections: Correction;
}

/** A kind of join file; also its flag. */
export type JoinKind = keyof JoinTypes;

/** How one field is read. `day` and `month` are calendar dates whose format is voted on by the whole column. */
export interface FieldSpec {
  /** Canonical column of the contract. */
  readonly column: string;
  readonly read: CellReader<unknown> | 'day' | 'month';
  /** True where a row without it is a reject and a file without it is refused. */
  readonly required?: boolean;
  /** Other spellings. */
  readonly aliases?: readonly string[];
  /** Value where the cell is empty or the column absent. */
  readonly otherwise?: unknown;
}

type Spec<T> = { readonly [K in keyof Required<T>]: FieldSpec };

function need(column: string, read: FieldSpec['read'] = text, ...aliases: string[]): FieldSpec {
  return { column, read, required: true, aliases };
}

function may(column: string, read: FieldSpec['read'] = text, ...aliases: string[]): FieldSpec {
  return { column, read, aliases };
}

/** The columns of every join file: field of the domain type -> column. */
export const JOIN_SPECS: { readonly [K in JoinKind]: Spec<JoinTypes[K]> } = {
  accounts: {
    accountId: need('account_id', text, 'accountid', 'id', 'record id'),
    name: need('name', text, 'account_name', 'company name'),
    domains: { ...may('domains', lowerWords, 'domain', 'website', 'company domain name'), otherwise: [] },
    salesRep: may('sales_rep', text, 'owner', 'account owner'),
    salesTeam: may('sales_team', text, 'team'),
    region: may('region', text, 'territory'),
    segment: may('segment'),
    plan: may('plan'),
    acquiredCampaignId: may('acquired_campaign_id'),
    annualValue: may('annual_value', number, 'arr'),
    currency: may('currency'),
  },
  deals: {
    dealId: need('deal_id', text, 'opportunity_id', 'record id', 'id'),
    accountId: need('account_id', text, 'accountid', 'associated company id'),
    closedOn: need('closed_at', 'day', 'close_date', 'closedate', 'closed_on'),
    stage: may('stage', text, 'stagename', 'deal stage'),
    salesRep: may('sales_rep', text, 'owner', 'opportunity owner', 'deal owner'),
    salesTeam: may('sales_team', text, 'team', 'owner role'),
    region: may('region', text, 'territory'),
    product: may('product'),
    amount: may('amount', number),
    currency: may('currency'),
    kind: may('kind', dealKind, 'type'),
    implementationPartner: may('implementation_partner', text, 'partner'),
  },
  projects: {
    projectId: need('project_id', text, 'id'),
    accountId: need('account_id', text, 'accountid'),
    solution: need('solution', text, 'module', 'name'),
    engineer: need('engineer'),
    owner: may('owner', text, 'project manager', 'pm'),
    goLiveOn: may('go_live_at', 'day', 'go_live_date', 'go_live'),
    endedOn: may('end_at', 'day', 'end_date'),
    revenue: may('revenue', number),
  },
  shipments: {
    sku: need('sku', text, 'item', 'item_code', 'matnr'),
    month: need('month', 'month', 'ship_month', 'ship_date'),
    units: need('units', number, 'quantity', 'qty'),
    lot: may('lot', text, 'batch', 'charg'),
    plant: may('plant'),
    component: may('component'),
    region: may('region', text, 'territory'),
  },
  returns: {
    returnId: need('return_id', text, 'rma_id', 'rma', 'id'),
    sku: need('sku', text, 'item', 'item_code', 'matnr'),
    returnedOn: need('returned_at', 'day', 'return_date', 'complaint_date'),
    ticketId: may('ticket_id', text, 'case number'),
    serial: may('serial', text, 'serial_no', 'serial number'),
    lot: may('lot', text, 'batch', 'charg'),
    shippedOn: may('shipped_at', 'day', 'ship_date'),
    failureCode: may('failure_code', text, 'fault code'),
    accountId: may('account_id', text, 'accountid'),
    // A row without a quantity is one unit that came back.
    quantity: { ...may('quantity', number, 'qty'), otherwise: 1 },
    cost: may('cost', number),
  },
  campaigns: {
    campaignId: need('campaign_id', text, 'id'),
    name: need('name', text, 'campaign', 'campaign name'),
    startsOn: need('starts_at', 'day', 'start', 'startdate', 'start date'),
    endsOn: need('ends_at', 'day', 'end', 'enddate', 'end date'),
    codes: { ...may('codes', upperWords, 'code', 'promo code', 'utm_campaign'), otherwise: [] },
    channel: may('channel', text, 'type'),
    spend: may('spend', number, 'actualcost', 'cost', 'amount spent'),
    revenue: may('revenue', number, 'attributed_revenue'),
    margin: may('margin', number),
    currency: may('currency', text, 'currency code'),
    audience: may('audience'),
    holdout: may('holdout'),
  },
  exposures: {
    campaignId: need('campaign_id'),
    accountId: need('account_id', text, 'accountid'),
    arm: need('arm', oneOf('exposed', 'holdout', 'unexposed'), 'group'),
    margin: may('margin', number),
    orders: may('orders', number),
    from: may('from', 'day'),
    to: may('to', 'day'),
  },
  audit: {
    ticketId: need('ticket_id', text, 'id'),
    causes: need('causes', causes, 'cause'),
    auditor: may('auditor'),
    at: may('at', 'day', 'date'),
    stratum: may('stratum'),
    stratumSize: may('stratum_size', number),
  },
  corrections: {
    kind: need('kind', oneOf(...CORRECTION_KINDS)),
    ticketId: may('ticket_id'),
    topicId: may('topic_id'),
    value: need('value'),
    by: may('by', text, 'author'),
    at: may('at', 'day', 'date'),
    reason: may('reason', text, 'note'),
  },
};

/** All kinds of join files. */
export const JOIN_KINDS = Object.keys(JOIN_SPECS) as readonly JoinKind[];
