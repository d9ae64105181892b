/** The template that the repository ships has a place for all that a card is made of. */
import { readFileSync } from 'node:fs';
import { encodeCard, encodeNotice } from '../../../../bot/platforms/dingtalk/encode.js';
import { atRoot } from '../../../../bot/root.js';
import { drawCard } from '../../../../cards/index.js';
import { samples } from '../../../../cards/samples.js';
import { cardDataProblems } from '../../../support/dingtalk/rules.js';
import { reader } from '../../../support/outcomes.js';

interface Variable {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly private: boolean;
  readonly schema?: readonly Variable[];
}
interface Node {
  readonly componentName: string;
  readonly id: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly children?: readonly Node[];
}
interface Editor {
  readonly variableList: readonly Variable[];
  readonly schema: { readonly componentsTree: readonly Node[]; readonly componentsMap: readonly Node[] };
  readonly mockData: {
    readonly cardData: Readonly<Record<string, unknown>>;
    readonly cardPrivateData: Readonly<Record<string, string>>;
  };
}

const file = JSON.parse(readFileSync(atRoot('docs/dingtalk-card-template.json'), 'utf8')) as {
  readonly editorData: string;
  readonly type: string;
  readonly mode: string;
};
const editor = JSON.parse(file.editorData) as Editor;
const variables = new Map(editor.variableList.map((variable) => [variable.name, variable]));
const nodesUnder = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(nodesUnder)];
const nodes = editor.schema.componentsTree.flatMap(nodesUnder);
const encoded = samples.map(({ view }) => encodeCard(drawCard(view, reader), 'https://crm.example.com'));

test('is a message card in the form that the card platform exports', () => {
  expect([file.type, file.mode]).toEqual(['im', 'card']);
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  const known = editor.schema.componentsMap.map(({ componentName }) => componentName);
  for (const { componentName } of nodes) expect(known).toContain(componentName);
});

test('has every variable that a card or a notice sends, and none that nobody sends', () => {
  const notice = encodeNotice({ words: 'x', link: { title: 'y', url: 'https://crm.example.com' } });
  const sent = new Set([...encoded.flatMap(Object.keys), ...Object.keys(notice)]);
  expect([...variables.keys()].sort()).toEqual([...sent].sort());
  for (const name of Object.keys(notice)) expect(variables.get(name)?.private).toBe(true);
});

test('knows each part of a line and of a button', () => {
  for (const data of encoded)
    for (const [name, value] of Object.entries(data)) {
      const { type, schema = [] } = variables.get(name) as Variable;
      if (type !== 'loopArray') continue;
      const parts = schema.map((part) => part.name);
      for (const one of JSON.parse(value) as object[])
        expect(parts).toEqual(expect.arrayContaining(Object.keys(one)));
    }
});

test('shows each of its variables somewhere', () => {
  const tree = JSON.stringify(editor.schema.componentsTree);
  for (const name of variables.keys()) {
    if (name === 'lastMessage' || name === 'config') continue;
    expect(tree).toMatch(new RegExp(`\\$\\{${name}\\}|"variable":"${name}"`));
  }
  for (const n of [1, 2, 3, 4]) {
    for (const part of ['head', 'label', 'text', 'small']) expect(tree).toContain(`lines${n}[0].${part}`);
    expect(tree).toContain(
      `"variable":"buttons${n}[0].action","variableType":"loop","varType":"dynamicEvent"`,
    );
  }
});

test('its example is a card that DingTalk takes', () => {
  const { cardData, cardPrivateData } = editor.mockData;
  const sent = Object.entries({ ...cardData, ...cardPrivateData }).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  expect(cardDataProblems(Object.fromEntries(sent))).toEqual([]);
});
