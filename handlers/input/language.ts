import { type Locale, locales } from '../../models/text.js';
import { fold } from './fold.js';

const languages = new Map<string, Locale>([
  ...locales.map((locale) => [locale.toLowerCase(), locale] as const),
  ...['zh', 'zh-hans', 'cn', '中文', '简体中文', 'chinese', '汉语'].map((word) => [word, 'zh-CN'] as const),
  ...['en-us', 'en-gb', '英文', '英语', 'english'].map((word) => [word, 'en'] as const),
]);

export const readLanguage = (text: string): Locale | undefined => languages.get(fold(text));
