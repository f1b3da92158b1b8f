/** Largest bodies, in bytes, at addresses that take files. */
const limits: readonly { at: RegExp; bytes: number }[] = [
  { at: /^\/admin\/people\/import$/, bytes: 4_000_000 },
  { at: /^\/teach\/[^/]+\/exchange(\/imported\.mdx)?$/, bytes: 4_000_000 },
]

/**
 * The largest body that an address takes, where it takes files. Somewhat more than a file may have, so that one that is
 * too large is told so on its page. No body is read before its route has found that the person may send one.
 */
export const fileLimits = { get: (path: string) => limits.find(({ at }) => at.test(path))?.bytes }
