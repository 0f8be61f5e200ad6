/** The command line: `kith COMMAND`. */
import packageFile from '../package.json' with { type: 'json' };
import { defaultDirectory, namedDirectory } from '../core/node/profile-directory.ts';
import { commands } from './commands.ts';
import { openSession } from './open-session.ts';
import { exit, processTerminal } from './process-terminal.ts';
import { runKith } from './run.ts';

const status = await runKith(process.argv.slice(2), {
  terminal: processTerminal(),
  version: packageFile.version,
  commands,
  standardFolder: defaultDirectory,
  namedFolder: namedDirectory,
  open: openSession,
});
exit(status);
