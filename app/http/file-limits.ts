/**
 * Largest bodies, in bytes, at addresses that take files. Somewhat more than a file may have, so that one that is too
 * large is told so on its page. No body is read before its route has found that the person may send one.
 */
export const fileLimits: ReadonlyMap<string, number> = new Map([['/admin/people/import', 4_000_000]])
