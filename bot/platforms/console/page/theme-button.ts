import type { Locale, Text } from '../../../../models/text.js';
import { byId, type IconName, iconButton } from './dom.js';
import { applyTheme, currentTheme, nextTheme, type Theme } from './theme.js';
import { inLocale, ui } from './words.js';

const looks: Record<Theme, { readonly icon: IconName; readonly words: Text }> = {
  auto: { icon: 'screen', words: ui.themeAuto },
  light: { icon: 'sun', words: ui.themeLight },
  dark: { icon: 'moon', words: ui.themeDark },
};

/** Puts the button that changes light and dark into `#theme`. */
export const showThemeButton = (locale: Locale): void => {
  const { icon, words } = looks[currentTheme()];
  const turn = (): void => {
    applyTheme(nextTheme(currentTheme()));
    showThemeButton(locale);
    byId('theme').querySelector('button')?.focus();
  };
  byId('theme').replaceChildren(iconButton(icon, inLocale(locale, words), turn));
};
