import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LONGEST_QUERY } from '#app/content/search/query.ts'
import { readSearchAddress, writeSearchAddress } from '#app/content/search/search-address.ts'
import { HITS_A_PAGE, search } from '#app/content/search/search-queries.server.ts'
import { SearchForm, SearchKinds } from '#app/content/ui/search-filters.tsx'
import { SearchHits } from '#app/content/ui/search-hits.tsx'
import { handle } from '#app/http/handle.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState, PageHeader } from '#app/ui/page.tsx'
import { Pagination } from '#app/ui/table.tsx'

export const meta = titleOf

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const address = readSearchAddress(new URL(request.url).searchParams)
  const viewer = await context.viewer()
  const { t } = await context.translator()
  const { text, kind, course, article, page } = address
  return {
    title: text ? t('search.titleOf', { query: text.slice(0, LONGEST_QUERY) }) : t('search.title'),
    // More than the field takes is not sent back.
    address: { ...address, text: text.slice(0, LONGEST_QUERY) },
    answer: await search({ text, kind, courseSlug: course, article, page, viewer }),
    isStranger: viewer === null,
    perPage: HITS_A_PAGE,
  }
})

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function SearchPage() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const { address, answer, isStranger } = page
  const found = answer.status === 'found' ? answer : null
  return (
    <>
      <PageHeader title={t('search.title')} lead={answer.status === 'empty' ? t('search.lead') : undefined} />
      <SearchForm address={address} found={found} />
      {answer.status === 'too-long' && <p>{t('search.tooLong', { most: LONGEST_QUERY })}</p>}
      {answer.status === 'no-words' && <p>{t('search.noWords')}</p>}
      {found && <Found page={page} found={found} />}
      {answer.status === 'nothing' && <Nothing page={page} suggestion={answer.suggestion} />}
      {isStranger && (
        <p className="note">
          {t('search.signIn')}{' '}
          <a href={`/sign-in?next=${encodeURIComponent(writeSearchAddress(address, { page: address.page }))}`}>
            {t('search.signInLink')}
          </a>
        </p>
      )}
    </>
  )
}

type Answer = Extract<Page['answer'], { status: 'found' }>

function Found({ page: { address, perPage }, found }: { page: Page; found: Answer }) {
  const t = useT()
  const { hits, total, page, pages } = found
  const count = t(found.isCut ? 'search.countCut' : 'search.count', { count: total, query: address.text })
  return (
    <>
      <SearchKinds address={address} found={found} />
      {found.hasAllWords ? <p>{count}</p> : <p>{t('search.someWords')}</p>}
      <Suggestion address={address} suggestion={found.suggestion} />
      {total === 0 && (
        <EmptyState
          title={t('search.nothingHere')}
          action={
            <ButtonLink href={writeSearchAddress(address, { kind: null, course: null, article: null })}>
              {t('search.nothingHere.all')}
            </ButtonLink>
          }
        >
          <p>{t('search.nothingHere.text')}</p>
        </EmptyState>
      )}
      <SearchHits hits={hits} start={(page - 1) * perPage + 1} />
      <Pagination page={page} pages={pages} hrefFor={(number) => writeSearchAddress(address, { page: number })} />
    </>
  )
}

function Suggestion({ address, suggestion }: { address: Page['address']; suggestion: string | null }) {
  const t = useT()
  if (!suggestion) return null
  return (
    <p>
      {t('search.didYouMean')}{' '}
      <a href={writeSearchAddress(address, { text: suggestion })}>
        <strong>
          <bdi>{suggestion}</bdi>
        </strong>
      </a>
    </p>
  )
}

function Nothing({ page: { address }, suggestion }: { page: Page; suggestion: string | null }) {
  const t = useT()
  return (
    <>
      <Suggestion address={address} suggestion={suggestion} />
      <EmptyState
        title={t('search.nothing', { query: address.text })}
        action={
          <>
            <ButtonLink href="/courses" variant="secondary">
              {t('search.browseCourses')}
            </ButtonLink>
            <ButtonLink href="/convention" variant="secondary">
              {t('search.browseConvention')}
            </ButtonLink>
          </>
        }
      >
        <ul>
          <li>{t('search.nothing.spelling')}</li>
          <li>{t('search.nothing.fewer')}</li>
          <li>{t('search.nothing.language')}</li>
        </ul>
      </EmptyState>
    </>
  )
}
