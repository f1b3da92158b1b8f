import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

/** Flags of authenticator data (Web Authentication Level 3, 6.1). */
const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const HAS_CREDENTIAL = 0x40

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest()
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

/**
 * A security key in software, with one passkey (ES256). `create` and `get` answer as a browser does and give the JSON
 * that the page's script sends. Its counter can be set, as on a copy; its owner may or may not be verified.
 */
export function softwareAuthenticator({ origin }: { origin: string }) {
  const { hostname } = new URL(origin)
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = base64url(randomBytes(32))
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const point = (coordinate: string) => new Uint8Array(Buffer.from(coordinate, 'base64url'))
  /** kty EC2, alg ES256, crv P-256 (RFC 9053). */
  const coseKey = isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, point(x)],
      [-3, point(y)],
    ]) as Map<number, number>,
  )
  const state = { counter: 0, verifies: true }

  function authenticatorData(flags: number, attested: Uint8Array = new Uint8Array()): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(state.counter)
    const all = flags | USER_PRESENT | (state.verifies ? USER_VERIFIED : 0)
    return Buffer.concat([sha256(hostname), Buffer.from([all]), counter, attested])
  }

  const clientData = (type: string, challenge: string, at: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }))

  return {
    state,
    id,
    create({ challenge }: { challenge: string }, { at = origin }: { at?: string } = {}): string {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(32)
      const attested = Buffer.concat([Buffer.alloc(16), length, Buffer.from(id, 'base64url'), coseKey])
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authenticatorData(HAS_CREDENTIAL, attested))],
      ])
      return JSON.stringify({
        id,
        rawId: id,
        type: 'public-key',
        response: {
          attestationObject: base64url(isoCBOR.encode(attestation as never)),
          clientDataJSON: base64url(clientData('webauthn.create', challenge, at)),
          transports: ['usb'],
        },
      })
    },
    get(
      { challenge }: { challenge: string },
      { at = origin, userHandle }: { at?: string; userHandle?: string } = {},
    ): string {
      const data = authenticatorData(0)
      const client = clientData('webauthn.get', challenge, at)
      return JSON.stringify({
        id,
        rawId: id,
        type: 'public-key',
        response: {
          authenticatorData: base64url(data),
          clientDataJSON: base64url(client),
          signature: base64url(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
          ...(userHandle === undefined ? {} : { userHandle: base64url(Buffer.from(userHandle)) }),
        },
      })
    },
  }
}
