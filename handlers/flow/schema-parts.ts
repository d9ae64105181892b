import { z } from 'zod';
import { faults } from './schema-words.js';

/** A misspelt word must not go unnoticed: a step with `wen` for `when` would lose its condition. */
export const record = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? faults.unknown.en : faults.shape.en),
  });

export const someText = z.string(faults.name.en).trim().min(1, faults.name.en);
/** In both languages. */
export const name = z.strictObject({ zh: someText, en: someText }, faults.name.en);
