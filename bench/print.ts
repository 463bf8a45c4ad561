import type { Row } from './row.js';

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(1);
}

/** Prints figures as a table for a person. */
export function print(title: string, rows: readonly Row[]): void {
  const widest = Math.max(...rows.map(({ name }) => name.length));
  console.log(`\n${title}`);
  for (const { name, value, unit } of rows) {
    console.log(`  ${name.padEnd(widest)}  ${figure(value).padStart(9)} ${unit}`);
  }
}
