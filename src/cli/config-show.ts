import { environmentName, isSecret, SETTINGS, type SettingPath } from '../config.ts';
import { EXIT } from './exit-code.ts';
import { type ConfigFlags, loadConfig } from './job-flags.ts';
import { printJson, type Terminal } from './terminal.ts';

/** Prints every setting in force; with `origin` also where each value comes from, its unit and its environment name. */
export async function configShow(
  flags: ConfigFlags & { readonly origin?: boolean; readonly json?: boolean },
  terminal: Terminal,
): Promise<number> {
  const { values, origins } = loadConfig(flags, terminal.environment);
  const paths = Object.keys(SETTINGS) as SettingPath[];
  const shown = (path: SettingPath) => (isSecret(path) && values[path] !== null ? '(set, not shown)' : values[path]);
  if (flags.json) {
    const entries = paths.map((path) => [path, { value: shown(path), origin: origins[path] }]);
    printJson(terminal, 'config', Object.fromEntries(entries));
    return EXIT.done;
  }
  for (const path of paths) {
    const from = `   (${origins[path]}; ${SETTINGS[path].unit}; ${environmentName(path)})`;
    terminal.out(`${path} = ${JSON.stringify(shown(path))}${flags.origin ? from : ''}`);
  }
  return EXIT.done;
}
