const domains = ['identity', 'convention', 'content', 'programmes', 'assessment', 'progress', 'reporting']

/** A domain knows only what stands below it on the ladder. */
const ladder = domains.map((domain, index) => ({
  name: `ladder-${domain}`,
  comment: `${domain} may use only the domains before it (docs/decisions/001): move the use case up to the later domain.`,
  severity: 'error',
  from: { path: `^app/${domain}/` },
  to: { path: `^app/(${domains.slice(index + 1).join('|') || 'nothing-is-above'})/` },
}))

export default {
  forbidden: [
    ...ladder,
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domains-know-no-web',
      comment: 'Domains know nothing of routes, requests or Remix: a route parses and answers, the domain decides.',
      severity: 'error',
      from: { path: `^app/(${domains.join('|')})/` },
      to: { path: ['^app/(routes|http|serve|commands)/', '^app/(root|entry)', '^node_modules/@remix-run'] },
    },
    {
      name: 'technical-folders-know-no-domain',
      comment:
        'Interface parts, languages, mail, jobs, secrets, CSV files, the server and the database serve every domain and know none.',
      severity: 'error',
      from: { path: '^(app/(ui|i18n|serve|mail|jobs|secrets|csv)|db/(?!seed/))' },
      to: { path: [`^app/(${domains.join('|')})/`, '^app/(routes|http|commands)/', '^db/seed/'] },
    },
    {
      name: 'http-is-for-routes',
      comment: 'The glue between requests and domains is used by routes and the programs that serve them.',
      severity: 'error',
      from: { pathNot: '^app/(http|routes|commands|root|entry)' },
      to: { path: '^app/http/' },
    },
    {
      name: 'no-sql-in-routes',
      comment: 'A route calls a domain. The health check alone asks the database itself.',
      severity: 'error',
      from: { path: '^app/routes/', pathNot: ['^app/routes/resources/health', '\\.test\\.tsx?$'] },
      to: { path: ['^db/', '^node_modules/drizzle-orm'], pathNot: '^db/seed/demo-credentials' },
    },
    {
      name: 'only-the-session-store-knows-lucia',
      comment: 'Lucia is at the end of its line: one file to change when it goes.',
      severity: 'error',
      from: { pathNot: '^app/identity/sign-in/session-store\\.server' },
      to: { path: '^node_modules/(lucia|@lucia-auth)' },
    },
    {
      name: 'only-single-sign-on-knows-openid',
      comment: 'What providers answer is checked and put into words in one place.',
      severity: 'error',
      from: { pathNot: '^app/identity/single-sign-on/' },
      to: { path: '^node_modules/(openid-client|oauth4webapi|jose)' },
    },
    {
      name: 'only-the-worker-compiles',
      comment: 'No request compiles: author MDX is compiled in a process of its own.',
      severity: 'error',
      from: { pathNot: '^app/content/' },
      to: { path: '^node_modules/(mdx-bundler|esbuild)' },
    },
    {
      name: 'only-the-worker-decodes-pictures',
      comment:
        'What decodes pictures is written in C and is given bytes of strangers: only a file of the worker loads it.',
      severity: 'error',
      from: { pathNot: ['^app/content/media/encode-picture\\.server', '\\.test\\.tsx?$'] },
      to: { path: '^node_modules/(sharp|@img)' },
    },
    {
      name: 'only-the-client-opens-the-database',
      comment: 'Every connection is set up alike and every change goes through write().',
      severity: 'error',
      from: { pathNot: ['^db/(client\\.server|migrate)', '\\.test\\.ts$'] },
      to: { path: '^node_modules/better-sqlite3' },
    },
    {
      name: 'no-dumping-ground',
      comment: 'A function with no home is a missing name.',
      severity: 'error',
      from: {},
      to: { path: '(^|/)(utils?|lib|helpers?|common|misc|shared)(/|\\.tsx?$)', pathNot: 'node_modules' },
    },
    {
      name: 'not-to-missing',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(virtual:|mdast$|hast$)' },
    },
    {
      name: 'no-development-packages',
      comment: 'What runs in production is in dependencies.',
      severity: 'error',
      from: { path: '^(app|db)', pathNot: ['\\.test\\.tsx?$', '^app/(routes\\.ts|commands/dev\\.ts)$', '^db/seed/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}
