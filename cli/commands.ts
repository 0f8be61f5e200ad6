/** All commands, in the order of the help. */
import type { Command } from './command.ts';
import { boardCommands } from './commands/board.ts';
import { cardCommands } from './commands/card.ts';
import { bundleCommands } from './commands/bundle.ts';
import { chatCommands } from './commands/chat.ts';
import { communityCommands } from './commands/community.ts';
import { deviceCommands } from './commands/device.ts';
import { fileCommands } from './commands/file.ts';
import { inventoryCommands } from './commands/inventory.ts';
import { joinCommand } from './commands/join.ts';
import { labelCommands } from './commands/label.ts';
import { listCommands } from './commands/list.ts';
import { loanCommands } from './commands/loan.ts';
import { newsCommands } from './commands/news.ts';
import { photoCommands } from './commands/photo.ts';
import { profileCommands } from './commands/profile.ts';
import { recoveryCommands } from './commands/recovery.ts';
import { rescueCommand } from './commands/rescue.ts';
import { serveCommand } from './commands/serve.ts';
import { spaceCommands } from './commands/space.ts';
import { stateCommands } from './commands/state.ts';
import { syncCommands } from './commands/sync.ts';
import { trustCommands } from './commands/trust.ts';
import { verifyCommand } from './commands/verify.ts';

export const commands: readonly Command[] = [
  ...profileCommands,
  ...recoveryCommands,
  serveCommand,
  ...communityCommands,
  joinCommand,
  ...trustCommands,
  ...deviceCommands,
  ...spaceCommands,
  ...boardCommands,
  ...cardCommands,
  ...inventoryCommands,
  ...photoCommands,
  ...labelCommands,
  ...listCommands,
  ...stateCommands,
  ...loanCommands,
  ...chatCommands,
  ...fileCommands,
  ...newsCommands,
  ...syncCommands,
  ...bundleCommands,
  verifyCommand,
  rescueCommand,
];
