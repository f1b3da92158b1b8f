import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { Form, TextField } from '#app/ui/form.tsx'
import { EmptyState } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'

type Other = { id: string; username: string; displayName: string; agency?: string | undefined }

type FindDuplicateProps = {
  /** Of the page. */
  path: string
  text: string
  /** The first found, and how many there are. */
  others: readonly Other[]
  total: number
}

/** Finds the other account of a person, each with a link to what merging would do. */
export function FindDuplicate({ path, text, others, total }: FindDuplicateProps) {
  const t = useT()
  return (
    <>
      <Form method="get" action={path} className="form form--row">
        <TextField name="q" type="search" label={t('merging.find')} defaultValue={text} dir="auto" />
        <ButtonRow>
          <Button variant="secondary">{t('merging.findSubmit')}</Button>
        </ButtonRow>
      </Form>
      <DataTable
        caption={
          total > others.length
            ? t('merging.foundFirst', { shown: others.length, total })
            : t('merging.found', { total })
        }
        columns={[
          {
            key: 'name',
            header: t('merging.account.name'),
            rowHeader: true,
            cell: ({ displayName }) => <bdi>{displayName}</bdi>,
          },
          {
            key: 'username',
            header: t('merging.account.username'),
            cell: ({ username }) => <bdi>{username}</bdi>,
          },
          {
            key: 'agency',
            header: t('merging.account.agency'),
            cell: ({ agency }) => (agency ? <bdi>{agency}</bdi> : '–'),
          },
          {
            key: 'choose',
            header: t('merging.next'),
            cell: ({ id, displayName }) => (
              <a
                href={`${path}?${new URLSearchParams({ with: id })}`}
                aria-label={t('merging.chooseNamed', { name: displayName })}
              >
                {t('merging.choose')}
              </a>
            ),
          },
        ]}
        rows={[...others]}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('merging.none', { text })} />}
      />
    </>
  )
}
