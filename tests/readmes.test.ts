import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

/** What must not differ between languages: every command that is shown, every command that is listed, every link. */
async function facts(readme: string) {
  const text = await readFile(readme, 'utf8');
  const [, ...shown] = text.split('```sh\n').map((part) => part.split('\n```')[0] ?? '');
  return {
    shown: shown.map((block) => block.replaceAll(/ +# .*$/gm, '')),
    listed: [...text.matchAll(/^\| (`npm[^|]+) \|/gm)].map(([, commands]) => commands),
    links: [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link).filter((link) => !link?.startsWith('README')),
  };
}

it('the README says the same in both languages', async () => {
  const english = await facts('README.md');
  expect(english.shown.length).toBeGreaterThan(3);
  expect(await facts('README.ko.md')).toEqual(english);
});
