/** Who asks, from a stranger to an administrator of everything. The people of the tests are from Kenya unless said. */
export const askers = [
  'stranger',
  'trainee',
  'instructor',
  'course instructor',
  'instructor elsewhere',
  'manager',
  'programme manager',
  'cohort manager',
  'country manager',
  'manager elsewhere',
  'supervisor',
  'supervisor elsewhere',
  'local administrator',
  'administrator elsewhere',
  'administrator',
] as const
export type Asker = (typeof askers)[number]

/**
 * What comes back: `open` the page or file; `sign-in` sent to sign in; `closed` 403; `absent` 404, as if it were not
 * there; `refused` the form was looked at and what was posted refused (400, 422); `done` led on elsewhere; `needless`
 * led on because the person is signed in already; `none` there is nothing to get or to post to (405); `unsigned` a script
 * is told that nobody is signed in (401).
 */
export type Outcome = 'open' | 'sign-in' | 'closed' | 'absent' | 'refused' | 'done' | 'needless' | 'none' | 'unsigned'

export type Access = Readonly<Record<Asker, Outcome>>

/** `outcome` for those named, `rest` for other members; strangers are sent to sign in. */
function only(names: readonly Asker[], outcome: Outcome, rest: Outcome = 'closed'): Access {
  return Object.fromEntries(
    askers.map((asker) => [asker, asker === 'stranger' ? 'sign-in' : names.includes(asker) ? outcome : rest]),
  ) as Access
}

const all = (outcome: Outcome): Access => Object.fromEntries(askers.map((asker) => [asker, outcome])) as Access
const members = (outcome: Outcome): Access => only(askers, outcome)
const strangers = (outcome: Outcome, others: Outcome): Access => ({ ...all(others), stranger: outcome })

const instructors = ['instructor', 'course instructor'] as const
const anyInstructor = [...instructors, 'instructor elsewhere'] as const
const anyManager = ['manager', 'programme manager', 'cohort manager', 'country manager', 'manager elsewhere'] as const
const administrators = ['local administrator', 'administrator'] as const
const anyAdministrator = [...administrators, 'administrator elsewhere'] as const
const supervisors = [...administrators, 'supervisor'] as const
const anySupervisor = [...anyAdministrator, 'supervisor', 'supervisor elsewhere'] as const

/** Those named see it; to others of the kind it is absent; to everybody else closed. */
function within(names: readonly Asker[], kind: readonly Asker[], outcome: Outcome): Access {
  return Object.fromEntries(
    askers.map((asker) => [
      asker,
      asker === 'stranger' ? 'sign-in' : names.includes(asker) ? outcome : kind.includes(asker) ? 'absent' : 'closed',
    ]),
  ) as Access
}

/** One address of a route. `{…}` are names of things that the test makes; `post` is for routes that have an action. */
export type Entry = {
  path: string
  get: Access
  post?: Access
  /** What is posted: nothing that could be done, unless given. */
  body?: string
  /** Who is tried; everybody, unless what is posted would get in the way of other tests when it succeeds. */
  asks?: readonly Asker[]
}

const course = '/courses/electronic-evidence'
const lesson = `${course}/lessons/what-vanishes-first`
const caseLesson = `${course}/lessons/a-case-to-decide`
const draft = `${course}/lessons/draft-a-request/requests/ev-req-saltmarsh`
const kenya = ['manager', 'programme manager', 'cohort manager', 'country manager'] as const
const kenyaWhole = ['manager', 'programme manager'] as const
const kenyaCohort = [...kenyaWhole, 'cohort manager'] as const

