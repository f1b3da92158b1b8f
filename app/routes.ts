import { index, prefix, type RouteConfig, route } from '@remix-run/route-config'

/** Every address of the site. Ids of routes are their files; links are written out where they are used. */
export default [
  // Anyone
  index('routes/public/home.tsx'),
  route('courses', 'routes/public/catalogue.tsx'),
  route('courses/:course', 'routes/public/course.tsx'),
  route('convention', 'routes/public/articles.tsx'),
  route('convention/terms', 'routes/public/terms.tsx'),
  route('convention/:article', 'routes/public/article.tsx'),
  route('search', 'routes/public/search.tsx'),
  route('sign-in', 'routes/public/sign-in.tsx'),
  route('sign-in/second-factor', 'routes/public/second-factor.tsx'),
  route('sign-in/passkey', 'routes/public/passkey-sign-in.tsx'),
  route('sign-in/with/:provider', 'routes/public/single-sign-on.tsx'),
  route('sign-in/with/:provider/back', 'routes/public/single-sign-on-back.tsx'),
  route('register', 'routes/public/register.tsx'),
  route('setup/:token', 'routes/public/setup.tsx'),
  route('privacy', 'routes/public/privacy.tsx'),

  // Trainees
  route('learn', 'routes/learn/dashboard.tsx'),
  route('learn/notes', 'routes/learn/notes.tsx'),
  route('join', 'routes/learn/join.tsx'),
  route('courses/:course/changes', 'routes/learn/course-changes.tsx'),
  route('courses/:course/lessons/:lesson', 'routes/learn/lesson.tsx'),
  route('courses/:course/print', 'routes/learn/print-course.tsx'),
  route('courses/:course/lessons/:lesson/print', 'routes/learn/print-lesson.tsx'),
  route('courses/:course/lessons/:lesson/requests/:request', 'routes/learn/request.tsx'),
  route('courses/:course/lessons/:lesson/requests/:request/print', 'routes/learn/request-print.tsx'),
  route('courses/:course/lessons/:lesson/scenarios/:scenario', 'routes/learn/scenario.tsx'),
  route('courses/:course/lessons/:lesson/scenarios/:scenario/debrief', 'routes/learn/scenario-debrief.tsx'),
  route('courses/:course/quizzes/:quiz', 'routes/learn/quiz.tsx'),
  route('attempts/:attempt', 'routes/learn/attempt.tsx'),
  route('attempts/:attempt/result', 'routes/learn/result.tsx'),
  route('account', 'routes/learn/account.tsx'),
  route('account/security', 'routes/learn/security.tsx'),
  route('account/second-factor', 'routes/learn/totp.tsx'),
  route('account/recovery-codes', 'routes/learn/recovery-codes.tsx'),
  route('account/passkeys/new', 'routes/learn/add-passkey.tsx'),
  route('account/passkeys/:passkey', 'routes/learn/passkey.tsx'),
  route('account/data', 'routes/learn/own-data.tsx'),
  route('account/data/erasure', 'routes/learn/ask-erasure.tsx'),
  route('confirm', 'routes/learn/confirm.tsx'),

  // Instructors
  ...prefix('teach', [
    index('routes/teach/courses.tsx'),
    route(':course', 'routes/teach/course.tsx'),
    route(':course/preview/:activity', 'routes/teach/preview.tsx'),
    route(':course/revisions/:number', 'routes/teach/revision.tsx'),
    route(':course/revisions/:number/:activity', 'routes/teach/old-activity.tsx'),
    route(':course/restore/:number', 'routes/teach/restore.tsx'),
  ]),

  // Programme managers
  ...prefix('manage', [
    index('routes/manage/programmes.tsx'),
    route('programmes/new', 'routes/manage/new-programme.tsx'),
    route('programmes/:programme', 'routes/manage/programme.tsx'),
    route('cohorts/:cohort', 'routes/manage/cohort.tsx'),
    route('cohorts/:cohort/enrol', 'routes/manage/enrol.tsx'),
  ]),

  // Administrators
  ...prefix('admin', [
    index('routes/admin/overview.tsx'),
    route('people', 'routes/admin/people.tsx'),
    route('people/new', 'routes/admin/new-person.tsx'),
    route('people/:account', 'routes/admin/person.tsx'),
    route('people/:account/change', 'routes/admin/change-person.tsx'),
    route('people/:account/roles', 'routes/admin/grant-role.tsx'),
    route('agencies', 'routes/admin/agencies.tsx'),
    route('agencies/:agency', 'routes/admin/agency.tsx'),
    route('audit', 'routes/admin/audit.tsx'),
    route('settings', 'routes/admin/settings.tsx'),
    route('erasures', 'routes/admin/erasures.tsx'),
  ]),

  // Not pages
  route('attempts/:attempt/answers', 'routes/resources/save-answers.ts'),
  route('passkeys/:purpose', 'routes/resources/passkey-options.ts'),
  route('account/security/unlink', 'routes/resources/unlink-identity.ts'),
  route('sign-out', 'routes/resources/sign-out.ts'),
  route('account/data.json', 'routes/resources/own-data-file.ts'),
  route('learn/notes.txt', 'routes/resources/notes-file.ts'),
  route('courses/:course/book.epub', 'routes/resources/epub.ts', { id: 'course-epub' }),
  route('courses/:course/lessons/:lesson/book.epub', 'routes/resources/epub.ts', { id: 'lesson-epub' }),
  route('manage/cohorts/:cohort/progress.csv', 'routes/resources/cohort-csv.ts'),
  route('admin/audit.csv', 'routes/resources/audit-csv.ts'),
  route('healthz', 'routes/resources/health.ts'),
  route('*', 'routes/public/not-found.tsx'),
] satisfies RouteConfig
