/** Leaves out members that are undefined: absent means absent. */
export function present<T extends object>(members: T): Present<T> {
  const kept: { [member: string]: unknown } = {};
  for (const [member, value] of Object.entries(members)) {
    if (value !== undefined) kept[member] = value;
  }
  return kept as Present<T>;
}

type OptionalNames<T> = {
  [Name in keyof T]-?: undefined extends T[Name] ? Name : never;
}[keyof T];

type Present<T> = Omit<T, OptionalNames<T>> & {
  [Name in OptionalNames<T>]?: Exclude<T[Name], undefined>;
};
