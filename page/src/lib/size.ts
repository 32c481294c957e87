import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

/** The size of an element in whole pixels, kept up to date; [0, 0] until it stands. */
export function useSize<Box extends Element>(): [RefObject<Box | null>, number, number] {
  const box = useRef<Box>(null);
  const [size, setSize] = useState<[number, number]>([0, 0]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const next: [number, number] = [Math.floor(entry.contentRect.width), Math.floor(entry.contentRect.height)];
      setSize((old) => (old[0] === next[0] && old[1] === next[1] ? old : next));
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [box, ...size];
}
