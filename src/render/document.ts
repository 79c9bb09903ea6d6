import type { FindingState } from '../domain/finding.ts';
import type { ClaimLevel } from '../domain/measure.ts';

/** A piece of a line. Every text is plain: each printer escapes it in its own way. */
export type Inline =
  | string
  | { readonly kind: 'strong' | 'muted' | 'word'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'level'; readonly level: ClaimLevel }
  | { readonly kind: 'state'; readonly state: FindingState }
  | { readonly kind: 'spark'; readonly values: readonly number[] }
  | { readonly kind: 'break' };

/** Pieces in reading order. */
export type Line = readonly Inline[];

/** A column of a table; the first one holds the row headers. */
export interface Column {
  readonly title: string;
  readonly numeric?: boolean;
}

/** Weekly counts, oldest first, with what the chart shows in words. */
export interface Trend {
  readonly kind: 'trend';
  /** Unique in its page. */
  readonly id: string;
  /** Says the finding. */
  readonly title: string;
  /** What is counted ("tickets"). */
  readonly what: string;
  readonly values: readonly number[];
  /** One for each value. */
  readonly weeks: readonly string[];
}

/** A customer's words with the ticket they stand in. */
export interface QuoteLine {
  readonly text: string;
  readonly ticketId: string;
  readonly href: string | null;
}

/** A part of a page. Both printers, HTML and Markdown, read the same blocks: the twins cannot differ in content or order. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 3 | 4; readonly line: Line }
  | { readonly kind: 'paragraph'; readonly tone: 'plain' | 'lead' | 'small' | 'label'; readonly line: Line }
  | {
      readonly kind: 'list';
      readonly tone: 'plain' | 'lead' | 'small';
      readonly ordered: boolean;
      readonly items: readonly Line[];
    }
  | {
      readonly kind: 'facts';
      readonly rows: readonly { readonly term: string; readonly lines: readonly Line[]; readonly strong?: boolean }[];
    }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Line[])[];
    }
  | { readonly kind: 'quotes'; readonly quotes: readonly QuoteLine[] }
  | { readonly kind: 'details'; readonly summary: string; readonly blocks: readonly Block[] }
  | { readonly kind: 'group'; readonly id: string; readonly tone: 'card' | 'plain'; readonly blocks: readonly Block[] }
  | { readonly kind: 'section'; readonly id: string; readonly title: string; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'buttons';
      readonly label: string;
      readonly links: readonly { readonly text: string; readonly href: string }[];
    }
  | Trend;

/** A page before it is printed. */
export interface Document {
  readonly title: string;
  /** Small line above the title. */
  readonly kicker: Line;
  /** Lines under the title. */
  readonly masthead: readonly Line[];
  /** Warnings that belong to every number on the page. */
  readonly notices: readonly string[];
  readonly blocks: readonly Block[];
  /** Last lines of the page. */
  readonly foot: readonly Line[];
  /** Links to sibling pages, without extension; the printer adds its own. */
  readonly siblings: readonly { readonly text: string; readonly href: string }[];
}

/** A paragraph in the page's running text. */
export function paragraph(...line: Line): Block {
  return { kind: 'paragraph', tone: 'plain', line };
}

/** A list of sentences without numbers. */
export function bullets(sentences: readonly string[]): Block {
  return { kind: 'list', tone: 'plain', ordered: false, items: sentences.map((sentence) => [sentence]) };
}

/** A section, or nothing where it has no blocks: an empty block is left out of a page. */
export function section(id: string, title: string, blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'section', id, title, blocks }];
}

/** A list as a block of its own, or nothing where there is nothing to list. */
export function bulletsOrNone(sentences: readonly string[]): readonly Block[] {
  return sentences.length === 0 ? [] : [bullets(sentences)];
}

/** A block that opens on demand, or nothing where it has no blocks. */
export function details(summary: string, blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'details', summary, blocks }];
}
