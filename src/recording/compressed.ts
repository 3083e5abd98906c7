/** How gzip begins. https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 */
export const isCompressed = ([first, second]: Uint8Array): boolean =>
  first === 0x1f && second === 0x8b;
