import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { Form, SelectField, TextField } from '#app/ui/form.tsx'
import { LONGEST_QUERY } from '../search/query.ts'
import { type SearchAddress, SEARCH_PATH, writeSearchAddress } from '../search/search-address.ts'
import type { SearchAnswer } from '../search/search-queries.server.ts'

type Found = Pick<Extract<SearchAnswer, { status: 'found' }>, 'counts' | 'narrowing'>

/** The box to type in, with the choices of course and article once something is found. */
export function SearchForm({ address, found }: { address: SearchAddress; found: Found | null }) {
  const t = useT()
  const courses = found ? courseChoices(found) : []
  const articles = found ? articleChoices(found) : []
  return (
    <search>
      <Form
        method="get"
        action={SEARCH_PATH}
        className="form form--row"
        hidden={address.kind ? { kind: address.kind } : {}}
      >
        <TextField
          name="q"
          type="search"
          label={t('search.field')}
          hint={t('search.hint')}
          defaultValue={address.text}
          maxLength={LONGEST_QUERY}
          autoComplete="off"
          dir="auto"
        />
        {courses.length > 0 && (
          <SelectField
            name="course"
            label={t('search.course')}
            defaultValue={address.course ?? ''}
            emptyLabel={t('search.course.all')}
            options={courses.map(({ slug, title, count }) => ({
              value: slug,
              label: t('search.choice', { label: title, count }),
            }))}
          />
        )}
        {articles.length > 0 && (
          <SelectField
            name="article"
            label={t('search.article')}
            defaultValue={address.article ?? ''}
            emptyLabel={t('search.article.all')}
            options={articles.map(({ article, count }) => ({
              value: String(article),
              label: t('search.article.choice', { number: article, count }),
            }))}
          />
        )}
        <ButtonRow>
          <Button>{t('search.submit')}</Button>
        </ButtonRow>
      </Form>
    </search>
  )
}

/** What is chosen is always among the choices. */
function courseChoices({ counts, narrowing: { course } }: Found) {
  const isListed = !course || counts.courses.some(({ slug }) => slug === course.slug)
  return isListed ? counts.courses : [...counts.courses, { ...course, count: 0 }]
}

function articleChoices({ counts, narrowing: { article } }: Found) {
  const isListed = !article || counts.articles.some((one) => one.article === article)
  const all = isListed ? counts.articles : [...counts.articles, { article, count: 0 }]
  return [...all].sort((a, b) => a.article - b.article)
}

/** Links to the results of one kind, with how many there are. */
export function SearchKinds({ address, found: { counts } }: { address: SearchAddress; found: Found }) {
  const { t, number } = useTranslator()
  const chosen = address.kind && !counts.kinds.some(({ kind }) => kind === address.kind) ? [address.kind] : []
  const choices = [
    { kind: null, label: t('search.kinds.all'), count: counts.all.kinds },
    ...counts.kinds.map(({ kind, count }) => ({ kind, label: t(`search.kinds.${kind}`), count })),
    ...chosen.map((kind) => ({ kind, label: t(`search.kinds.${kind}`), count: 0 })),
  ]
  return (
    <nav className="kinds" aria-label={t('search.kinds')}>
      <ul>
        {choices.map(({ kind, label, count }) => (
          <li key={kind}>
            <a href={writeSearchAddress(address, { kind })} aria-current={kind === address.kind ? 'true' : undefined}>
              {label} <span>{number(count)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
