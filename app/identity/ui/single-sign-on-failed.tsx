import { ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page.tsx'

type SingleSignOnFailedProps = { title: string; text: string; ways: readonly { label: string; href: string }[] }

/** Says why a provider did not let somebody in, and how to go on. */
export function SingleSignOnFailed({ title, text, ways }: SingleSignOnFailedProps) {
  return (
    <>
      <PageHeader title={title} lead={text} />
      <ButtonRow>
        {ways.map(({ label, href }, index) => (
          <ButtonLink key={href} href={href} variant={index === 0 ? 'primary' : 'secondary'}>
            {label}
          </ButtonLink>
        ))}
      </ButtonRow>
    </>
  )
}
