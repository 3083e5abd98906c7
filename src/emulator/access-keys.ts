/** Access key ids of the embedded AWS spell out their account, so that no state is needed to know whose they are. */
export const accessKeyFor = (account: string, isTemporary = false): string =>
  `${isTemporary ? "ASIA" : "AKIA"}${account}TEST`;

export const accountOfKey = (accessKeyId: string): string | undefined =>
  /^A[KS]IA(\d{12})TEST$/.exec(accessKeyId)?.[1];
