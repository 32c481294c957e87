/** Keys: when a letter is a command, and moving through marks of a picture with the arrow keys. */

/** Listeners for keys are set in layout effects, before the browser paints, so that no key is lost. */

/** Whether a key belongs to a field that is being filled in, or to the browser. */
export function typing(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  const target = event.target as HTMLElement | null;
  return !!target?.closest('input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]');
}

/**
 * Arrow keys between the elements that carry `data-stop` inside the one listened on. Only the picture itself, and the
 * mark last looked at, are in the tab order, so that a picture of a hundred marks is one stop.
 */
export function roam(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const edge = { Home: 0, End: -1 }[event.key];
  if (step === undefined && edge === undefined) return;
  const stops = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>('[data-stop]')];
  if (!stops.length) return;
  event.preventDefault();
  const now = stops.indexOf(document.activeElement as HTMLElement);
  const next = edge !== undefined ? stops.at(edge) : stops[(now + (step as number) + stops.length) % stops.length];
  for (const stop of stops) stop.setAttribute('tabindex', stop === next ? '0' : '-1');
  next?.focus();
}

/** Enter and the space bar on a mark do what a click does. */
export const onPress = (act: (event: Event) => void) => ({
  onClick: act,
  onKeyDown: (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    act(event);
  },
});
