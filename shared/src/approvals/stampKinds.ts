/** Stamps as offices know them (DOMAIN §7.6), in the order in which they stand on paper. */
export const stampKinds = ['considered', 'accepted', 'agreed', 'approved'] as const
export type StampKind = (typeof stampKinds)[number]

/** The same stamps in that order. */
export const inPaperOrder = <S extends { kind: StampKind }>(stamps: readonly S[]): S[] =>
  [...stamps].sort((one, other) => stampKinds.indexOf(one.kind) - stampKinds.indexOf(other.kind))
