import { speakerOf, type ThreadTurn } from './thread-speaker.ts';

/** What is known of a ticket's persons when its thread is split. */
export interface ThreadPersons {
  /** The requester as the row names it; compared with names in the thread without regard to case and order. */
  readonly requester?: string | undefined;
}

/** A piece of a thread that was written into one cell. */
export interface ThreadPart {
  readonly who: 'customer' | 'agent' | 'system';
  /** False for work notes and internal comments. */
  readonly public: boolean;
  readonly text: string;
}

/** Fewer turns than this are a form or a sentence rather than a thread. */
const MIN_TURNS = 2;
/** So many words has the first line of what a person says; a form's field ("Agent: Bob") has fewer. */
const MIN_WORDS = 3;

/**
 * Keeps the speakers of a plain-text thread apart: journal headers as ServiceNow writes them (`2026-11-02 10:14 - Jane Doe (Work notes)`), and lines that begin with
 * a role (`Customer:`, `Agent (internal):`, `[10:14] Support:`). A speaker whose part in it is unknown counts as an agent whose words are private.
 * @returns oldest first (journals are written newest first); undefined where the text is no thread.
 */
export function splitThread(text: string, persons: ThreadPersons = {}): readonly ThreadPart[] | undefined {
  if (!text.includes(':')) return undefined;
  const turns = readTurns(text.split(/\r\n?|\n/), persons);
  const said = turns.filter(({ lines }) => lines.some((line) => line.trim() !== ''));
  const labelled = said.filter(({ kind }) => kind !== 'before');
  if (!isThread(labelled)) return undefined;
  const parts = said.map(({ who, open, lines }) => ({ who, public: open, text: lines.join('\n').trim() }));
  return isNewestFirst(labelled) ? parts.reverse() : parts;
}

interface Turn extends ThreadTurn {
  readonly lines: string[];
}

function readTurns(lines: readonly string[], { requester = '' }: ThreadPersons): readonly Turn[] {
  // What stands above the first label is whose nobody knows.
  const turns: Turn[] = [{ kind: 'before', who: 'agent', open: false, stamp: '', rest: '', lines: [] }];
  for (const line of lines) {
    const turn = line.length > 2_000 ? speakerOf(line.slice(0, 200), requester) : speakerOf(line, requester);
    if (turn) turns.push({ ...turn, lines: [line.length > 2_000 ? turn.rest + line.slice(200) : turn.rest] });
    else turns.at(-1)?.lines.push(line);
  }
  return turns;
}

/** A journal's header is proof by itself; roles need two who say something. */
function isThread(turns: readonly Turn[]): boolean {
  if (turns.some(({ kind }) => kind === 'journal')) return true;
  const talking = turns.filter(({ lines }) => {
    const first = lines[0]?.trim() ?? '';
    return first === '' || first.split(/\s+/).length >= MIN_WORDS || /[?!]$/.test(first);
  });
  return talking.length >= MIN_TURNS && talking.length * 2 >= turns.length;
}

function isNewestFirst(turns: readonly Turn[]): boolean {
  const [first, last] = [turns[0]?.stamp ?? '', turns.at(-1)?.stamp ?? ''];
  return first !== '' && last !== '' && first > last;
}
