import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { BadSettings, readSettings, type Settings } from '../settings.js';

export function loadDotEnv() {
  if (existsSync('.env')) loadEnvFile('.env');
}

/** The settings from `.env` and the environment; without good ones nothing can run, and each bad one gets a line in each language. */
export function settingsOrExit(): Settings {
  loadDotEnv();
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof BadSettings)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
