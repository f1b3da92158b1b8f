import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { flash } from '#app/http/flash.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireRecent, requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { withdrawErasureSchema } from '#app/identity/erasure/erasure.ts'
import { withdrawErasure } from '#app/identity/erasure/withdraw-erasure.server.ts'
import { countryName } from '#app/identity/places/countries.ts'
import { findSettings } from '#app/identity/settings/settings-queries.server.ts'
import { scopeText } from '#app/identity/ui/grant-text.ts'
import { Figures, OwnAccountFacts, OwnRoles } from '#app/identity/ui/own-data-sections.tsx'
import { OwnPlaces } from '#app/programmes/ui/own-places.tsx'
import { viewOwnData } from '#app/progress/own-data-queries.server.ts'
import { findScopeNames } from '#app/progress/scope-name-queries.server.ts'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer(context)
  await requireRecent(context, 'opens')
  const { t, locale } = await context.translator()
  const { account, ...rest } = await viewOwnData({ viewer, now: Date.now() })
  const names = await findScopeNames(account.roles, locale)
  const { agency } = account
  return {
    title: t('privacy.data.title'),
    account: { ...account, agency: agency && { name: agency.name, country: countryName(agency.countryCode, locale) } },
    roles: account.roles.map((role) => ({ ...role, overText: scopeText(role, names, t) })),
    controller: (await findSettings()).controller.trim(),
    ...rest,
  }
})

/** The one thing posted here is that somebody has changed their mind, from the notice that stands on every page. */
export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireViewer(context)
  const form = await readForm(request, withdrawErasureSchema)
  if (form.status === 'invalid') return data(null, { status: 400 })
  await withdrawErasure({ viewer, now: Date.now() })
  return redirect('/learn', { headers: await flash(context, 'privacy.notice.withdrawn') })
})

export default function OwnDataPage() {
  const { title, account, roles, controller, places, work, progress } = useLoaderData<typeof loader>()
  const t = useT()
  const { figures } = account
  return (
    <>
      <PageHeader
        title={title}
        lead={t('privacy.data.lead')}
        breadcrumbs={[{ href: '/account', label: t('privacy.page.rights.account') }]}
      />
      <OwnAccountFacts account={account} controller={controller} />
      <OwnRoles roles={roles} />
      <Figures
        title={t('privacy.data.waysIn')}
        text={t('privacy.data.waysInText')}
        items={[
          [t('privacy.data.sessions'), figures.sessions],
          [t('privacy.data.oneTimePasswords'), figures.oneTimePasswords],
          [t('privacy.data.passkeys'), figures.passkeys],
          [t('privacy.data.recoveryCodes'), figures.recoveryCodes],
          [t('privacy.data.linkedIdentities'), figures.linkedIdentities],
          [t('privacy.data.access'), figures.access],
          [t('privacy.data.audit'), figures.audit],
        ]}
      />
      <OwnPlaces places={places} />
      <Figures
        title={t('privacy.data.learning')}
        text={t('privacy.data.learningText')}
        items={[
          [t('privacy.data.courses'), progress.courses],
          [t('privacy.data.coursesCompleted'), progress.completed],
          [t('privacy.data.attempts'), work.attempts],
          [t('privacy.data.practiceAnswers'), work.practiceAnswers],
          [t('privacy.data.scenarioRuns'), work.scenarioRuns],
          [t('privacy.data.requestDrafts'), work.requestDrafts],
          [t('privacy.data.competence'), progress.competence],
          [t('privacy.data.reviewCards'), progress.reviewCards],
          [t('privacy.data.notes'), progress.notes],
          [t('privacy.data.events'), progress.events],
        ]}
      />
      <Section title={t('privacy.data.take')}>
        <p>{t('privacy.data.takeText')}</p>
        <ButtonRow>
          <ButtonLink href="/account/data.json">{t('privacy.data.takeFile')}</ButtonLink>
          <ButtonLink href="/learn/notes.txt" variant="secondary" download>
            {t('privacy.data.takeNotes')}
          </ButtonLink>
          <ButtonLink href="/learn/competence" variant="secondary">
            {t('competence.title')}
          </ButtonLink>
        </ButtonRow>
      </Section>
      <EraseSection erasure={account.erasure} />
    </>
  )
}

function EraseSection({ erasure }: { erasure: { dueAt: number; reason: string; keepsName: boolean } | null }) {
  const t = useT()
  const { date } = useTranslator()
  if (!erasure) {
    return (
      <Section title={t('privacy.data.erase')}>
        <p>{t('privacy.data.eraseText')}</p>
        <ButtonLink href="/account/data/erasure" variant="secondary">
          {t('privacy.data.eraseLink')}
        </ButtonLink>
      </Section>
    )
  }
  const why = erasure.reason === 'asked' ? 'privacy.data.eraseAsked' : 'privacy.data.eraseInactive'
  return (
    <Section title={t('privacy.data.erase')}>
      <p>{t(why, { date: date(erasure.dueAt) })}</p>
      {erasure.keepsName && <p>{t('privacy.data.eraseKeepsName')}</p>}
      <Form hidden={{ intent: 'withdraw' }}>
        <ButtonRow>
          <Button>{t('privacy.notice.withdraw')}</Button>
          <ButtonLink href="/account/data/erasure" variant="quiet">
            {t('privacy.data.eraseAgain')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Section>
  )
}
