import { parseArgs } from 'node:util';

export interface FlowArguments {
  readonly command: string;
  /** Flows by their keys, or files. */
  readonly sources: readonly string[];
  /** The staff number of whoever would start it. */
  readonly as?: string;
  readonly sets: readonly (readonly [name: string, value: string])[];
  /** `D-1001`, `R-12` */
  readonly record?: string;
}

const PAIR = /^([^=]+)=([\s\S]*)$/;

const pairOf = (text: string): readonly [string, string] | undefined => {
  const [, name = '', value = ''] = PAIR.exec(text) ?? [];
  return name ? [name.trim(), value.trim()] : undefined;
};

/** Nothing when they cannot be understood. */
export function readFlowArguments(argv: readonly string[]): FlowArguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        as: { type: 'string' },
        set: { type: 'string', multiple: true, default: [] },
        record: { type: 'string' },
      },
    });
    const sets = values.set.map(pairOf);
    if (sets.some((one) => one === undefined)) return undefined;
    const [command = '', ...sources] = positionals;
    return {
      command,
      sources,
      sets: sets.filter((one) => one !== undefined),
      ...(values.as !== undefined && { as: values.as }),
      ...(values.record !== undefined && { record: values.record }),
    };
  } catch {
    return undefined;
  }
}
