import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { env } from '#app/env.server.ts'
import { parseProviders, type Provider, type ReadProviders } from './provider.ts'

/** In the data folder. */
export const PROVIDER_FILE = 'single-sign-on.json'

/** Who besides its owner may do anything with a file, in the bits of its mode. */
const OTHERS = 0o077

/**
 * The providers that `DATA_DIR/single-sign-on.json` describes; none without the file. A file that others can read is
 * refused: there are secrets in it.
 */
export function readProviderFile(dataDir: string): ReadProviders {
  const file = path.join(dataDir, PROVIDER_FILE)
  let content: string
  try {
    const { mode } = statSync(file)
    // Windows keeps no such bits.
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
      return { status: 'invalid', problems: [`others can read it, and it may hold secrets: chmod 600 ${file}`] }
    }
    content = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      return error.code === 'ENOENT'
        ? { status: 'ok', providers: [] }
        : { status: 'invalid', problems: [`it cannot be read (${String(error.code)})`] }
    }
    throw error
  }
  return parseProviders(content)
}

let known: { dataDir: string; providers: Provider[] } | undefined

/**
 * The providers as they stood when this process first asked. The start of the server refuses a file that cannot be used;
 * one that is spoiled afterwards counts as none, rather than take the page of signing in with it.
 */
export function listProviders(): readonly Provider[] {
  const dataDir = env().DATA_DIR
  if (known?.dataDir !== dataDir) {
    const read = readProviderFile(dataDir)
    known = { dataDir, providers: read.status === 'ok' ? read.providers : [] }
  }
  return known.providers
}

/** The provider of this id; null when there is none. */
export function findProvider(id: string): Provider | null {
  return listProviders().find((provider) => provider.id === id) ?? null
}
