/** @param part from 0 to 1: 0.99 for the value that 99 of 100 stay below */
export function percentile(values: Iterable<number>, part: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = Math.ceil(part * sorted.length) - 1;
  return sorted[Math.max(at, 0)] ?? Number.NaN;
}

/** Of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle - 1)] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** Three digits that count: `1,234`, `12.3`, `0.123`, and `0`. */
export function readable(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 0.001))));
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
