import type { JSX } from "preact";

/** One of a few, side by side; each is a target of its own. */
export function Choice<T extends string>(props: {
  name: string;
  label: string;
  words: Record<T, string>;
  options: readonly T[];
  chosen: T;
  choose: (option: T) => void;
}): JSX.Element {
  return (
    <fieldset class="levels">
      <legend class="label">{props.label}</legend>
      {props.options.map((option) => (
        <label key={option}>
          <input
            type="radio"
            name={props.name}
            checked={option === props.chosen}
            onChange={() => props.choose(option)}
          />
          <span>{props.words[option]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** On or off: the whole row is the target, and a tick says which, not the colour. */
export function Switch(props: {
  label: string;
  note?: string;
  on: boolean;
  turn: (on: boolean) => void;
}): JSX.Element {
  return (
    <label class="switch">
      <input type="checkbox" role="switch" checked={props.on} onChange={() => props.turn(!props.on)} />
      <span class="words">
        <span class="name">{props.label}</span>
        {props.note && <span class="note">{props.note}</span>}
      </span>
      <span class="box" aria-hidden="true">
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="4">
          <path d="M3.5 13.5 9 19 20.5 5" stroke-linejoin="round" />
        </svg>
      </span>
    </label>
  );
}
