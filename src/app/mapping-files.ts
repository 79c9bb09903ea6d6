import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InputError } from '../domain/errors.ts';
import { type Mapping, mappingOf, parseMapping, printMapping } from '../ingest/mapping.ts';
import { detectPreset } from '../ingest/presets/detect-preset.ts';
import type { SourceProfile } from '../ingest/source-profile.ts';
import type { SourcePlan } from '../pipeline/staged.ts';
import { digest } from './open-context.ts';

/** A file's mapping file. */
export interface MappingPlace {
  /** Name of the ticket file. */
  readonly file: string;
  readonly path: string;
  /** Whether it is there, or would be written. */
  readonly isThere: boolean;
}

const HASH_LENGTH = 12;

/** The folder of mapping files in Coalface's home. */
export function mappingFolder(home: string): string {
  return join(home, 'mappings');
}

/** Reads a mapping file that was named. @throws InputError `mapping-missing` or `bad-mapping` */
export function readMapping(path: string): Mapping {
  return parseMapping(readText(path), basename(path));
}

/** The mapping that was written for files with these headers, if there is one. @throws InputError `bad-mapping` */
export function findMapping(
  headers: readonly string[],
  source: string | undefined,
  folder: string | undefined,
): Mapping | undefined {
  if (folder === undefined) return undefined;
  const path = placeOf(headers, detectPreset(headers, source).preset.name, folder);
  return existsSync(path) ? readMapping(path) : undefined;
}

/** Where the mapping of each file lies, or will lie, in order of the files. */
export function mappingPlaces(plans: readonly SourcePlan[], folder: string): readonly MappingPlace[] {
  return plans.map(({ table, profile }) => {
    const path = placeOf(profile.headers, profile.preset, folder);
    return { file: table.name, path, isThere: existsSync(path) };
  });
}

/** Writes the mapping of each file beside the ones that are there, which stay as people left them. @returns the places as they were before */
export function writeMappings(plans: readonly SourcePlan[], folder: string): readonly MappingPlace[] {
  const places = mappingPlaces(plans, folder);
  for (const [at, { path }] of places.entries()) {
    if (existsSync(path)) continue;
    mkdirSync(folder, { recursive: true });
    const draft = `${path}.${process.pid}.tmp`;
    writeFileSync(draft, printMapping(mappingOf((plans[at] as SourcePlan).profile as SourceProfile)));
    renameSync(draft, path);
  }
  return places;
}

function placeOf(headers: readonly string[], preset: string, folder: string): string {
  return join(folder, `${preset}-${digest(JSON.stringify(headers)).slice(0, HASH_LENGTH)}.json`);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const message = `expected a mapping file that can be read, got ${(cause as NodeJS.ErrnoException).code}; check the path`;
    throw new InputError('mapping-missing', { file: basename(path) }, message, { cause });
  }
}
