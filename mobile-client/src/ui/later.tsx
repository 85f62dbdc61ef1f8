import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A screen whose script comes when it is first opened, so that the first talk does not wait for it. */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
): (props: P) => JSX.Element | null {
  let known: ComponentType<P> | null = null;
  return function Later(props: P) {
    const [Screen, keep] = useState<{ it: ComponentType<P> | null }>({ it: known });
    useEffect(() => {
      if (Screen.it) return;
      void load().then((it) => {
        known = it;
        keep({ it });
      });
    }, []);
    return Screen.it ? <Screen.it {...props} /> : <main class="page loading" aria-busy="true" />;
  };
}
