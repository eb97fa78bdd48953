let isLost: () => boolean = () => false

/** The app's connection, once there is one, says from now on whether it has lost the server. */
export const tellLost = (lost: () => boolean): void => {
  isLost = lost
}

/** The browser or the app's connection says that the server is out of reach; `isReachable` knows for sure. */
export const seemsOffline = (): boolean => !navigator.onLine || isLost()

/** A computer that says it is offline may still reach a server on itself or in its own house. */
export const isReachable = (): Promise<boolean> =>
  fetch('/healthz', { cache: 'no-store' }).then(
    () => true,
    () => false,
  )
