/** The renderer's settings in this page's colours: CSS variables, so that a change of theme repaints no card. */
import type { hostConfig } from '../../../../cards/host-config.js';

export type HostConfig = typeof hostConfig;

const colors = ['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'];
const styles = ['default', 'emphasis', 'accent', 'good', 'attention', 'warning'];

const toned = (name: string) => ({ default: `var(--card-${name})`, subtle: 'var(--card-subtle)' });
const foregroundColors = Object.fromEntries(colors.map((name) => [name, toned(name)]));

export const paint = (plain: HostConfig): object => ({
  ...plain,
  fontFamily: 'inherit',
  spacing: { ...plain.spacing, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  containerStyles: Object.fromEntries(
    styles.map((name) => [name, { foregroundColors, backgroundColor: `var(--card-back-${name})` }]),
  ),
});
