/** `?limit=`: at most so many. A limit that is no number shows everything. */
export function limited<T>(list: readonly T[], query: URLSearchParams): readonly T[] {
  const limit = query.get('limit') ?? '';
  return /^\d+$/.test(limit) ? list.slice(0, Number(limit)) : list;
}

/** `?status=`: one or more, separated by commas, in any case; without it, all are wanted. */
export function wantedStatuses(query: URLSearchParams): (status: string) => boolean {
  const wanted = (query.get('status') ?? '')
    .toLowerCase()
    .split(',')
    .filter((status) => status !== '');
  return (status) => wanted.length === 0 || wanted.includes(status.toLowerCase());
}