/** Every route of app/routes.ts by its path, with what each asker gets. A route without an entry fails the test. */
export const routeTable: Readonly<Record<string, readonly Entry[]>> = {
  '/': [{ path: '/', get: strangers('open', 'needless') }],
  '/courses': [{ path: '/courses', get: all('open') }],
  '/courses/:course': [
    { path: course, get: all('open'), post: members('done') },
    { path: '/courses/none', get: all('absent'), post: members('absent') },
  ],
  '/convention': [{ path: '/convention', get: all('open') }],
  '/convention/terms': [{ path: '/convention/terms', get: all('open') }],
  '/convention/:article': [
    { path: '/convention/54', get: all('open') },
    { path: '/convention/69', get: all('absent') },
  ],
  '/search': [{ path: '/search?q=preservation', get: all('open') }],
  '/sign-in': [{ path: '/sign-in', get: strangers('open', 'needless'), post: strangers('refused', 'needless') }],
  '/register': [{ path: '/register', get: strangers('open', 'needless'), post: strangers('refused', 'needless') }],
  '/register/:token': [{ path: '/register/none', get: all('absent'), post: all('refused') }],
  '/sign-in/second-factor': [{ path: '/sign-in/second-factor', get: all('done'), post: all('done') }],
  '/sign-in/passkey': [{ path: '/sign-in/passkey', get: all('done'), post: all('done') }],
  '/sign-in/with/:provider': [{ path: '/sign-in/with/none', get: all('absent') }],
  '/sign-in/with/:provider/back': [{ path: '/sign-in/with/none/back', get: all('absent') }],
  '/passkeys/:purpose': [{ path: '/passkeys/none', get: all('none'), post: all('absent') }],
  '/card': [{ path: '/card', get: all('open'), post: all('refused') }],
  '/card/:code': [{ path: '/card/none', get: all('open'), post: all('refused') }],
  '/welcome/:token': [{ path: '/welcome/none', get: all('absent'), post: all('refused') }],
  '/reset/:token': [{ path: '/reset/none', get: all('absent'), post: all('refused') }],
  '/verify-email/:token': [{ path: '/verify-email/none', get: all('absent'), post: all('absent') }],
  '/forgot': [{ path: '/forgot', get: all('open'), post: all('refused') }],
  '/setup/:token': [{ path: '/setup/none', get: all('absent'), post: all('refused') }],
  '/privacy': [{ path: '/privacy', get: all('open') }],

  '/learn': [{ path: '/learn', get: members('open') }],
  '/learn/review': [{ path: '/learn/review', get: members('open'), post: members('refused') }],
  '/learn/competence': [{ path: '/learn/competence', get: members('open') }],
  '/learn/notes': [{ path: '/learn/notes', get: members('open'), post: members('refused') }],
  '/learn/notes.txt': [{ path: '/learn/notes.txt', get: members('open') }],
  '/join': [{ path: '/join', get: members('open'), post: members('refused') }],
  '/courses/:course/changes': [{ path: `${course}/changes`, get: members('open') }],
  '/courses/:course/lessons/:lesson': [{ path: lesson, get: members('open'), post: members('refused') }],
  '/courses/:course/print': [{ path: `${course}/print`, get: members('open') }],
  '/courses/:course/lessons/:lesson/print': [{ path: `${lesson}/print`, get: members('open') }],
  '/courses/:course/lessons/:lesson/requests/:request': [
    { path: draft, get: members('open'), post: members('refused') },
  ],
  '/courses/:course/lessons/:lesson/requests/:request/print': [{ path: `${draft}/print`, get: members('open') }],
  '/courses/:course/lessons/:lesson/scenarios/:scenario': [
    { path: `${caseLesson}/scenarios/sc-ev-seafarers`, get: members('open'), post: members('refused') },
  ],
  '/courses/:course/lessons/:lesson/scenarios/:scenario/debrief': [
    { path: `${caseLesson}/scenarios/sc-ev-seafarers/debrief`, get: members('done') },
  ],
  '/courses/:course/quizzes/:quiz': [
    { path: '{quiz}', get: members('open'), post: members('done') },
    { path: `${course}/quizzes/none`, get: members('absent'), post: members('absent') },
  ],
  '/attempts/:attempt': [
    {
      path: '/attempts/{attempt}',
      get: only(['trainee'], 'open', 'absent'),
      post: only(['trainee'], 'done', 'absent'),
    },
  ],
  '/attempts/:attempt/answers': [
    {
      path: '/attempts/{attempt}/answers',
      get: all('none'),
      post: { ...only(['trainee'], 'open', 'absent'), stranger: 'unsigned' },
    },
  ],
  '/attempts/:attempt/result': [{ path: '/attempts/{attempt}/result', get: only(['trainee'], 'done', 'absent') }],
  '/account': [{ path: '/account', get: members('open'), post: members('refused') }],
  '/account/email': [{ path: '/account/email', get: members('open'), post: members('refused') }],
  '/account/data': [{ path: '/account/data', get: members('open'), post: members('refused') }],
  '/account/data/erasure': [{ path: '/account/data/erasure', get: members('open'), post: members('refused') }],
  '/account/data.json': [{ path: '/account/data.json', get: members('open') }],
  '/account/security': [{ path: '/account/security', get: members('open'), post: members('refused') }],
  '/account/security/unlink': [{ path: '/account/security/unlink', get: all('done'), post: members('absent') }],
  '/account/second-factor': [{ path: '/account/second-factor', get: members('open'), post: members('refused') }],
  '/account/recovery-codes': [{ path: '/account/recovery-codes', get: members('done'), post: members('refused') }],
  '/account/passkeys/new': [{ path: '/account/passkeys/new', get: members('open'), post: members('refused') }],
  '/account/passkeys/:passkey': [{ path: '/account/passkeys/none', get: members('absent'), post: members('refused') }],
  '/confirm': [{ path: '/confirm', get: members('open'), post: members('refused') }],
  '/sign-out': [{ path: '/sign-out', get: all('done'), post: all('done') }],
  '/courses/:course/book.epub': [{ path: `${course}/book.epub`, get: members('open') }],
  '/courses/:course/lessons/:lesson/book.epub': [{ path: `${lesson}/book.epub`, get: members('open') }],

  '/teach': [{ path: '/teach', get: only(anyInstructor, 'open') }],
  '/teach/:course': [
    {
      path: '/teach/electronic-evidence',
      get: within(instructors, anyInstructor, 'open'),
      post: only(anyInstructor, 'refused'),
    },
    {
      path: '/teach/electronic-evidence',
      get: within(instructors, anyInstructor, 'open'),
      post: within(instructors, anyInstructor, 'done'),
      body: 'intent=publish',
      asks: askers.filter((asker) => !instructors.some((one) => one === asker)),
    },
  ],
  '/teach/:course/conditions': [
    { path: '/teach/electronic-evidence/conditions', get: within(instructors, anyInstructor, 'open') },
  ],
  '/teach/:course/conditions/:quiz': [
    {
      path: '/teach/electronic-evidence/conditions/final',
      get: within(instructors, anyInstructor, 'open'),
      post: within(instructors, anyInstructor, 'refused'),
    },
  ],
  '/teach/:course/similar-answers': [
    { path: '/teach/electronic-evidence/similar-answers', get: within(instructors, anyInstructor, 'open') },
  ],
  '/teach/:course/statistics': [
    { path: '/teach/electronic-evidence/statistics', get: within(instructors, anyInstructor, 'open') },
  ],
  '/teach/:course/exchange': [
    {
      path: '/teach/electronic-evidence/exchange',
      get: within(instructors, anyInstructor, 'open'),
      post: within(instructors, anyInstructor, 'refused'),
    },
  ],
  '/teach/:course/exchange/imported.mdx': [
    {
      path: '/teach/electronic-evidence/exchange/imported.mdx',
      get: all('none'),
      post: within(instructors, anyInstructor, 'open'),
      body: 'source=x',
    },
  ],
  '/teach/:course/exchange/:file': [
    { path: '/teach/electronic-evidence/exchange/all.gift.txt', get: within(instructors, anyInstructor, 'open') },
  ],
  '/teach/:course/statistics.csv': [
    { path: '/teach/electronic-evidence/statistics.csv', get: within(instructors, anyInstructor, 'open') },
  ],
  '/teach/:course/regrade': [
    {
      path: '/teach/electronic-evidence/regrade',
      get: within(instructors, anyInstructor, 'open'),
      post: only(anyInstructor, 'refused'),
    },
  ],
  '/teach/:course/preview/:activity/try': [
    {
      path: '/teach/electronic-evidence/preview/home-quiz/try',
      get: within(instructors, anyInstructor, 'open'),
      post: within(instructors, anyInstructor, 'refused'),
    },
    {
      path: '/teach/electronic-evidence/preview/what-vanishes-first/try',
      get: only(anyInstructor, 'absent'),
      post: only(anyInstructor, 'absent'),
    },
  ],
  '/teach/:course/attempts': [
    { path: '/teach/electronic-evidence/attempts', get: within(instructors, anyInstructor, 'open') },
  ],
  '/teach/:course/attempts/:attempt': [
    {
      path: '/teach/electronic-evidence/attempts/{attempt}',
      get: within(instructors, anyInstructor, 'open'),
      post: only(anyInstructor, 'refused'),
    },
    {
      // Without a limit it cannot be extended: whom it exists for is told so.
      path: '/teach/electronic-evidence/attempts/{attempt}',
      get: within(instructors, anyInstructor, 'open'),
      post: within(instructors, anyInstructor, 'refused'),
      body: 'intent=extend&seen=&minutes=5&reason=The+power+failed',
    },
    {
      path: '/teach/electronic-evidence/attempts/none',
      get: only(anyInstructor, 'absent'),
      post: only(anyInstructor, 'absent'),
      body: 'intent=extend&seen=&minutes=5&reason=The+power+failed',
    },
  ],
  '/teach/:course/preview/:activity': [
    { path: '/teach/electronic-evidence/preview/what-vanishes-first', get: within(instructors, anyInstructor, 'open') },
  ],
  '/teach/:course/revisions/:number': [
    { path: '/teach/electronic-evidence/revisions/1', get: within(instructors, anyInstructor, 'open') },
  ],
  '/teach/:course/revisions/:number/:activity': [
    {
      path: '/teach/electronic-evidence/revisions/1/what-vanishes-first',
      get: within(instructors, anyInstructor, 'open'),
    },
  ],
  '/teach/:course/restore/:number': [
    {
      path: '/teach/electronic-evidence/restore/1',
      get: within(instructors, anyInstructor, 'open'),
      post: within(instructors, anyInstructor, 'refused'),
    },
  ],

  '/manage': [{ path: '/manage', get: only(anyManager, 'open') }],
  '/manage/programmes/new': [
    { path: '/manage/programmes/new', get: only(['manager'], 'open'), post: only(['manager'], 'refused') },
  ],
  '/manage/programmes/:programme': [
    {
      path: '/manage/programmes/{programme}',
      get: within(kenya, anyManager, 'open'),
      post: only(anyManager, 'refused'),
    },
    {
      path: '/manage/programmes/{programme}',
      get: within(kenya, anyManager, 'open'),
      post: within(kenyaWhole, anyManager, 'done'),
      body: 'intent=cohort&name={unique}&dueOn=',
    },
    {
      path: '/manage/programmes/{programme}',
      get: within(kenya, anyManager, 'open'),
      post: { ...only(['manager'], 'done') },
      body: 'intent=countries&countries=KE',
    },
  ],
  '/manage/cohorts/:cohort': [
    {
      path: '/manage/cohorts/{cohort}',
      get: within(kenya, anyManager, 'open'),
      post: within(kenyaCohort, anyManager, 'done'),
      body: 'intent=renew-code',
    },
    {
      path: '/manage/cohorts/{foreignCohort}',
      get: within(['manager', 'manager elsewhere'], anyManager, 'open'),
      post: within(['manager', 'manager elsewhere'], anyManager, 'done'),
      body: 'intent=renew-code',
    },
  ],
  '/manage/cohorts/:cohort/enrol': [
    {
      path: '/manage/cohorts/{cohort}/enrol',
      get: within(kenyaCohort, anyManager, 'open'),
      post: within(kenyaCohort, anyManager, 'open'),
      body: 'intent=enrol&usernames=nobody-of-that-name',
    },
  ],
  '/manage/cohorts/:cohort/progress.csv': [
    { path: '/manage/cohorts/{cohort}/progress.csv', get: within(kenya, anyManager, 'open') },
  ],

  '/admin': [{ path: '/admin', get: only(anySupervisor, 'open') }],
  '/admin/people': [{ path: '/admin/people', get: only(anySupervisor, 'open') }],
  '/admin/people.csv': [{ path: '/admin/people.csv', get: only(anyAdministrator, 'open') }],
  '/admin/people/new': [
    { path: '/admin/people/new', get: only(anyAdministrator, 'open'), post: only(anyAdministrator, 'refused') },
  ],
  '/admin/people/import': [
    { path: '/admin/people/import', get: only(anyAdministrator, 'open'), post: only(anyAdministrator, 'refused') },
  ],
  '/admin/people/import/refused.csv': [
    { path: '/admin/people/import/refused.csv', get: only(anyAdministrator, 'absent') },
  ],
  '/admin/people/:account': [
    {
      path: '/admin/people/{person}',
      get: within(supervisors, anySupervisor, 'open'),
      post: within(administrators, anySupervisor, 'done'),
      body: 'intent=sign-out',
    },
    {
      path: '/admin/people/{person}',
      get: within(supervisors, anySupervisor, 'open'),
      post: within(supervisors, anySupervisor, 'open'),
      body: 'intent=card',
    },
    {
      path: '/admin/people/{abroad}',
      get: within(['administrator', 'administrator elsewhere', 'supervisor elsewhere'], anySupervisor, 'open'),
      post: within(['administrator', 'administrator elsewhere', 'supervisor elsewhere'], anySupervisor, 'open'),
      body: 'intent=card',
    },
    {
      // A platform administrator who works in the country: nobody is taken over from below.
      path: '/admin/people/{head}',
      get: within(supervisors, anySupervisor, 'open'),
      post: within(['administrator'], anySupervisor, 'open'),
      body: 'intent=card',
    },
  ],
  '/admin/people/:account/change': [
    {
      path: '/admin/people/{person}/change',
      get: within(administrators, anyAdministrator, 'open'),
      post: only(anyAdministrator, 'refused'),
    },
    {
      path: '/admin/people/{head}/change',
      get: within(['administrator'], anyAdministrator, 'open'),
      post: within(['administrator'], anyAdministrator, 'done'),
      body: 'username=head-{unique}&displayName=Head&email=&agencyId={agency}',
    },
  ],
  '/admin/people/:account/roles': [
    {
      path: '/admin/people/{person}/roles?what=supervisor:country',
      get: {
        ...within(['administrator', 'local administrator'], anyAdministrator, 'open'),
      },
      post: only(anyAdministrator, 'refused'),
    },
    {
      path: '/admin/people/{person}/roles?what=manager:programme',
      get: { ...within(['administrator'], anyAdministrator, 'open'), 'local administrator': 'done' },
      post: within(['administrator'], anyAdministrator, 'done'),
      body: 'what=manager:programme&scopeId={programme}&startsOn=&endsOn=',
    },
  ],
  '/admin/people/:account/extra-time': [
    {
      path: '/admin/people/{person}/extra-time',
      get: within(supervisors, anySupervisor, 'open'),
      post: only(anySupervisor, 'refused'),
    },
    {
      path: '/admin/people/{person}/extra-time',
      get: within(supervisors, anySupervisor, 'open'),
      post: within(supervisors, anySupervisor, 'done'),
      body: 'intent=give&percent=25&endsOn=&reason=Reads+with+a+magnifier',
    },
  ],
  '/admin/people/:account/merge': [
    {
      path: '/admin/people/{colleague}/merge',
      get: within(administrators, anyAdministrator, 'open'),
      post: only(anyAdministrator, 'refused'),
    },
  ],
  // Of nobody: cards for everybody who is new would stand in the logs that other tests read.
  '/admin/cards': [
    { path: '/admin/cards?q=nobody-is-called-so', get: only(anySupervisor, 'open'), post: only(anySupervisor, 'open') },
  ],
  '/admin/agencies': [
    { path: '/admin/agencies', get: only(anyAdministrator, 'open'), post: only(anyAdministrator, 'refused') },
  ],
  '/admin/agencies/:agency': [
    {
      path: '/admin/agencies/{agency}',
      get: within(administrators, anyAdministrator, 'open'),
      post: within(administrators, anyAdministrator, 'done'),
      body: 'intent=add&newName=Station {unique}',
    },
    {
      path: '/admin/agencies/{foreignAgency}',
      get: within(['administrator', 'administrator elsewhere'], anyAdministrator, 'open'),
      post: within(['administrator', 'administrator elsewhere'], anyAdministrator, 'done'),
      body: 'intent=add&newName=Station {unique}',
    },
  ],
  '/admin/erasures': [
    { path: '/admin/erasures', get: only(anyAdministrator, 'open'), post: only(anyAdministrator, 'refused') },
  ],
  '/admin/settings': [
    { path: '/admin/settings', get: only(['administrator'], 'open'), post: only(['administrator'], 'refused') },
  ],
  '/admin/audit': [{ path: '/admin/audit', get: only(['administrator'], 'open') }],
  '/admin/audit.csv': [{ path: '/admin/audit.csv', get: only(['administrator'], 'open') }],

  '/healthz': [{ path: '/healthz', get: all('open') }],
  '/*': [{ path: '/nothing-here', get: all('absent'), post: all('absent') }],
}
