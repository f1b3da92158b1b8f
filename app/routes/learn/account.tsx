import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listCourses } from '#app/content/course-queries.server.ts'
import { env } from '#app/env.server.ts'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { offeredLocales, ownNameOf } from '#app/i18n/locales.ts'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { changeAccountSchema } from '#app/identity/accounts/account.ts'
import { findOwnAccount } from '#app/identity/accounts/account-queries.server.ts'
import { changeLocale } from '#app/identity/accounts/change-locale.server.ts'
import { changeDisplayName } from '#app/identity/accounts/change-display-name.server.ts'
import { ChangeNameForm, ownAccountFieldNames } from '#app/identity/ui/own-account-forms.tsx'
import { scopeText } from '#app/identity/ui/grant-text.ts'
import { LanguageForm } from '#app/identity/ui/language-form.tsx'
import { canManageSomething, canTeachSomething, type Viewer } from '#app/identity/viewer.ts'
import { listProgrammes } from '#app/programmes/programme-queries.server.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { Facts, PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer(context)
  const { t } = await context.translator()
  const account = await findOwnAccount({ viewer, now: Date.now() })
  if (!account) throw new NotFound()
  const names = await scopeNamesFor(viewer)
  const { username, displayName, email, agency, createdAt } = account
  return {
    title: t('identity.account.title'),
    account: { username, displayName, email, agency: agency?.name ?? null, createdAt },
    locale: viewer.locale,
    languages: offeredLocales(env().PSEUDO_LOCALES).map(({ tag }) => ({ tag, name: ownNameOf(tag) })),
    roles: account.grants.map((grant) =>
      t('identity.account.role', { role: t(`identity.role.${grant.role}`), scope: scopeText(grant, names, t) }),
    ),
  }
})

async function scopeNamesFor(viewer: Viewer) {
  const courses = canTeachSomething(viewer) ? await listCourses() : []
  const programmes = canManageSomething(viewer) ? await listProgrammes({ viewer }) : []
  return {
    country: {},
    agency: {},
    cohort: {},
    course: Object.fromEntries(courses.map(({ courseId, title }) => [courseId, title])),
    programme: Object.fromEntries(programmes.map(({ id, name }) => [id, name])),
  }
}

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireViewer(context)
  const form = await readForm(request, changeAccountSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const now = Date.now()
  if (form.value.intent === 'name') {
    await changeDisplayName({ viewer, displayName: form.value.displayName, now })
    return redirect('/account', { headers: await flash(context, 'identity.account.nameSaved') })
  }
  const { locale } = form.value
  const isOffered = offeredLocales(env().PSEUDO_LOCALES).some(({ tag }) => tag === locale)
  if (locale !== null && !isOffered) return refuse(form, { locale: 'http.form.unusable' })
  await changeLocale({ viewer, locale, now })
  return redirect('/account', { headers: await flash(context, 'privacy.language.saved') })
})

export default function AccountPage() {
  const { title, account, roles, locale, languages } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const { date } = useTranslator()
  const errors = translateErrors(answer?.errors, t)
  return (
    <>
      <PageHeader title={title} />
      <ErrorSummary errors={errors} fields={ownAccountFieldNames} />
      <Section title={t('identity.account.facts')}>
        <Facts
          items={[
            { label: t('identity.account.username'), value: <bdi>{account.username}</bdi> },
            { label: t('identity.account.agency'), value: account.agency ?? t('identity.account.noAgency') },
            {
              label: t('identity.account.email'),
              value: (
                <>
                  <bdi>{account.email ?? t('identity.account.noEmail')}</bdi>{' '}
                  <a href="/account/email">{t('waysIn.email.change')}</a>
                </>
              ),
            },
            { label: t('identity.account.since'), value: date(account.createdAt) },
            {
              label: t('identity.account.roles'),
              value:
                roles.length === 0 ? (
                  t('identity.role.trainee')
                ) : (
                  <ul>
                    {roles.map((role) => (
                      <li key={role}>{role}</li>
                    ))}
                  </ul>
                ),
            },
          ]}
        />
        <p>
          {t('identity.account.wrong')} <a href="/privacy">{t('identity.account.privacy')}</a>
        </p>
        <p>
          <a href="/account/data">{t('privacy.data.link')}</a>
        </p>
        <p>
          <a href="/learn/notes">{t('takeaway.note.all')}</a>
        </p>
      </Section>
      <Section title={t('identity.account.name')}>
        <ChangeNameForm displayName={answer?.typed.displayName ?? account.displayName} errors={errors} />
      </Section>
      {languages.length > 1 && (
        <Section title={t('privacy.language.title')}>
          <LanguageForm offered={languages} locale={locale} errors={errors} />
        </Section>
      )}
      <Section title={t('security.title')}>
        <p>
          <a href="/account/security">{t('security.link')}</a>
        </p>
      </Section>
    </>
  )
}
