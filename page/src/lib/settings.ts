/** What this browser remembers: the theme and the coder's name. Nothing of the register is kept. */

import { useEffect, useState } from 'preact/hooks';

export type Theme = 'auto' | 'light' | 'dark';

const read = (name: string): string => {
  try {
    return localStorage.getItem(`regesta.${name}`) ?? '';
  } catch {
    return '';
  }
};

function write(name: string, value: string): void {
  try {
    localStorage.setItem(`regesta.${name}`, value);
  } catch {
    // A browser that keeps nothing still shows everything.
  }
}

export function applyTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => (['light', 'dark'].includes(read('theme')) ? (read('theme') as Theme) : 'auto'));
  useEffect(() => applyTheme(theme), [theme]);
  return [theme, (next) => { write('theme', next); setTheme(next); }];
}

export function useCoder(): [string, (name: string) => void] {
  const [coder, setCoder] = useState(() => read('coder'));
  return [coder, (name) => { write('coder', name); setCoder(name); }];
}
