import type { Random } from '../support/random.ts'

type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array

const join = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]))

const hugeNumbers = [2 ** 31, 2 ** 32, 2 ** 40, 2 ** 52, Number.MAX_SAFE_INTEGER]
const varUint = (value: number): Uint8Array => {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push(128 | (rest % 128))
  return Uint8Array.from([...bytes, rest])
}
/** Too long to be any number, or never ending. */
const endless = Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 127)

const flip: Mutation = (bytes, random) => {
  const flipped = bytes.slice()
  for (let times = 1 + random.below(4); times > 0; times--) {
    const at = random.below(flipped.length)
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8))
  }
  return flipped
}
const truncate: Mutation = (bytes, random) => bytes.slice(0, random.below(bytes.length))
const insertAt = (what: (random: Random, other: Uint8Array) => Uint8Array): Mutation => {
  return (bytes, random, other) => {
    const at = random.below(bytes.length + 1)
    return join(bytes.subarray(0, at), what(random, other), bytes.subarray(at + random.below(3)))
  }
}
const huge = insertAt((random) => (random.chance(0.2) ? endless : varUint(random.pick(hugeNumbers))))
const noise = insertAt((random) => random.bytes(1 + random.below(6)))
const splice = insertAt((random, other) => {
  const from = random.below(other.length)
  return other.subarray(from, from + random.below(other.length - from + 1))
})
const replace: Mutation = (bytes, random) => {
  const replaced = bytes.slice()
  replaced[random.below(replaced.length)] = random.below(256)
  return replaced
}
const onlyNoise: Mutation = (_, random) => random.bytes(random.below(64))
const trail: Mutation = (bytes, random) => join(bytes, random.bytes(1 + random.below(8)))

const mutations = [flip, flip, flip, truncate, huge, huge, noise, splice, replace, replace, onlyNoise, trail]

/** Spoils bytes in one or several ways; `other` are bytes of the same kind to take pieces from. */
export const mutate = (bytes: Uint8Array, random: Random, other: Uint8Array): Uint8Array => {
  let spoilt = bytes
  for (let times = random.chance(0.8) ? 1 : 3; times > 0 && spoilt.length > 0; times--)
    spoilt = random.pick(mutations)(spoilt, random, other)
  return spoilt
}
