/** `1 policy`, `2 policies`: a count with its noun, as people write it. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;
