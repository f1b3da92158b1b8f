import { keyedHash } from '#app/secrets/seal.server.ts'

/**
 * What a link on the viewer's own page carries so that no other site can begin to link in their browser: whoever could
 * would link an identity of their own, and come in with it. `handle` names the session.
 */
export function linkProof({ handle, providerId }: { handle: string; providerId: string }): string {
  return keyedHash(`${handle} ${providerId}`, 'single sign-on link')
}
