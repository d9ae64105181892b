import { z } from 'zod';
import { faults } from './schema-words.js';

/** A misspelt word must not go unnoticed: a step with `wen` for `when` would lose its condition. */
export const record = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? faults.unknown.en : faults.shape.en),
  });

/** The words that mean nothing, of an issue as Zod found it or as a part of a flow handed it on. */
export const strangeKeys = (issue: z.core.$ZodIssue): readonly string[] => {
  if (issue.code === 'unrecognized_keys') return issue.keys;
  return issue.code === 'custom' ? (issue.params?.keys ?? []) : [];
};

export const someText = z.string(faults.name.en).trim().min(1, faults.name.en);
/** In both languages. */
export const name = z.strictObject({ zh: someText, en: someText }, faults.name.en);
