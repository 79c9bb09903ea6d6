import { environmentName, SETTINGS, type SettingPath } from '../config.ts';
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
  if (flags.json)
    printJson(
      terminal,
      'config',
      Object.fromEntries(paths.map((path) => [path, { value: values[path], origin: origins[path] }])),
    );
  else
    for (const path of paths)
      terminal.out(
        `${path} = ${JSON.stringify(values[path])}${flags.origin ? `   (${origins[path]}; ${SETTINGS[path].unit}; ${environmentName(path)})` : ''}`,
      );
  return EXIT.done;
}
