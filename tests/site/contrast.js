/* Every text of a page whose contrast with what is behind it is too low, by WCAG 2.2 (1.4.3). */
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  const known = new Map();

  /** Red, green, blue and opacity of a colour, however the browser writes it. */
  function parted(colour) {
    if (!known.has(colour)) known.set(colour, painted(colour));
    return known.get(colour);
  }

  function painted(colour) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, opacity] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, opacity / 255];
  }

  function over([red, green, blue, opacity], behind) {
    return [red, green, blue].map((part, at) => part * opacity + behind[at] * (1 - opacity));
  }

  function luminance(colour) {
    const [red, green, blue] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  /** The colours from the page up to an element, laid over each other; null where a picture is. */
  function ground(element) {
    const around = [];
    for (let each = element; each; each = each.parentElement) around.unshift(each);
    let colour = [255, 255, 255];
    for (const each of around) {
      const style = getComputedStyle(each);
      if (style.backgroundImage !== "none") return null;
      colour = over(parted(style.backgroundColor), colour);
    }
    return colour;
  }

  function opacity(element) {
    let share = 1;
    for (let each = element; each; each = each.parentElement) share *= Number(getComputedStyle(each).opacity);
    return share;
  }

  function isSeen(element, range) {
    const box = range.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) return false;
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest("[hidden], .hb-sr, svg, option");
  }

  const poor = [];
  let looked = 0;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    if (!texts.currentNode.textContent.trim() || !isSeen(element, range)) continue;
    const behind = ground(element);
    if (!behind) continue;
    looked += 1;
    const style = getComputedStyle(element);
    const [red, green, blue, alpha] = parted(style.color);
    const front = over([red, green, blue, alpha * opacity(element)], behind);
    const [light, dark] = [luminance(front), luminance(behind)].sort((one, other) => other - one);
    const ratio = (light + 0.05) / (dark + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) {
      const name = `${element.tagName.toLowerCase()}.${element.className}`;
      poor.push(`${name} ${ratio.toFixed(2)} "${texts.currentNode.textContent.trim().slice(0, 40)}"`);
    }
  }
  return { poor: [...new Set(poor)], looked };
}
