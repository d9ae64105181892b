/** Finds every `{ zh, en }` that the sources write, wherever it stands. */
import { type ModuleItem, parseSync } from '@swc/core';

export interface Written {
  /** Missing where there is no such key; `{}` stands for what is computed. */
  readonly zh: string | undefined;
  readonly en: string | undefined;
}

interface Node {
  readonly type?: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

const nameOf = ({ key }: Node): string | undefined =>
  isNode(key) && (key.type === 'Identifier' || key.type === 'StringLiteral') ? String(key.value) : undefined;

const cooked = (quasi: unknown): string => String((quasi as { cooked?: unknown }).cooked ?? '');

/** The text of a literal; undefined for what is not written there. */
const literal = (value: unknown): string | undefined => {
  if (!isNode(value)) return undefined;
  if (value.type === 'StringLiteral') return String(value.value);
  if (value.type === 'TemplateLiteral') return (value.quasis as unknown[]).map(cooked).join('{}');
  return undefined;
};

const propertiesOf = (node: Node): ReadonlyMap<string, unknown> =>
  new Map(
    (node.properties as Node[]).flatMap((property) => {
      const name = property.type === 'KeyValueProperty' ? nameOf(property) : undefined;
      return name === undefined ? [] : [[name, property.value] as const];
    }),
  );

const textIn = (node: Node): readonly Written[] => {
  if (node.type !== 'ObjectExpression') return [];
  const properties = propertiesOf(node);
  const [zh, en] = [properties.get('zh'), properties.get('en')];
  const isText = literal(zh) !== undefined || (literal(en) !== undefined && !properties.has('zh-CN'));
  return isText
    ? [
        {
          zh: literal(zh) ?? ((zh && '{}') as string | undefined),
          en: literal(en) ?? ((en && '{}') as string | undefined),
        },
      ]
    : [];
};

const walk = (value: unknown): readonly Written[] => {
  if (Array.isArray(value)) return value.flatMap(walk);
  if (!isNode(value)) return [];
  return [...textIn(value), ...Object.values(value).flatMap(walk)];
};

export const textsIn = (source: string): readonly Written[] =>
  walk(parseSync(source, { syntax: 'typescript', target: 'es2022' }).body as ModuleItem[]);
