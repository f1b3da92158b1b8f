import type { Conditions, ToldConditions } from './conditions.ts'
import { isAllowedAddress } from './network-list.server.ts'

/** The conditions as somebody at `address` is told them. */
export function tellConditions({ accessCode, networks, oneDevice }: Conditions, address: string): ToldConditions {
  return {
    asksCode: accessCode !== null,
    asksNetwork: networks.length > 0,
    isOffNetwork: !isAllowedAddress(networks, address),
    oneDevice,
  }
}
