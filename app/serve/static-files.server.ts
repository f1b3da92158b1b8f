import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

type Encoding = 'br' | 'gzip'

export type StaticFile = {
  type: string
  etag: string
  /** Named by its content, so that a browser never has to ask again. */
  immutable: boolean
  bodies: { identity: Buffer } & Partial<Record<Encoding, Buffer>>
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

/** Reads the static files of `folder` into memory, by address. They are few and small. */
export function readStaticFiles(folder: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>()
  const names = new Set(
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.split(path.sep).join('/')),
  )
  for (const name of names) {
    const type = types[path.extname(name)]
    if (!type) continue
    const identity = readFileSync(path.join(folder, name))
    files.set(`/${name}`, {
      type,
      etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 16)}"`,
      immutable: name.startsWith('assets/'),
      bodies: {
        identity,
        ...(names.has(`${name}.br`) ? { br: readFileSync(path.join(folder, `${name}.br`)) } : {}),
        ...(names.has(`${name}.gz`) ? { gzip: readFileSync(path.join(folder, `${name}.gz`)) } : {}),
      },
    })
  }
  return files
}

/** The encoding to answer in, of those that both sides have (RFC 9110, 12.5.3; brotli first). */
export function chooseEncoding(acceptEncoding: string | undefined, offered: readonly Encoding[]): Encoding | null {
  if (!acceptEncoding) return null
  const accepted = new Map(
    acceptEncoding.split(',').map((part) => {
      const [name = '', quality] = part
        .trim()
        .toLowerCase()
        .split(/;\s*q=/)
      return [name, quality === undefined ? 1 : Number(quality)] as const
    }),
  )
  return offered.find((encoding) => (accepted.get(encoding) ?? accepted.get('*') ?? 0) > 0) ?? null
}
