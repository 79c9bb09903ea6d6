import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { renderCsv } from '../../src/render/csv.ts';

const FORMULAS = ['=1+1', '+49 30', '-12', '@cmd', '\tx', '\rx'];

describe('renderCsv', () => {
  it('reads back as what was written', () => {
    const cells = ['plain', 'comma, inside', 'quote " inside', 'line\nend', "don't", '', 'ünïcödé'];
    expect(parse(renderCsv(['a', 'b', 'c', 'd', 'e', 'f', 'g'], [cells], 'guarded'))[1]).toEqual(cells);
  });

  it('guards text that a spreadsheet would run, and no number', () => {
    const rows = parse(
      renderCsv(
        ['a', 'b'],
        FORMULAS.map((text) => [text, -1.5]),
        'guarded',
      ),
    );
    expect(rows.slice(1)).toEqual(FORMULAS.map((text) => [`'${text}`, '-1.5']));
  });

  it('leaves text alone where raw is asked for', () => {
    expect(
      parse(
        renderCsv(
          ['a'],
          FORMULAS.map((text) => [text]),
          'raw',
        ),
      ).slice(1),
    ).toEqual(FORMULAS.map((text) => [text]));
  });

  it('writes a byte order mark and semicolons for Excel, still guarded', () => {
    expect(renderCsv(['a', 'b'], [['=1', 'x;y']], 'excel')).toBe('\ufeffa;b\n\'=1;"x;y"\n');
  });

  it('leaves a cell empty where the value is known to be none', () => {
    expect(renderCsv(['a', 'b'], [[null, 0]], 'guarded')).toBe('a,b\n,0\n');
  });
});
