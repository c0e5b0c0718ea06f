// The boxes of a picture lead to their concepts: links are laid over the image, where the boxes are.
const SVG = "http://www.w3.org/2000/svg";

export async function linkBoxes(frame) {
  try {
    const answer = await fetch(frame.dataset.picture);
    if (!answer.ok) return;
    const text = await answer.text(); // its style is not for this page, and the policy would complain
    const drawn = new DOMParser().parseFromString(text.replace(/<style>[^]*?<\/style>/g, ""), "image/svg+xml").documentElement;
    const over = document.createElementNS(SVG, "svg");
    over.setAttribute("viewBox", drawn.getAttribute("viewBox"));
    for (const link of drawn.querySelectorAll("a[href]")) {
      const box = link.querySelector("rect");
      const concept = /\/concepts\/([^/.?#]+)/.exec(link.getAttribute("href"));
      if (!box || !concept) continue;
      const here = document.createElementNS(SVG, "a");
      here.setAttribute("href", `/${frame.dataset.lang}/concepts/${concept[1]}`);
      here.setAttribute("aria-label", link.getAttribute("aria-label") || concept[1]);
      const area = document.createElementNS(SVG, "rect");
      for (const name of ["x", "y", "width", "height", "rx"])
        if (box.hasAttribute(name)) area.setAttribute(name, box.getAttribute(name));
      here.append(area);
      over.append(here);
    }
    if (over.childElementCount) frame.append(over);
  } catch {
    // Without the links the picture is still a picture.
  }
}
