import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { env } from '#app/env.server.ts'
import { keyedHash, seal, unseal } from '#app/secrets/seal.server.ts'
import type { Viewer } from '../viewer.ts'
import type { PlannedRow } from './planned-row.ts'

const PURPOSE = 'people file'

/** How long a file waits for its next step, in milliseconds. */
const PATIENCE = 60 * 60 * 1000

/** A file that somebody sent in, between the steps of importing it. */
export type KeptUpload = {
  /** Names it in addresses; useless to anybody else. */
  token: string
  name: string
  bytes: Uint8Array
  keptAt: number
  /** What became of each row, once it was imported. */
  result: PlannedRow[] | null
}

type Stored = {
  token: string
  accountId: string
  name: string
  bytes: string
  keptAt: number
  result: PlannedRow[] | null
}

function folder(): string {
  return path.join(env().DATA_DIR, 'people-files')
}

/** One file a person: a newer one takes the place of the one before, so that nobody fills the disk. */
function fileOf(viewer: Viewer): string {
  return path.join(folder(), `${keyedHash(viewer.accountId, PURPOSE)}.sealed`)
}

/**
 * Keeps a file for an hour for the person who sent it in: sealed, so that a copy of the disk tells nobody who the
 * officers are. Gives what names it.
 */
export async function keepUpload({
  viewer,
  name,
  bytes,
  now,
}: {
  viewer: Viewer
  name: string
  bytes: Uint8Array
  now: number
}): Promise<{ token: string }> {
  await forgetUploads({ now })
  const token = randomBytes(16).toString('base64url')
  await store(viewer, { token, name, bytes, keptAt: now, result: null })
  return { token }
}

/** The person's own file of that name, while it is kept; null otherwise. */
export async function findUpload({
  viewer,
  token,
  now,
}: {
  viewer: Viewer
  token: string
  now: number
}): Promise<KeptUpload | null> {
  const sealed = await readFile(fileOf(viewer), 'utf8').catch(orNull)
  const text = sealed === null ? null : unseal(sealed, PURPOSE)
  if (text === null) return null
  const stored: Stored = JSON.parse(text)
  const isTheirs = stored.token === token && stored.accountId === viewer.accountId
  if (!isTheirs || now - stored.keptAt >= PATIENCE) return null
  const { name, bytes, keptAt, result } = stored
  return { token, name, bytes: Buffer.from(bytes, 'base64'), keptAt, result }
}

/** Keeps with the file what became of its rows. What an earlier go at the same file did stays told. */
export async function keepResult({
  viewer,
  upload,
  result,
  now,
}: {
  viewer: Viewer
  upload: KeptUpload
  result: readonly PlannedRow[]
  now: number
}): Promise<void> {
  const before = (await findUpload({ viewer, token: upload.token, now }))?.result ?? null
  const told = result.map((row, index) => {
    const earlier = before?.[index]
    return earlier?.outcome === 'created' || earlier?.outcome === 'changed' ? earlier : row
  })
  await store(viewer, { ...upload, result: told })
}

/** Deletes files that have waited long enough. */
export async function forgetUploads({ now }: { now: number }): Promise<void> {
  for (const name of (await readdir(folder()).catch(orNull)) ?? []) {
    const file = path.join(folder(), name)
    const found = await stat(file).catch(orNull)
    if (found && now - found.mtimeMs >= PATIENCE) await rm(file, { force: true })
  }
}

async function store(viewer: Viewer, { bytes, ...upload }: KeptUpload): Promise<void> {
  const stored: Stored = { ...upload, accountId: viewer.accountId, bytes: Buffer.from(bytes).toString('base64') }
  await mkdir(folder(), { recursive: true, mode: 0o700 })
  const file = fileOf(viewer)
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, seal(JSON.stringify(stored), PURPOSE), { mode: 0o600, flag: 'wx' })
  await rename(draft, file)
}

function orNull(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}
