import { randomUUID } from 'node:crypto'
import { constants, createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { inArray } from 'drizzle-orm'
import { env } from '#app/env.server.ts'
import { reader, write } from '#db/client.server.ts'
import { inChunks } from '#db/in-chunks.ts'
import { mediaSource } from '#db/schema/content.ts'
import type { MediaFile } from '../compile/compile-context.ts'
import type { LocalProblem } from '../problem.ts'
import { hashOfFile } from './media-bytes.server.ts'
import type { MediaKind } from './media-kinds.ts'

/** What a file became, and what its author was told of it. */
export type KeptMedia = { file: MediaFile; warnings: readonly LocalProblem[] }

/** Where it is kept what authors' files became, by the hash of their bytes and of the encoder. */
export type MediaStore = {
  find: (keys: readonly string[]) => Promise<ReadonlyMap<string, KeptMedia>>
  save: (entry: { key: string; kind: Exclude<MediaKind, 'transcript'>; media: KeptMedia }) => Promise<void>
  /** Keeps bytes as a file of this name, which tells their hash. */
  keepBytes: (name: string, bytes: Uint8Array) => Promise<void>
  /** Keeps a copy of a file, if its hash is still this one. */
  keepFile: (name: string, source: { path: string; hash: string }) => Promise<'kept' | 'changed'>
}

/** The folder of everything that `/media/…` serves. Files in it never change. */
export function mediaFolder(): string {
  return path.join(env().DATA_DIR, 'media')
}

/** The address of a kept file. */
export function mediaHref(name: string): string {
  return `/media/${encodeURIComponent(name)}`
}

const nameOf = (href: string) => decodeURIComponent(href.slice('/media/'.length))

// What was there once stays.
const present = new Set<string>()

/** As after a new start. For tests that take files away. */
export function forgetPresent(): void {
  present.clear()
}

async function isPresent({ file }: KeptMedia): Promise<boolean> {
  for (const href of new Set([file.href, ...file.variants.map((variant) => variant.href)])) {
    const name = path.join(mediaFolder(), nameOf(href))
    if (present.has(name)) continue
    try {
      await access(name, constants.R_OK)
    } catch {
      return false
    }
    present.add(name)
  }
  return true
}

/** Kept in the data folder: rows in the database, files in `media/`. */
export const storedMedia: MediaStore = {
  async find(keys) {
    const found = new Map<string, KeptMedia>()
    for (const some of inChunks([...keys])) {
      const rows = await reader.select().from(mediaSource).where(inArray(mediaSource.hash, some)).all()
      for (const { hash, body } of rows) {
        const { warnings = [], ...file } = JSON.parse(body) as MediaFile & { warnings?: readonly LocalProblem[] }
        const media = { file, warnings }
        // After a restore without its files it is made once more.
        if (await isPresent(media)) found.set(hash, media)
      }
    }
    return found
  },
  async save({ key, kind, media }) {
    const body = JSON.stringify({ ...media.file, ...(media.warnings.length > 0 && { warnings: media.warnings }) })
    await write(async (tx) => {
      await tx
        .insert(mediaSource)
        .values({ hash: key, kind, body, createdAt: Date.now() })
        .onConflictDoUpdate({ target: mediaSource.hash, set: { body } })
    })
  },
  async keepBytes(name, bytes) {
    await intoPlace(name, async (temporary) => {
      await writeFile(temporary, bytes, { flag: 'wx', flush: true })
      return true
    })
  },
  async keepFile(name, { path: source, hash }) {
    const kept = await intoPlace(name, async (temporary) => {
      await pipeline(createReadStream(source), createWriteStream(temporary, { flags: 'wx', flush: true }))
      return (await hashOfFile(temporary)) === hash
    })
    return kept ? 'kept' : 'changed'
  },
}

/**
 * Makes a file under another name and puts it into its place when `make` says that it is right, so that nobody ever
 * reads half of it.
 */
async function intoPlace(name: string, make: (temporary: string) => Promise<boolean>): Promise<boolean> {
  const folder = mediaFolder()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = path.join(folder, `.${randomUUID()}`)
  try {
    const right = await make(temporary)
    if (right) await rename(temporary, path.join(folder, name))
    return right
  } finally {
    await rm(temporary, { force: true })
  }
}

/** Kept in memory only, and only what is told of the files: for checks without a database. */
export function mediaInMemory(): MediaStore {
  const kept = new Map<string, KeptMedia>()
  return {
    find: async (keys) => new Map([...kept].filter(([key]) => keys.includes(key))),
    save: async ({ key, media }) => {
      kept.set(key, media)
    },
    keepBytes: async () => undefined,
    keepFile: async (_, { path: source, hash }) => ((await hashOfFile(source)) === hash ? 'kept' : 'changed'),
  }
}

/** For checks without a database. */
export const rememberedMedia = mediaInMemory()
