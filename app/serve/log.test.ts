import { expect, test } from 'vitest'
import { loggablePath } from './log.server.ts'

test.each([
  ['/sign-in?next=/learn&name=amina', '/sign-in'],
  ['/admin/people/01890a5d-ac96-774b-bcce-b302099a8057', '/admin/people/:id'],
  ['/setup/s3cr3t-token', '/setup/:token'],
  ['/Setup/s3cr3t-token', '/setup/:token'],
  ['//setup//s3cr3t-token.data', '/setup/:token'],
  ['/register/s3cr3t', '/register/:token'],
  ['/card/k7mw-3xpd-hq9a', '/card/:token'],
  ['/reset/s3cr3t', '/reset/:token'],
  ['/welcome/s3cr3t?x', '/welcome/:token'],
  ['/verify-email/s3cr3t', '/verify-email/:token'],
  ['/courses/electronic-evidence', '/courses/electronic-evidence'],
])('%s is logged as %s', (url, logged) => {
  expect(loggablePath(url)).toBe(logged)
})
