import { createHash } from 'node:crypto'

/** SHA-256 of a value's JSON, as hex. Keys keep the order they were written in: build the value in a fixed order. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
