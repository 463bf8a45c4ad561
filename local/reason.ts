/** Why something could not start, in one line for a person. */
export function reasonOf(error: unknown): string {
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken: stop what uses it, or choose another (0 picks a free one; --help lists the options).`;
  if (code === 'EACCES' && port !== undefined) return `Port ${port} needs rights that this process lacks.`;
  return (message || String(error)).trim().replaceAll(/\s*\n\s*/g, ' ');
}
