/** The pure steps of Coalface and their types: for those who build on it. Nothing here reads a file, a clock or the network. */
export { type AssignOptions, assign } from './cluster/assign.ts';
export { type Clustered, cluster } from './cluster/cluster.ts';
export { fitTopics, type TopicFit, type TopicOptions } from './cluster/fit-topics.ts';
export type { AuditLabel } from './domain/audit.ts';
export { CAUSES, type Cause, type CauseRule, type CauseRules } from './domain/cause.ts';
export type { Coverage } from './domain/coverage.ts';
export {
  CoalfaceError,
  ConfigError,
  ContractError,
  InputError,
  PublishError,
  SourceError,
  StoreError,
} from './domain/errors.ts';
export type { Finding, LedgerEntry, Quote } from './domain/finding.ts';
export type { Joins } from './domain/join.ts';
export type { Answer, Issue, Measure, Measures, Refusal, Segment } from './domain/measure.ts';
export type { ImportReceipt } from './domain/receipt.ts';
export type { FirstLook, Overview, Page, Report } from './domain/report.ts';
export type { ReportSettings, RunManifest } from './domain/run.ts';
export type { Tag, TicketTags } from './domain/tag.ts';
export type { RawTicket, RedactedText, Reject, Ticket, TicketId } from './domain/ticket.ts';
export type { Assignment, Topic, TopicId, TopicRegistry } from './domain/topic.ts';
export type { Embedding, VectorBlock } from './domain/vector.ts';
export { type IsoWeek, parseWeek, weekOf } from './domain/week.ts';
export { type IngestContext, type Ingested, ingest } from './ingest/ingest.ts';
export { type SourceProfile, startProfile } from './ingest/source-profile.ts';
export { type MeasureInput, measure } from './measure/measure.ts';
export { type RenderSettings, render, renderFirstLook, renderIndex, type WeekPages } from './render/render.ts';
export { lookBack } from './report/first-look.ts';
export { report, type WeekReports } from './report/report.ts';
export { parseCauseRules } from './tag/parse-cause-rules.ts';
export { tag } from './tag/tag.ts';
export { type FitOptions, fit } from './vectorize/fit.ts';
export { transform } from './vectorize/transform.ts';
