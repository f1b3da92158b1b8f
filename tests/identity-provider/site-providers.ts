/** How the site is known at the provider of the tests. */
export const testClient = { clientId: 'article-54', clientSecret: 'a secret of tests only' }

/** What the site of the browser tests knows of providers: one that runs at `url`, and one where nothing listens. */
export function siteProviders(url: string) {
  return [
    {
      id: 'coast',
      name: 'Coast Police',
      issuer: url,
      ...testClient,
      allowPrivateHttp: true,
      scopes: ['openid', 'profile', 'email', 'groups'],
      roles: [{ claim: 'groups', value: 'trainers', role: 'instructor', over: { kind: 'platform' } }],
      create: true,
      linkVerifiedEmail: true,
      secondFactor: { amr: ['otp'] },
    },
    {
      id: 'harbour',
      name: 'Harbour Authority of the Northern and the Southern Coast',
      issuer: 'http://127.0.0.1:9',
      clientId: 'article-54',
      allowPrivateHttp: true,
    },
  ]
}
