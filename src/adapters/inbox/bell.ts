import { type FSWatcher, watch } from 'node:fs';

/** Tells that something in a folder may have changed. */
export interface Bell {
  /** Resolves when it has been rung since the last time, at the latest after `ms`. One at a time may wait. */
  wait(ms: number): Promise<void>;
  ring(): void;
  close(): void;
}

/**
 * Hangs a bell that rings when a file whose name `concerns` it comes or goes. Some file systems and some exhausted machines cannot say so: it may stay silent,
 * so nobody may wait without end.
 */
export function hangBell(folder: string, concerns: (name: string) => boolean): Bell {
  let rung = false;
  let wake = () => {};
  const ring = () => {
    rung = true;
    wake();
  };
  const watcher = tryToWatch(folder, (name) => {
    if (name === null || concerns(name)) ring();
  });
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => wake(), ms);
      wake = () => {
        clearTimeout(timer);
        wake = () => {};
        rung = false;
        resolve();
      };
      if (rung) wake();
    });
  return { wait, ring, close: () => watcher?.close() };
}

function tryToWatch(folder: string, changed: (name: string | null) => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, (_, name) => changed(name));
    return watcher.on('error', () => watcher.close());
  } catch {
    return undefined;
  }
}
