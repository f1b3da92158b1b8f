import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { refusedRegistration, welcome } from '#app/http/registered.server.ts'
import { safePath } from '#app/http/require-viewer.server.ts'
import { siteAddress } from '#app/http/site-address.server.ts'
import { titleOf } from '#app/http/title.ts'
import { tooOften } from '#app/http/too-often.server.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { groupByCountry } from '#app/identity/places/agency.ts'
import { listAgencies } from '#app/identity/places/agency-queries.server.ts'
import { findSettings } from '#app/identity/settings/settings-queries.server.ts'
import { accountFieldNames } from '#app/identity/ui/account-fields.tsx'
import { AskForLink, AskForKey, RegistrationForm } from '#app/identity/ui/registration-forms.tsx'
import { askForRegistration } from '#app/identity/ways-in/ask-for-registration.server.ts'
import { registerAccount } from '#app/identity/ways-in/register-account.server.ts'
import { registrationForms } from '#app/identity/ways-in/way-in-forms.ts'
import { canSendMail } from '#app/mail/queue-mail.server.ts'
import { registerWithKey } from '#app/programmes/register-with-key.server.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

/** What strangers are shown: who has a key always the form, others what the platform's setting lets them do. */
const stepOf = { open: 'form', domains: 'mail', closed: 'key' } as const

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const asked = new URL(request.url).searchParams
  const next = asked.get('next')
  const key = asked.get('key')?.slice(0, 100) ?? null
  if (await context.viewer()) {
    // Who has an account joins the cohort of the key instead.
    throw redirect(key ? `/join?${new URLSearchParams({ code: key })}` : safePath(next, '/learn'))
  }
  const { t, locale } = await context.translator()
  const { registration, registrationDomains } = await findSettings()
  const sent = registration === 'domains' && asked.has('sent')
  return {
    title: t(sent ? 'waysIn.register.sent' : 'identity.register.title'),
    step: sent ? ('sent' as const) : key ? ('form' as const) : stepOf[registration],
    needsKey: registration !== 'open',
    key: key ?? '',
    domains: registrationDomains.join(', '),
    canSend: canSendMail(),
    signInHref: next ? `/sign-in?next=${encodeURIComponent(safePath(next, '/learn'))}` : '/sign-in',
    agencies: groupByCountry(await listAgencies(), locale),
  }
})

// The viewer is not looked up here: a stale session's cookie would be taken away beside the new one.
export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const form = await readForm(request, registrationForms)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const now = Date.now()
  const { address } = context
  if (form.value.intent === 'mail') {
    const { email } = form.value
    const locale = (await context.locale()).tag
    const asked = await askForRegistration({ email, site: siteAddress(request), locale, address, now })
    if (asked.status === 'too-many') return tooOften({ ...asked, now, typed: form.typed })
    if (asked.status === 'other-domain') return refuse(form, { email: 'waysIn.error.emailDomain' })
    return redirect('/register?sent')
  }
  const { username, displayName, agencyId, password, shared, key } = form.value
  const person = { username, displayName, agencyId, password, address, now }
  const next = new URL(request.url).searchParams.get('next')
  if (key === '') {
    const result = await registerAccount(person)
    if (result.status === 'closed') return refuse(form, { key: 'learn.join.codeMissing' })
    if (result.status !== 'created') return refusedRegistration(result, form, now)
    const { accountId } = result
    const said: Said = ['identity.register.done', { name: displayName }]
    return await welcome({ request, context, accountId, shared, next, said, now })
  }
  const result = await registerWithKey({ ...person, key })
  if (result.status === 'unknown-key') return refuse(form, { key: 'waysIn.error.keyUnknown' })
  if (result.status !== 'created') return refusedRegistration(result, form, now)
  const { accountId, cohortName: cohort, programmeName: programme } = result
  const said: Said = ['learn.join.joined', { cohort, programme }]
  return await welcome({ request, context, accountId, shared, next, said, now })
})

type Said = Parameters<typeof welcome>[0]['said']

export const headers = ({ actionHeaders }: { actionHeaders: Headers }) => actionHeaders

export default function RegisterPage() {
  const { title, step, needsKey, key, domains, canSend, signInHref, agencies } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.status === 'invalid' ? answer.errors : undefined, t)
  const typed: Record<string, string> = answer?.typed ?? {}
  const shown = typed.intent === 'register' ? 'form' : step
  const lead = {
    form: t(needsKey || key ? 'waysIn.register.keyLead' : 'identity.register.lead'),
    mail: t(canSend ? 'waysIn.register.domainsLead' : 'waysIn.register.domainsNoMail', { domains }),
    key: t('waysIn.register.closedLead'),
    sent: t('waysIn.register.sentText'),
  }
  return (
    <>
      <PageHeader title={title} lead={lead[shown]} />
      {answer?.status === 'too-many' && (
        <Notice tone="warning" role="alert" title={t('identity.tooMany.title')}>
          <p>{t('waysIn.register.tooOften', { minutes: answer.minutes })}</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} fields={['key', 'email', ...accountFieldNames]} />
      {shown === 'form' && (
        <RegistrationForm
          errors={errors}
          typed={{ key, ...typed }}
          agencies={agencies}
          keyField={needsKey || key ? 'needed' : 'offered'}
        />
      )}
      {shown === 'mail' && canSend && <AskForLink errors={errors} typed={typed} />}
      {(shown === 'mail' || shown === 'key') && <AskForKey isOnly={shown === 'key'} />}
      <p>
        {t('waysIn.ways.cardAsk')} <a href="/card">{t('waysIn.ways.card')}</a>
      </p>
      <p>
        {t('identity.register.signIn')} <a href={signInHref}>{t('identity.register.signInLink')}</a>
      </p>
      <p>
        <a href="/privacy">{t('identity.register.privacy')}</a>
      </p>
    </>
  )
}
