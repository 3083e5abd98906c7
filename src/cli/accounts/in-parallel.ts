/**
 * Works on items, a few at once, and gives each result when it is there. Nothing new is begun while
 * nobody takes the results, so that no more than `limit` of them wait. After a failure, or when the
 * consumer stops, `stop` is called and all that is under way ends before this does.
 */
export async function* inParallel<Item, Result>(
  items: Iterable<Item>,
  { limit, stop }: { readonly limit: number; readonly stop: () => void },
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const waiting = items[Symbol.iterator]();
  const underway = new Map<number, Promise<{ readonly key: number; readonly result: Result }>>();
  let begun = 0;
  const begin = (item: Item): void => {
    const key = begun++;
    underway.set(
      key,
      work(item).then((result) => ({ key, result })),
    );
  };
  try {
    for (;;) {
      while (underway.size < limit) {
        const next = waiting.next();
        if (next.done) break;
        begin(next.value);
      }
      if (underway.size === 0) return;
      const { key, result } = await Promise.race(underway.values());
      underway.delete(key);
      yield result;
    }
  } finally {
    if (underway.size > 0) stop();
    await Promise.allSettled(underway.values());
  }
}
