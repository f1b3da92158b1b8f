import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { env } from '#app/env.server.ts'

const LENGTH = 32

/** Where the secret of this installation lies. */
export function secretFile(): string {
  return path.join(env().DATA_DIR, 'secret')
}

let known: { file: string; secret: Buffer } | undefined

/**
 * 32 random bytes that belong to this installation, in `DATA_DIR/secret`, readable by the server's user alone.
 * Made at the first need. Several processes that start at once agree on one: the file is written whole under another
 * name and then linked, which fails for all but the first. Throws when the file is not one of ours.
 */
export function instanceSecret(): Buffer {
  const file = secretFile()
  if (known?.file !== file) known = { file, secret: readSecret(file) ?? createSecret(file) }
  return known.secret
}

function readSecret(file: string): Buffer | null {
  try {
    const secret = readFileSync(file)
    if (secret.length !== LENGTH) throw new Error(`${file} must hold ${LENGTH} bytes. Restore it from a backup.`)
    return secret
  } catch (error) {
    if (isError(error, 'ENOENT')) return null
    throw error
  }
}

function createSecret(file: string): Buffer {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, randomBytes(LENGTH), { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!isError(error, 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(file)
}

const isError = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code
