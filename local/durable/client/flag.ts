/** What a parameter that is true or false says, in any case; `otherwise` where it says neither. */
export function flag(query: URLSearchParams, name: string, otherwise = false): boolean {
  const value = query.get(name)?.toLowerCase();
  return otherwise ? value !== 'false' : value === 'true';
}
