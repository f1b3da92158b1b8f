/**
 * The library of passkeys, loaded when the first is asked for: with its formats of certificates it takes some 25 MB and
 * half a second, which a small server without passkeys never spends.
 */
export const webauthn = () => import('@simplewebauthn/server')
