import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { Form, TextField } from '#app/ui/form.tsx'
import type { HitKind } from '../search/passage.ts'
import { LONGEST_QUERY } from '../search/query.ts'
import { SEARCH_PATH } from '../search/search-address.ts'

/** Leads from a page to the results of a search; with `kind` to those of one kind. */
export function SearchBox({ label, kind }: { label: string; kind?: HitKind }) {
  const t = useT()
  return (
    <search aria-label={label}>
      <Form method="get" action={SEARCH_PATH} className="form form--row" hidden={kind ? { kind } : {}}>
        <TextField name="q" type="search" label={label} maxLength={LONGEST_QUERY} autoComplete="off" dir="auto" />
        <ButtonRow>
          <Button variant="secondary">{t('search.submit')}</Button>
        </ButtonRow>
      </Form>
    </search>
  )
}

/** The small box in the frame of a page: it travels with every page, so it is short. */
export function SiteSearch() {
  const t = useT()
  return (
    <form role="search" className="shell__search" action={SEARCH_PATH}>
      <input className="input" type="search" name="q" aria-label={t('search.site')} dir="auto" />
      <Button variant="quiet">{t('search.submit')}</Button>
    </form>
  )
}
