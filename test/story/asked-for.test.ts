import { describeOnEachDatabase } from '../support/databases.js';
import { playAskedFor } from './asked-for.js';
import { onEachPlatform } from './on-each-platform.js';

describeOnEachDatabase(
  'a card that somebody asked for shows what became of it',
  (_open, _freshUrl, readyUrl) => onEachPlatform(readyUrl, playAskedFor),
);
