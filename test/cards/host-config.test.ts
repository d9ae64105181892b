import { hostConfig } from '../../cards/host-config.js';

const channel = (hex: string, at: number): number => {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
const luminance = (hex: string): number =>
  0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);

/** @see https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

test.each(Object.entries(hostConfig.containerStyles))('everybody can read text on “%s”', (_, style) => {
  for (const tone of Object.values(style.foregroundColors))
    for (const color of Object.values(tone))
      expect(contrast(color, style.backgroundColor)).toBeGreaterThanOrEqual(4.5);
});
