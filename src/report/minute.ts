/** `2026-01-15 12:00 UTC`, of an ISO time. */
export const minute = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
