import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { BadSettings, readSettings, type Settings } from './settings.js';

/** The settings from `.env` and the environment; without good ones nothing can run, and each bad one gets a line. */
export function settingsOrExit(): Settings {
  if (existsSync('.env')) loadEnvFile('.env');
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof BadSettings)) throw error;
    for (const line of error.lines) console.error(line);
    process.exit(1);
  }
}
