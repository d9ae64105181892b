import type { Suggests } from '../models/views.js';

/**
 * A card ready for any platform: Adaptive Card 1.5 JSON of the few kinds below, and `text`, its whole meaning in one
 * line (notifications show it and screen readers read it).
 */
export interface Card {
  readonly text: string;
  readonly body: AdaptiveCard;
  /** The path of the page that shows all of the record, however little of it has room on a platform's card. */
  readonly page?: string;
}

export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  /** The bare language: the renderer refuses `zh-CN`. */
  readonly lang: 'zh' | 'en';
  readonly body: readonly Element[];
  readonly actions?: readonly Action[];
}

export interface TextBlock {
  readonly type: 'TextBlock';
  readonly text: string;
  /** Screen readers announce it as a heading. */
  readonly style?: 'heading';
  readonly size?: 'small' | 'default' | 'medium' | 'large';
  readonly weight?: 'default' | 'bolder';
  readonly color?: 'default' | 'good' | 'warning' | 'attention' | 'accent';
  readonly isSubtle?: boolean;
  readonly wrap?: boolean;
  readonly spacing?: 'none' | 'small' | 'default' | 'medium' | 'large';
  readonly separator?: boolean;
  readonly horizontalAlignment?: 'left' | 'center' | 'right';
}

export interface FactSet {
  readonly type: 'FactSet';
  readonly facts: readonly { readonly title: string; readonly value: string }[];
  readonly spacing?: TextBlock['spacing'];
  readonly separator?: boolean;
}

export interface Column {
  readonly type: 'Column';
  readonly width?: 'auto' | 'stretch';
  readonly items: readonly Element[];
}

export interface ColumnSet {
  readonly type: 'ColumnSet';
  readonly columns: readonly Column[];
  readonly spacing?: TextBlock['spacing'];
  readonly separator?: boolean;
}

export interface Container {
  readonly type: 'Container';
  readonly items: readonly Element[];
  readonly style?: 'default' | 'emphasis' | 'good' | 'attention' | 'warning' | 'accent';
  readonly spacing?: TextBlock['spacing'];
  readonly separator?: boolean;
  /** Pressing anywhere on a row. Platforms without it show a button beside the row. */
  readonly selectAction?: Submit;
}

export interface ActionSet {
  readonly type: 'ActionSet';
  readonly actions: readonly Action[];
}

interface InputOf<Type extends string, Value> {
  readonly type: Type;
  readonly id: string;
  readonly label: string;
  readonly isRequired?: boolean;
  readonly errorMessage?: string;
  /** What stands in it was not accepted: ours, for whoever draws it. */
  readonly isWrong?: true;
  readonly value?: Value;
}

export interface InputText extends InputOf<'Input.Text', string> {
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly isMultiline?: boolean;
  /** What fits is offered while one types: ours, for whoever draws it. */
  readonly suggests?: Suggests;
}

type InputDate = InputOf<'Input.Date', string>;

interface InputNumber extends InputOf<'Input.Number', number> {
  readonly placeholder?: string;
}

interface InputChoiceSet extends InputOf<'Input.ChoiceSet', string> {
  readonly placeholder?: string;
  readonly style?: 'compact' | 'expanded';
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

export type Input = InputText | InputDate | InputNumber | InputChoiceSet;
export type Element = TextBlock | FactSet | ColumnSet | Container | ActionSet | Input;

/**
 * A pressed button. `data` is what comes back: `{do, input}` for a card action, `{submit, context}` for a form,
 * whose input values the platform adds.
 */
export interface Submit {
  readonly type: 'Action.Submit';
  readonly title: string;
  readonly style?: 'default' | 'positive' | 'destructive';
  /** No input has to be filled in for it. */
  readonly associatedInputs?: 'none';
  readonly data:
    | { readonly do: string; readonly input: object }
    | { readonly submit: string; readonly context: object };
}

export interface OpenUrl {
  readonly type: 'Action.OpenUrl';
  readonly title: string;
  readonly url: string;
}

export type Action = Submit | OpenUrl;
