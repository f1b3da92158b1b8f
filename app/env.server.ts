import path from 'node:path'
import { z } from 'zod'
import { readSmtpUrl } from '#app/mail/smtp-url.ts'
import { isSender } from '#app/mail/message.ts'

const wholeNumber = (low: number, high: number) => z.coerce.number().int().min(low).max(high)
const onOff = z
  .enum(['0', '1'])
  .default('0')
  .transform((value) => value === '1')

const smtpUrl = z.string().transform((text, context) => {
  const read = readSmtpUrl(text)
  if (read.status === 'ok') return read.server
  context.addIssue({ code: 'custom', message: read.why })
  return z.NEVER
})

/** Variables that hold a password: a refusal does not repeat them. */
const secret = new Set(['SMTP_URL'])

const variables = z.object({
  /** Address to listen on. */
  HOST: z.string().min(1).default('localhost'),
  PORT: wholeNumber(0, 65535).default(3000),
  /** Where the database, backups and secrets live. */
  DATA_DIR: z.string().min(1).default('data'),
  COURSES_DIR: z.string().min(1).default('courses'),
  /** The address people type, when a proxy stands in front: `https://learn.example.org`. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** 1 when a proxy sets X-Forwarded-For and X-Forwarded-Proto. */
  TRUST_PROXY: onOff,
  /** The mail server: `smtps://user:password@mail.example.org:465`. Without it no mail is sent. */
  SMTP_URL: smtpUrl.optional(),
  /** Who mail is from: `learn@example.org` or `Article 54 <learn@example.org>`. */
  MAIL_FROM: z
    .string()
    .refine(isSender, 'must look like learn@example.org or Article 54 <learn@example.org>')
    .optional(),
  /** How many server processes share the port. */
  WEB_CONCURRENCY: wholeNumber(1, 64).default(1),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** 1 serves the demonstration data set and shows its credentials. */
  DEMO: onOff,
  /** 1 adds a Server-Timing header with the number of queries, for measuring. */
  SERVER_TIMING: onOff,
  /** 1 offers the pseudo-locales that tests use to find text outside the catalogue. */
  PSEUDO_LOCALES: onOff,
})

const schema = variables.superRefine(({ SMTP_URL, MAIL_FROM, PUBLIC_URL }, context) => {
  if (!SMTP_URL) return
  const need = (name: string, why: string) => context.addIssue({ code: 'custom', path: [name], message: why })
  if (!MAIL_FROM) need('MAIL_FROM', 'must be set where SMTP_URL is: mail needs a sender')
  // Taken from a request, the address in a link would be the choice of whoever asks for the mail.
  if (!PUBLIC_URL) need('PUBLIC_URL', 'must be set where SMTP_URL is: links in mail lead there')
})

export type Env = z.infer<typeof schema>

/** What the environment asks for, or one sentence a variable that cannot be used. */
export function parseEnv(
  variables: Record<string, string | undefined>,
): { status: 'ok'; env: Env } | { status: 'invalid'; problems: string[] } {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  const result = schema.safeParse(set)
  if (!result.success) {
    return {
      status: 'invalid',
      problems: result.error.issues.map(({ path: [name], message }) => {
        const value = set[String(name)]
        const shown = value === undefined || secret.has(String(name)) ? '' : `=${JSON.stringify(value)}`
        return `${String(name)}${shown}: ${message}`
      }),
    }
  }
  const env = result.data
  return {
    status: 'ok',
    env: { ...env, DATA_DIR: path.resolve(env.DATA_DIR), COURSES_DIR: path.resolve(env.COURSES_DIR) },
  }
}

let current: Env | undefined

/** The settings of this process, read once from the environment. Throws when one cannot be used. */
export function env(): Env {
  if (!current) {
    const result = parseEnv(process.env)
    if (result.status === 'invalid') throw new Error(`Unusable settings: ${result.problems.join('; ')}`)
    current = result.env
  }
  return current
}
