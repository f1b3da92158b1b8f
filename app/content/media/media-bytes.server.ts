import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { LRUCache } from 'lru-cache'

/** By path and everything that changes when a file does, so that a film is not read at each look at the courses. */
const hashes = new LRUCache<string, string>({ max: 5000 })

async function opened<Value>(path: string, use: (handle: FileHandle) => Promise<Value>): Promise<Value> {
  // A pipe that took the place of the file would otherwise be waited for.
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    return await use(handle)
  } finally {
    await handle.close()
  }
}

/** SHA-256 of a file's bytes, as hex. Flat memory, whatever its size. */
export function hashOfFile(path: string): Promise<string> {
  return opened(path, async (handle) => {
    const { dev, ino, size, mtimeNs, ctimeNs } = await handle.stat({ bigint: true })
    const key = [path, dev, ino, size, mtimeNs, ctimeNs].join('\n')
    const known = hashes.get(key)
    if (known) return known
    const hash = createHash('sha256')
    for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk as Buffer)
    const found = hash.digest('hex')
    hashes.set(key, found)
    return found
  })
}

/** The first bytes of a file, at most `most` of them. */
export function readFirstBytes(path: string, most: number): Promise<Uint8Array> {
  return opened(path, async (handle) => {
    const { size } = await handle.stat()
    const bytes = Buffer.alloc(Math.min(size, most))
    let read = 0
    while (read < bytes.length) {
      const { bytesRead } = await handle.read(bytes, read, bytes.length - read, read)
      if (bytesRead === 0) break
      read += bytesRead
    }
    return bytes.subarray(0, read)
  })
}

export const hashOfBytes = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
