/** The thing asked for does not exist, or the viewer may not know that it does. */
export class NotFound extends Error {
  override name = 'NotFound'
}

/** The viewer may know of the thing, but not do this to it. */
export class Forbidden extends Error {
  override name = 'Forbidden'
}

/** A rule of the domain was broken by a request that no page of ours makes. */
export class BrokenRule extends Error {
  override name = 'BrokenRule'
}
