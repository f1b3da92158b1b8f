import { describe, expect, test } from 'vitest'
import { pageHeaders, securityHeaders } from './security-headers.ts'

const directives = (policy = '') =>
  new Map(
    policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1).join(' ')]),
  )

describe('the policy of a page', () => {
  const policy = directives(pageHeaders['Content-Security-Policy'])

  test('lets nothing come from elsewhere, run inline, or be made of a string', () => {
    expect(policy.get('default-src')).toBe("'none'")
    for (const [, sources] of policy) expect(sources).toMatch(/^'(none|self|script)'$/)
  })

  test.each(['object-src', 'base-uri', 'frame-ancestors', 'trusted-types'])('forbids by %s', (name) => {
    expect(policy.get(name)).toBe("'none'")
  })

  test('names no permission twice, and gives passkeys to this site alone', () => {
    const permissions = (pageHeaders['Permissions-Policy'] ?? '').split(',')
    const names = permissions.map((permission) => permission.split('=')[0])
    expect(new Set(names).size).toBe(names.length)
    expect(permissions).toEqual(
      expect.arrayContaining([
        'camera=()',
        'geolocation=()',
        'microphone=()',
        'publickey-credentials-create=(self)',
        'publickey-credentials-get=(self)',
      ]),
    )
    for (const permission of permissions) expect(permission).toMatch(/^[a-z-]+=\((self)?\)$/)
  })
})

test('the policy of everything else allows nothing', () => {
  const policy = directives(securityHeaders({ secure: false })['Content-Security-Policy'])
  expect(Object.fromEntries(policy)).toEqual({
    'default-src': "'none'",
    'frame-ancestors': "'none'",
  })
})

test('browsers are told to stay with HTTPS only where they came by it', () => {
  expect(securityHeaders({ secure: false })['Strict-Transport-Security']).toBeUndefined()
  expect(securityHeaders({ secure: true })['Strict-Transport-Security']).toBe('max-age=31536000; includeSubDomains')
})
