/** Light, dark, or as the system says; kept for the next visit. */
import { attempt } from './kept.js';

const THEME = 'dealdesk-theme';
const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const currentTheme = (): Theme => {
  const last = attempt(() => localStorage.getItem(THEME));
  return themes.find((theme) => theme === last) ?? 'auto';
};

export const applyTheme = (theme: Theme): void => {
  attempt(() => localStorage.setItem(THEME, theme));
  document.documentElement.dataset.theme = theme;
};

export const nextTheme = (theme: Theme): Theme =>
  themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
