import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { encode } from "uqr";
import { t } from "../strings";
import { Pass } from "../ui/icons";
import { PageHead } from "../ui/page-head";

/** A code for somebody else's phone, and the link as a message. The link carries the key to the computer. */
export function ShareScreen({ link, title, back }: { link: string; title: string; back: () => void }): JSX.Element {
  const [copied, keep] = useState(false);
  const send = async (): Promise<void> => {
    try {
      if ("share" in navigator) await navigator.share({ title, url: link });
      else {
        await (navigator as Navigator).clipboard.writeText(link);
        keep(true);
      }
    } catch {
      return; // Sent to nobody after all.
    }
  };
  return (
    <main class="page share">
      <PageHead title={t.share.title} back={back} />
      <Code text={link} />
      <p class="lead">{t.share.text}</p>
      <button class="button main" type="button" onClick={() => void send()}>
        <Pass /> {t.share.send}
      </button>
      <p role="status">{copied && t.share.copied}</p>
    </main>
  );
}

/** Dark on light in both themes: many cameras read no other. */
function Code({ text }: { text: string }): JSX.Element {
  const { data, size } = encode(text, { border: 3 });
  const squares = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")));
  return (
    <svg class="code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t.share.picture}>
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join("")} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}
