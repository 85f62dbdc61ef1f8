import type { JSX } from "preact";

/** Drawn with a carpenter's pencil: one stroke, square ends. */
function Icon({ path }: { path: string }): JSX.Element {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3">
      <path d={path} stroke-linejoin="round" />
    </svg>
  );
}

export const Back = (): JSX.Element => <Icon path="M14.5 4 6.5 12l8 8" />;
export const Pause = (): JSX.Element => <Icon path="M8 4v16M16 4v16" />;
export const Play = (): JSX.Element => <Icon path="M7 4.5v15L19.5 12z" />;
export const Stop = (): JSX.Element => <Icon path="M5.5 5.5h13v13h-13z" />;
export const Redo = (): JSX.Element => <Icon path="M19.5 12a7.5 7.5 0 1 1-2.6-5.7M20 3v5h-5" />;
export const Tick = (): JSX.Element => <Icon path="M3.5 13.5 9 19 20.5 5" />;
export const Cross = (): JSX.Element => <Icon path="M5.5 5.5 18.5 18.5M18.5 5.5 5.5 18.5" />;
export const Dash = (): JSX.Element => <Icon path="M5 12h14" />;
export const Save = (): JSX.Element => <Icon path="M12 3v12.5M6.5 10.5 12 16l5.5-5.5M4 20.5h16" />;
export const Microphone = (): JSX.Element => (
  <Icon path="M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V22" />
);
export const Gear = (): JSX.Element => <Icon path="M4 7h9M19 7h1M4 17h1M11 17h9M16 4v6M8 14v6" />;
export const Bench = (): JSX.Element => <Icon path="M4 5h16v15H4zM4 10h16M8 3v4M16 3v4M9 15l2.2 2.2L15.5 13" />;
export const Search = (): JSX.Element => <Icon path="M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 21 21" />;
export const Funnel = (): JSX.Element => <Icon path="M3.5 5h17M7 12h10M10.5 19h3" />;
export const Door = (): JSX.Element => <Icon path="M6 20.5V3.5h12v17M3.5 20.5h17M14 11.5v2" />;
export const Pass = (): JSX.Element => <Icon path="M12 15V3.5M7.5 8 12 3.5 16.5 8M5 12v8.5h14V12" />;
export const Ear = (): JSX.Element => <Icon path="M4 9.5v5h4l5 4.5v-14L8 9.5zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11" />;
export const Pen = (): JSX.Element => <Icon path="M4 20l1-5L16.5 3.5l4 4L9 19zM13.5 6.5l4 4" />;
export const Doubt = (): JSX.Element => <Icon path="M4 4.5h16v12h-8.5L6.5 21v-4.5H4zM9.8 8.6a2.3 2.3 0 1 1 3.3 2.1c-.8.4-1.1.8-1.1 1.6M12 13.4v1.3" />;
