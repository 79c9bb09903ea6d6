import type { ImportReceipt, SourceReceipt } from '../domain/receipt.ts';
import type { Page } from '../domain/report.ts';
import type { RunManifest } from '../domain/run.ts';
import { jsonPage } from './findings-json.ts';

/** `run.json`: what went into a run, with the keys of `data/schemas/run.schema.json`; only `timings` differs between two equal runs. */
export function runJson(manifest: RunManifest): Page {
  const { runId, week, version, seed, fingerprint, inputs, joins, coverage, counts, timings, warnings } = manifest;
  return jsonPage('analyst/run.json', {
    schema: 'coalface.run/1',
    run_id: runId,
    week,
    version,
    seed,
    fingerprint: {
      data: fingerprint.data,
      config: fingerprint.config,
      labels: fingerprint.labels,
      model: fingerprint.model,
    },
    inputs: inputs.map(receiptValue),
    joins: joins.map(({ kind, file, sha256, rows }) => ({ kind, file, sha256, rows })),
    coverage,
    counts,
    warnings,
    timings,
  });
}

function receiptValue(receipt: ImportReceipt): unknown {
  return {
    file: receipt.file,
    sha256: receipt.sha256,
    bytes: receipt.bytes,
    rows: receipt.rows,
    encoding: receipt.encoding,
    delimiter: receipt.delimiter,
    zone: receipt.zone,
    zone_from: receipt.zoneFrom,
    date_format: receipt.dateFormat,
    first_day: receipt.firstDay,
    last_day: receipt.lastDay,
    mapping: receipt.mapping,
    unmapped: receipt.unmapped,
    used: receipt.used,
    rejected: receipt.rejected,
    merged: receipt.merged,
    duplicate: receipt.duplicate,
    not_closed: receipt.notClosed,
    set_aside: receipt.setAside,
    out_of_window: receipt.outOfWindow,
    cut: receipt.cut,
    gaps: receipt.gaps,
    warnings: receipt.warnings,
    source: receipt.source ? sourceValue(receipt.source) : null,
  };
}

function sourceValue(source: SourceReceipt): unknown {
  return {
    preset: source.preset,
    title: source.title,
    confidence: source.confidence,
    preset_from: source.presetFrom,
    container: source.container ?? null,
    columns: source.columns.map(({ header, mappedTo }) => ({ header, mapped_to: mappedTo })),
    missing: source.missing,
    statuses: source.statuses,
    set_aside_by: source.setAsideBy,
    merged_linked: source.mergedLinked,
    dropped_rows: source.droppedRows,
    cut_share: source.cutShare,
    notes: source.notes,
    link: source.link,
  };
}
