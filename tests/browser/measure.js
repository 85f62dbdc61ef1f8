// Every text on the page with its size and contrast, and every target with its shorter side.
() => {
  const channel = (c) => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4 };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map(channel);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const rgba = (text) => text.match(/[\d.]+/g).map(Number);
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const [r, g, b, a = 1] = rgba(getComputedStyle(e).backgroundColor);
      if (a === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.textContent.trim();
    if (!words || element.closest('svg, noscript, .hidden-label')) continue;
    const style = getComputedStyle(element);
    const [a, b] = [luminance(rgba(style.color).slice(0, 3)), luminance(ground(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    texts.push({ words, px: parseFloat(style.fontSize), contrast });
  }
  const targets = [...document.querySelectorAll('button, a, label')].map((e) => {
    const { width, height } = e.getBoundingClientRect();
    return { words: e.innerText, px: Math.min(width, height) };
  });
  return { texts, targets };
}
