import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parseProviders } from './provider.ts'
import { readProviderFile } from './provider-file.server.ts'

const ministry = {
  id: 'ministry',
  name: 'Ministry of the Interior',
  issuer: 'https://login.interior.example',
  clientId: 'article-54',
  clientSecret: 'not to be seen',
}

const read = (...providers: unknown[]) => parseProviders(JSON.stringify({ providers }))

test('a provider needs an id, a name, an issuer and a client; the rest gives nothing away unless it is asked for', () => {
  expect(read(ministry)).toEqual({
    status: 'ok',
    providers: [
      {
        ...ministry,
        scopes: ['openid', 'profile', 'email'],
        allowPrivateHttp: false,
        userName: 'preferred_username',
        roles: [],
        create: false,
        linkVerifiedEmail: false,
        exclusive: false,
      },
    ],
  })
})

test('a whole description is taken', () => {
  const whole = {
    ...ministry,
    scopes: ['openid', 'groups'],
    userName: 'upn',
    agency: { claim: 'department', values: { cid: 'KE/Cybercrime Unit' } },
    roles: [
      { claim: 'groups', value: 'trainers', role: 'instructor', over: { kind: 'platform' } },
      { claim: 'groups', value: 'desk', role: 'supervisor', over: { kind: 'agency', id: 'KE/Cybercrime Unit' } },
    ],
    create: true,
    linkVerifiedEmail: true,
    secondFactor: { amr: ['mfa'] },
    exclusive: true,
  }
  expect(read(whole).status).toBe('ok')
})

test.each<[string, unknown, string]>([
  ['an unknown field', { ...ministry, autoCreate: true }, 'autoCreate'],
  ['an id that does not fit an address', { ...ministry, id: '../x' }, 'providers.0.id: must be small letters'],
  ['an issuer that is no address', { ...ministry, issuer: 'login' }, 'providers.0.issuer: must be an address'],
  [
    'an issuer without https',
    { ...ministry, issuer: 'http://login.example' },
    'providers.0.issuer: must begin with https',
  ],
  [
    'http to another machine, even for trying out',
    { ...ministry, issuer: 'http://10.0.0.1', allowPrivateHttp: true },
    'providers.0.issuer: must begin with https',
  ],
  ['http to this machine, unasked', { ...ministry, issuer: 'http://localhost:1' }, 'must begin with https'],
  ['a password in the issuer', { ...ministry, issuer: 'https://a:b@x.example' }, 'providers.0.issuer'],
  ['no openid among the scopes', { ...ministry, scopes: ['email'] }, 'providers.0.scopes: must include "openid"'],
  [
    'a role that is none',
    { ...ministry, roles: [{ claim: 'g', value: 'x', role: 'owner', over: { kind: 'platform' } }] },
    'providers.0.roles.0.role',
  ],
  [
    'a role over what it cannot be held over',
    { ...ministry, roles: [{ claim: 'g', value: 'x', role: 'instructor', over: { kind: 'country', id: 'KE' } }] },
    'providers.0.roles.0.over: is nothing that this role can be held over',
  ],
  [
    'a role over a thing without an id',
    { ...ministry, roles: [{ claim: 'g', value: 'x', role: 'manager', over: { kind: 'cohort' } }] },
    'providers.0.roles.0.over',
  ],
  [
    'a country that is none',
    { ...ministry, roles: [{ claim: 'g', value: 'x', role: 'manager', over: { kind: 'country', id: 'Kenya' } }] },
    'providers.0.roles.0.over.id: must be a country code',
  ],
  [
    'an agency without a country',
    { ...ministry, agency: { claim: 'd', values: { cid: 'Cybercrime Unit' } } },
    'providers.0.agency.values.cid: must be a country code and an agency',
  ],
  [
    'a second factor in other words',
    { ...ministry, secondFactor: 'yes' },
    'providers.0.secondFactor: must be "trusted"',
  ],
])('%s is refused, and named', (_what, provider, problem) => {
  const result = read(provider)
  expect(result.status === 'invalid' && result.problems.join('; ')).toContain(problem)
})

test('http to this very machine is allowed for trying out', () => {
  for (const issuer of ['http://localhost:9000', 'http://127.0.0.1:9000', 'http://[::1]:9000/realm']) {
    expect(read({ ...ministry, issuer, allowPrivateHttp: true }).status, issuer).toBe('ok')
  }
})

test('two providers share neither id nor issuer', () => {
  expect(read(ministry, { ...ministry, issuer: 'https://other.example' })).toEqual({
    status: 'invalid',
    problems: ['providers.1.id: is the same as that of another provider'],
  })
  expect(read(ministry, { ...ministry, id: 'other' })).toEqual({
    status: 'invalid',
    problems: ['providers.1.issuer: is the same as that of another provider'],
  })
})

test('every problem is told at once, and no secret with it', () => {
  const result = read({ ...ministry, id: 'A', issuer: 'x', clientId: '' })
  expect(result.status === 'invalid' && result.problems.length).toBe(3)
  expect(JSON.stringify(result)).not.toContain(ministry.clientSecret)
  expect(parseProviders(`{"clientSecret": "not to be seen"`)).toEqual({
    status: 'invalid',
    problems: ['it is not JSON'],
  })
})

const folder = mkdtempSync(path.join(tmpdir(), 'article54-providers-'))
const file = path.join(folder, 'single-sign-on.json')
afterAll(() => rmSync(folder, { recursive: true }))

test('a file that others can read is refused; without a file there is no provider', () => {
  expect(readProviderFile(folder)).toEqual({ status: 'ok', providers: [] })
  writeFileSync(file, JSON.stringify({ providers: [ministry] }))
  for (const mode of [0o644, 0o640, 0o604, 0o660]) {
    chmodSync(file, mode)
    const result = readProviderFile(folder)
    expect(result.status === 'invalid' && result.problems[0], mode.toString(8)).toContain('others can read it')
  }
  chmodSync(file, 0o600)
  expect(readProviderFile(folder)).toMatchObject({ status: 'ok', providers: [{ id: 'ministry' }] })
})
