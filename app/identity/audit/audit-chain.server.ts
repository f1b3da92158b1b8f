import { createHash, createHmac } from 'node:crypto'
import { keyFor } from '#app/secrets/seal.server.ts'

/** What of an entry its hash runs over, beside the hash before it. */
export type ChainedFields = {
  sequence: number
  at: number
  actorId: string | null
  action: string
  subjectKind: string
  subjectId: string
  contentHash: string
}

/** What stands before the first entry. */
export const chainStart = ''

/**
 * The hash of an entry and, through the one before it, of everything so far. Keyed with the installation's secret:
 * whoever can write the database but not read that file cannot make a chain that holds.
 */
export function chainHash(previousHash: string, entry: ChainedFields): string {
  const { sequence, at, actorId, action, subjectKind, subjectId, contentHash } = entry
  return createHmac('sha256', keyFor('audit chain'))
    .update(JSON.stringify([previousHash, sequence, at, actorId, action, subjectKind, subjectId, contentHash]))
    .digest('base64url')
}

export function hashOfContent(salt: string, content: string): string {
  return createHash('sha256').update(`${salt} ${content}`).digest('base64url')
}
