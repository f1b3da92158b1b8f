import { z } from 'zod'
import { isCountryCode } from '../places/countries.ts'
import { isGrantable, roles, scopeKinds } from '../viewer.ts'

// The messages here are for the person who writes the file, and are told at the start of the server, in English.

const text = z.string().trim().min(1, 'must not be empty').max(500, 'is too long')

/** Whether an address is on this very machine. */
export function isLoopback(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
}

const issuer = text.refine((value) => {
  if (!URL.canParse(value)) return false
  const { protocol, search, hash, username } = new URL(value)
  return /^https?:$/.test(protocol) && search === '' && hash === '' && username === ''
}, 'must be an address such as https://login.example.org, without ? and #')

/** "KE/Cybercrime Unit" or "KE/0192…": a country, and an agency of it by name or id. */
const agencyName = text.refine((value) => {
  const [countryCode = '', ...rest] = value.split('/')
  return isCountryCode(countryCode) && rest.join('/').trim() !== ''
}, 'must be a country code and an agency, such as "KE/Cybercrime Unit"')

const mappedAgency = z.strictObject({
  /** The claim that tells where somebody works. */
  claim: text,
  /** What its values mean here. Only what is listed moves anybody. */
  values: z.record(z.string().min(1), agencyName),
})

const mappedRole = z
  .strictObject({
    claim: text,
    value: text,
    role: z.enum(roles),
    over: z.strictObject({ kind: z.enum(scopeKinds), id: z.string().trim().max(500).default('') }),
  })
  .refine(({ role, over }) => isGrantable({ role, scopeKind: over.kind, scopeId: over.id }), {
    path: ['over'],
    message: 'is nothing that this role can be held over; all but the platform need an id',
  })
  .refine(({ over }) => over.kind !== 'country' || isCountryCode(over.id), {
    path: ['over', 'id'],
    message: 'must be a country code of two capital letters',
  })

const provider = z
  .strictObject({
    /** Stands in addresses, and so must stay. */
    id: text.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'must be small letters, digits and - between them'),
    /** What people know it by: "Sign in with …". */
    name: text.max(60, 'must be at most 60 characters'),
    issuer,
    clientId: text,
    /** None for a public client; PKCE is used either way. */
    clientSecret: text.optional(),
    scopes: z
      .array(text)
      .default(['openid', 'profile', 'email'])
      .refine((scopes) => scopes.includes('openid'), 'must include "openid"'),
    /** Allows http to this very machine, for trying out. */
    allowPrivateHttp: z.boolean().default(false),
    /** The claim that new accounts take their user name from. */
    userName: text.default('preferred_username'),
    agency: mappedAgency.optional(),
    roles: z.array(mappedRole).default([]),
    /** Whether people without an account here get one. */
    create: z.boolean().default(false),
    /** Whether an address that the provider calls verified leads to the account that has verified the same. */
    linkVerifiedEmail: z.boolean().default(false),
    /** Whether, or by which methods (RFC 8176), this way in counts as shown with a second factor. */
    secondFactor: z
      .union([z.literal('trusted'), z.strictObject({ amr: z.array(text).min(1, 'must name a method') })], {
        error: 'must be "trusted" or { "amr": ["…"] }',
      })
      .optional(),
    /** Whether people who are linked to it have no other way in. */
    exclusive: z.boolean().default(false),
  })
  .superRefine(({ issuer, allowPrivateHttp }, context) => {
    if (!URL.canParse(issuer)) return
    const url = new URL(issuer)
    if (url.protocol === 'https:' || (allowPrivateHttp && isLoopback(url))) return
    context.addIssue({ code: 'custom', path: ['issuer'], message: 'must begin with https://' })
  })

const file = z.strictObject({ providers: z.array(provider) }).superRefine(({ providers }, context) => {
  for (const field of ['id', 'issuer'] as const) {
    for (const [index, { [field]: value }] of providers.entries()) {
      if (providers.findIndex((other) => other[field] === value) === index) continue
      context.addIssue({
        code: 'custom',
        path: ['providers', index, field],
        message: 'is the same as that of another provider',
      })
    }
  }
})

/** An identity provider as the administrator described it. */
export type Provider = z.infer<typeof provider>

/** What the pages tell of a provider. */
export type ShownProvider = Pick<Provider, 'id' | 'name'>

export type ReadProviders = { status: 'ok'; providers: Provider[] } | { status: 'invalid'; problems: string[] }

/** Reads the text of the file that describes providers. Tells of every problem at once, each in one sentence. */
export function parseProviders(content: string): ReadProviders {
  let json: unknown
  try {
    json = JSON.parse(content)
  } catch {
    // The parser's own message quotes the file, and secrets stand in it.
    return { status: 'invalid', problems: ['it is not JSON'] }
  }
  const result = file.safeParse(json)
  if (result.success) return { status: 'ok', providers: result.data.providers }
  const problems = result.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  )
  return { status: 'invalid', problems }
}

/** What shows where a grant comes from: this provider's claims. */
export function sourceOf({ issuer }: Pick<Provider, 'issuer'>): string {
  return `sso:${issuer}`
}
