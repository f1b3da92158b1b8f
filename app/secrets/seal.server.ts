import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { instanceSecret } from './instance-secret.server.ts'

/** Bytes of AES-GCM's nonce and tag (NIST SP 800-38D, 8.2.1 and 5.2.1.2). */
const NONCE = 12
const TAG = 16

const keys = new Map<string, { of: Buffer; key: Buffer }>()

/** A key of 32 bytes for one purpose, drawn from the installation's secret (HKDF, RFC 5869). */
export function keyFor(purpose: string): Buffer {
  const secret = instanceSecret()
  const known = keys.get(purpose)
  if (known?.of === secret) return known.key
  const key = Buffer.from(hkdfSync('sha256', secret, 'article-54', purpose, 32))
  keys.set(purpose, { of: secret, key })
  return key
}

/** Encrypts `text` so that the database alone does not tell it (AES-256-GCM). Opened by `unseal` with the same purpose. */
export function seal(text: string, purpose: string): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyFor(`seal ${purpose}`), nonce, { authTagLength: TAG })
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** What was sealed; null when it was changed, sealed for another purpose, or by another installation. */
export function unseal(sealed: string, purpose: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < NONCE + TAG) return null
  const decipher = createDecipheriv('aes-256-gcm', keyFor(`seal ${purpose}`), bytes.subarray(0, NONCE), {
    authTagLength: TAG,
  })
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** What is stored of a secret that must be found again: whoever reads the table cannot guess short ones without the key. */
export function keyedHash(text: string, purpose: string): string {
  return createHmac('sha256', keyFor(`hash ${purpose}`))
    .update(text)
    .digest('base64url')
}
