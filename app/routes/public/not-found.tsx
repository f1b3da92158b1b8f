import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'

/** Every address that no other route answers. The page itself is the root's. */
export const loader = handle(async (): Promise<null> => {
  throw new NotFound()
})

export const action = loader

export default function NotFoundPage() {
  return null
}
