import { away } from '../absence/commands.js';
import { approval } from '../approval/commands.js';
import { customer } from '../customer/commands.js';
import { deal } from '../deal/commands.js';
import { digest } from '../digest/commands.js';
import { settings } from '../settings/commands.js';
import { todo } from '../todo/commands.js';
import type { Command } from './command.js';

export const helpWords: readonly string[] = ['help', '帮助', '?', '？'];

/** Every command. `manifest.json` and the help are held against this table by a test. */
export const commands: readonly Command[] = [deal, customer, approval, todo, away, digest, settings];
