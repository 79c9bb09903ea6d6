import { headerKey } from '../header-key.ts';
import { GENERIC } from './generic.ts';
import type { Preset } from './preset.ts';
import { PRESETS } from './presets.ts';

/** A preset, and how surely the headers tell it. */
export interface Detection {
  readonly preset: Preset;
  /** In [0, 1], two decimals. */
  readonly confidence: number;
}

/** Below this a guess would say more than the headers do. */
const LEAST = 0.5;

/**
 * Finds which product wrote a file. Each header of a fingerprint is a witness that is right with the probability beside it, so a preset's confidence is the
 * probability that not all of its witnesses are wrong.
 * @param source a product's or preset's name that the operator gave: then only those are asked.
 */
export function detectPreset(headers: readonly string[], source?: string): Detection {
  const keys = new Set(headers.map(headerKey));
  const asked = PRESETS.filter(({ name }) => name === source);
  const candidates = asked.length > 0 ? asked : PRESETS.filter(({ product }) => (source ?? product) === product);
  let best: Detection = { preset: candidates[0] ?? GENERIC, confidence: -1 };
  for (const preset of candidates) {
    const confidence = confidenceOf(preset, keys);
    if (confidence > best.confidence) best = { preset, confidence };
  }
  if (source === undefined && best.confidence < LEAST)
    best = { preset: GENERIC, confidence: confidenceOf(GENERIC, keys) };
  return { ...best, confidence: Math.round(best.confidence * 100) / 100 };
}

function confidenceOf({ fingerprint }: Preset, keys: ReadonlySet<string>): number {
  let wrong = 1;
  for (const [header, weight] of Object.entries(fingerprint)) if (keys.has(headerKey(header))) wrong *= 1 - weight;
  return 1 - wrong;
}
