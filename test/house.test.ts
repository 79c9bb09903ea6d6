import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const STEPS = ['ingest', 'vectorize', 'cluster', 'tag', 'measure', 'report', 'render'] as const;

/** Which rooms a room may import beside itself, and which packages it may name (`node:` stands for Node's own modules). */
const RULES: Readonly<Record<string, { readonly rooms: readonly string[]; readonly packages: readonly string[] }>> = {
  domain: { rooms: [], packages: [] },
  math: { rooms: [], packages: ['jstat'] },
  ingest: { rooms: ['domain', 'math'], packages: ['eld', 'html-to-text', 'libphonenumber-js'] },
  vectorize: { rooms: ['domain', 'math'], packages: ['natural'] },
  cluster: { rooms: ['domain', 'math'], packages: [] },
  tag: { rooms: ['domain', 'math'], packages: ['compromise'] },
  measure: { rooms: ['domain', 'math'], packages: [] },
  report: { rooms: ['domain', 'math'], packages: [] },
  render: { rooms: ['domain', 'math'], packages: [] },
  ports: { rooms: ['domain'], packages: [] },
  pipeline: { rooms: ['domain', 'ports', ...STEPS], packages: [] },
  config: { rooms: ['domain', ...STEPS], packages: ['zod'] },
  adapters: {
    rooms: ['domain', 'ports'],
    packages: [
      'node:',
      'csv-parse',
      'read-excel-file',
      'stream-json',
      'yauzl',
      '@electric-sql/pglite',
      'kysely',
      'pg',
      'pino',
      'piscina',
    ],
  },
  web: { rooms: ['domain', 'ports'], packages: ['node:', 'fastify'] },
  app: { rooms: ['domain', 'ports', 'config', 'pipeline', 'adapters', ...STEPS], packages: ['node:'] },
  cli: {
    rooms: ['domain', 'math', 'ports', 'config', 'pipeline', 'adapters', 'app', 'jobs', ...STEPS],
    packages: ['node:', 'commander'],
  },
  jobs: {
    rooms: ['domain', 'ports', 'config', 'pipeline', 'app', 'web', ...STEPS],
    packages: ['node:', 'bullmq', 'ioredis', 'prom-client', '@bull-board/api', '@bull-board/fastify'],
  },
  index: { rooms: ['domain', ...STEPS], packages: [] },
};

interface Import {
  readonly file: string;
  readonly target: string;
  /** A type-only import leaves nothing behind at run time. */
  readonly typeOnly: boolean;
}

const files = [...listFiles(join(ROOT, 'src')), ...listFiles(join(ROOT, 'jobs'))];
const imports = files.flatMap(readImports);

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listFiles(path) : path.endsWith('.ts') && !path.endsWith('.d.ts') ? [path] : [];
  });
}

function readImports(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      found.push({
        file,
        target: node.moduleSpecifier.text,
        typeOnly: ts.isImportDeclaration(node) ? node.importClause?.isTypeOnly === true : node.isTypeOnly,
      });
    }
    const [argument] =
      ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments : [];
    if (argument && ts.isStringLiteral(argument)) found.push({ file, target: argument.text, typeOnly: false });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function roomOf(file: string): string {
  const [first = '', second = ''] = relative(ROOT, file).split('/');
  return first === 'src' ? second.replace(/\.ts$/, '') : first;
}

function packageOf(target: string): string {
  if (target.startsWith('node:')) return 'node:';
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}

const shown = (file: string) => relative(ROOT, file);

describe('the house', () => {
  it('knows every room', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in RULES))).toEqual([]);
  });

  it('lets a room import only the rooms and packages that are its own', () => {
    const broken = imports.flatMap(({ file, target }) => {
      const room = roomOf(file);
      const rule = RULES[room];
      if (target.startsWith('.')) {
        const other = roomOf(resolve(dirname(file), target));
        return other === room || rule?.rooms.includes(other) ? [] : [`${shown(file)} imports ${other}`];
      }
      return rule?.packages.includes(packageOf(target)) ? [] : [`${shown(file)} uses ${target}`];
    });
    expect(broken).toEqual([]);
  });

  it('imports existing files by their full name', () => {
    const missing = imports.filter(
      ({ file, target }) => target.startsWith('.') && !existsSync(resolve(dirname(file), target)),
    );
    expect(missing.map(({ file, target }) => `${shown(file)}: ${target}`)).toEqual([]);
  });

  it('has no cycle of imports', () => {
    const edges = new Map(
      files.map((file) => [
        file,
        imports
          .filter((one) => one.file === file && !one.typeOnly && one.target.startsWith('.'))
          .map(({ target }) => resolve(dirname(file), target)),
      ]),
    );
    const done = new Set<string>();
    const walk = (file: string, path: readonly string[]): string[] => {
      if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file].map(shown).join(' > ')];
      if (done.has(file)) return [];
      const cycles = (edges.get(file) ?? []).flatMap((next) => walk(next, [...path, file]));
      done.add(file);
      return cycles;
    };
    expect(files.flatMap((file) => walk(file, []))).toEqual([]);
  });

  it('names each package in one room only', () => {
    const rooms = new Map<string, Set<string>>();
    for (const { file, target } of imports) {
      if (target.startsWith('.') || target.startsWith('node:')) continue;
      rooms.set(packageOf(target), (rooms.get(packageOf(target)) ?? new Set()).add(roomOf(file)));
    }
    expect(
      [...rooms].filter(([, where]) => where.size > 1).map(([name, where]) => `${name}: ${[...where].join(', ')}`),
    ).toEqual([]);
  });

  it('uses every dependency that it declares', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const used = new Set(imports.map(({ target }) => packageOf(target)));
    expect(Object.keys(dependencies).filter((name) => !used.has(name))).toEqual([]);
  });

  it('keeps clocks and chance out of the steps', () => {
    const pure = files.filter((file) => [...STEPS, 'domain', 'math'].includes(roomOf(file)));
    const impure = pure.filter((file) =>
      /Math\.random\(|Date\.now\(|new Date\(\)|performance\.|process\./.test(readFileSync(file, 'utf8')),
    );
    expect(impure.map(shown)).toEqual([]);
  });

  it('says of each exported name what it is for', () => {
    const silent = files.flatMap((file) => {
      const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
      return source.statements
        .filter(
          (node) =>
            ts.canHaveModifiers(node) &&
            ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
        )
        .filter((node) => ts.getJSDocCommentsAndTags(node).length === 0)
        .map((node) => `${shown(file)}: ${node.getText().slice(0, 60).split('\n')[0]}`);
    });
    expect(silent).toEqual([]);
  });
});
