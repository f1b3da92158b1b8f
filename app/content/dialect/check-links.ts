import { errorAt, type LocalProblem, type Place } from '../problem.ts'

const HINT =
  'A link is https://…, mailto:…, /convention/25, /courses/…, the relative path of a lesson file, or #a-heading.'

/** What a link's address leads to; a site or file address is looked up once all files are known. */
export type LinkKind = 'outside' | 'site' | 'file' | 'place'

/** Tells what kind of link an address is, or what is wrong with it. */
export function readLink(url: string, place: Place): { kind: LinkKind } | { problem: LocalProblem } {
  const fail = (message: string, hint = HINT) => ({ problem: errorAt(place, 'link', message, hint) })
  if (url === '') return fail('This link leads nowhere.')
  if (/[\p{Cc}\\]/u.test(url)) return fail('This link has a character that no address has.')
  const protocol = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  if (protocol === 'https') return URL.canParse(url) ? { kind: 'outside' } : fail('This address cannot be read.')
  if (protocol === 'mailto') return { kind: 'outside' }
  if (protocol === 'http') {
    return fail('Links to other sites must be https.', `Write https://${url.replace(/^http:\/*/i, '')}.`)
  }
  if (protocol) return fail(`Links that begin with "${protocol}:" are not allowed.`)
  if (url.startsWith('//')) return fail('This link does not say https.', `Write https:${url}.`)
  if (url.startsWith('/')) return { kind: 'site' }
  if (/^#[^\s#?]+$/.test(url)) return { kind: 'place' }
  if (/^(\.{0,2}\/)?[^#?]*\.mdx(#[^\s#?]+)?$/.test(url)) return { kind: 'file' }
  return fail(`"${url}" is not a link that readers could follow.`)
}
