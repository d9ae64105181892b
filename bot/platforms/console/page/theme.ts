/** Light, dark, or as the system says; kept for the next visit. */
const THEME = 'dealdesk-theme';
const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const currentTheme = (): Theme =>
  themes.find((theme) => theme === localStorage.getItem(THEME)) ?? 'auto';

export const applyTheme = (theme: Theme): void => {
  localStorage.setItem(THEME, theme);
  document.documentElement.dataset.theme = theme;
};

export const nextTheme = (theme: Theme): Theme =>
  themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
