/** A view as a file: SVG with its colours written into it, or PNG drawn from that, each with a title and a source line. */

const KEPT = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin',
  'opacity', 'font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor', 'dominant-baseline', 'vector-effect',
  'paint-order', 'letter-spacing',
];
const SVG = 'http://www.w3.org/2000/svg';
const PAD = 14;
const HEAD = 26;
const FOOT = 24;

/** A copy that looks the same outside the page: every computed colour and font as an attribute, nothing interactive. */
function frozen(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [[svg, ...svg.querySelectorAll('*')], [copy, ...copy.querySelectorAll('*')]];
  from.forEach((element, index) => {
    const style = getComputedStyle(element);
    const target = to[index] as Element;
    if (style.display === 'none' || style.visibility === 'hidden') return target.setAttribute('data-gone', '');
    for (const name of KEPT) {
      const value = style.getPropertyValue(name);
      if (value) target.setAttribute(name, value.replace(/"/g, "'"));
    }
    ['class', 'style', 'tabindex', 'role', 'aria-label'].forEach((name) => target.removeAttribute(name));
    return undefined;
  });
  copy.querySelectorAll('[data-gone], [data-screen]').forEach((element) => element.remove());
  return copy;
}

function text(words: string, x: number, y: number, size: number, fill: string, weight = '400'): SVGTextElement {
  const element = document.createElementNS(SVG, 'text');
  const values = { x, y, fill, 'font-size': size, 'font-weight': weight, 'font-family': 'sans-serif' };
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, String(value));
  element.textContent = words;
  return element;
}

export function svgFile(svg: SVGSVGElement, title: string, source: string): { text: string; width: number; height: number } {
  const { width, height } = svg.getBoundingClientRect();
  const style = getComputedStyle(document.documentElement);
  const [ink, soft, paper] = ['--ink', '--ink-2', '--panel'].map((name) => style.getPropertyValue(name).trim()) as [string, string, string];
  const sheet = document.createElementNS(SVG, 'svg');
  const [fullWidth, fullHeight] = [width + 2 * PAD, height + HEAD + FOOT + 2 * PAD];
  sheet.setAttribute('viewBox', `0 0 ${fullWidth} ${fullHeight}`);
  sheet.setAttribute('width', String(fullWidth));
  sheet.setAttribute('height', String(fullHeight));
  const back = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ width: fullWidth, height: fullHeight, fill: paper })) back.setAttribute(name, String(value));
  const inner = frozen(svg);
  for (const [name, value] of Object.entries({ x: PAD, y: PAD + HEAD, width, height })) inner.setAttribute(name, String(value));
  sheet.append(back, text(title, PAD, PAD + 13, 13, ink, '600'), inner, text(source, PAD, fullHeight - PAD, 10, soft));
  return { text: new XMLSerializer().serializeToString(sheet), width: fullWidth, height: fullHeight };
}

/** Twice the size on the screen, so that it prints well. */
const PNG_SCALE = 2;

async function pngFile(file: { text: string; width: number; height: number }): Promise<Blob> {
  const image = new Image();
  // A data: address, because the server's policy lets no image come from a blob: address.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(file.text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [file.width * PNG_SCALE, file.height * PNG_SCALE];
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture came out'))), 'image/png'));
}

export async function savePicture(svg: SVGSVGElement, kind: 'svg' | 'png', name: string, title: string, source: string): Promise<void> {
  const file = svgFile(svg, title, source);
  const blob = kind === 'svg' ? new Blob([file.text], { type: 'image/svg+xml' }) : await pngFile(file);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${name}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
