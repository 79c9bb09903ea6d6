/** Rows of the join files. Days are `YYYY-MM-DD`, money is in major units of `currency`; undefined = not given. */
export interface Account {
  readonly accountId: string;
  readonly name: string;
  readonly domains: readonly string[];
  readonly salesRep?: string | undefined;
  readonly salesTeam?: string | undefined;
  readonly region?: string | undefined;
  readonly segment?: string | undefined;
  readonly plan?: string | undefined;
  readonly acquiredCampaignId?: string | undefined;
  readonly annualValue?: number | undefined;
  readonly currency?: string | undefined;
}

/** A won deal. */
export interface Deal {
  readonly dealId: string;
  readonly accountId: string;
  readonly closedOn: string;
  readonly stage?: string | undefined;
  readonly salesRep?: string | undefined;
  readonly salesTeam?: string | undefined;
  readonly region?: string | undefined;
  readonly product?: string | undefined;
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
  readonly kind?: 'new' | 'renewal' | undefined;
  readonly implementationPartner?: string | undefined;
}

/** A custom solution made for an account by professional services. */
export interface Project {
  readonly projectId: string;
  readonly accountId: string;
  readonly solution: string;
  readonly engineer: string;
  readonly owner?: string | undefined;
  readonly goLiveOn?: string | undefined;
  readonly endedOn?: string | undefined;
  readonly revenue?: number | undefined;
}

/** Units shipped of a product in a month (`YYYY-MM`), perhaps of one lot. */
export interface Shipment {
  readonly sku: string;
  readonly month: string;
  readonly units: number;
  readonly lot?: string | undefined;
  readonly plant?: string | undefined;
  readonly component?: string | undefined;
  readonly region?: string | undefined;
}

/** A unit that came back under warranty. `ticketId` links it to the ticket that asked for the return. */
export interface Return {
  readonly returnId: string;
  readonly sku: string;
  readonly returnedOn: string;
  readonly ticketId?: string | undefined;
  readonly serial?: string | undefined;
  readonly lot?: string | undefined;
  readonly shippedOn?: string | undefined;
  readonly failureCode?: string | undefined;
  readonly accountId?: string | undefined;
  readonly quantity: number;
  readonly cost?: number | undefined;
}

/** A marketing campaign. */
export interface Campaign {
  readonly campaignId: string;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** Codes that customers quote, upper case. */
  readonly codes: readonly string[];
  readonly channel?: string | undefined;
  readonly spend?: number | undefined;
  readonly revenue?: number | undefined;
  readonly margin?: number | undefined;
  readonly currency?: string | undefined;
  readonly audience?: string | undefined;
  readonly holdout?: string | undefined;
}

/** Whether an account saw a campaign, was held out of it, or simply was not reached. */
export interface Exposure {
  readonly campaignId: string;
  readonly accountId: string;
  readonly arm: 'exposed' | 'holdout' | 'unexposed';
  readonly margin?: number | undefined;
  readonly orders?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** All join data of a run. An undefined list means that the file was not given: its measures are refused, never zero. */
export interface Joins {
  readonly accounts?: readonly Account[] | undefined;
  readonly deals?: readonly Deal[] | undefined;
  readonly projects?: readonly Project[] | undefined;
  readonly shipments?: readonly Shipment[] | undefined;
  readonly returns?: readonly Return[] | undefined;
  readonly campaigns?: readonly Campaign[] | undefined;
  readonly exposures?: readonly Exposure[] | undefined;
}
