// Comfort only: every page is whole without this.
import { linkBoxes } from "./boxes.js";
import { remember, score, tellPath, tellScores } from "./progress.js";
import { suggestNames } from "./suggest.js";
import { copyOnClick, previewLive } from "./slide.js";

document.querySelectorAll("[data-picture]").forEach(linkBoxes);
document.querySelectorAll("input[data-suggest]").forEach(suggestNames);
document.querySelectorAll("[data-copy]").forEach(copyOnClick);
document.querySelectorAll("form[data-slide]").forEach(previewLive);
remember();
document.querySelectorAll("[data-path-of]").forEach(tellPath);
document.querySelectorAll("[data-quiz]").forEach(score);
document.querySelectorAll("[data-scores]").forEach(tellScores);
document.querySelectorAll(".filters").forEach((form) =>
  form.addEventListener("change", () => form.requestSubmit()),
);
document.fonts.addEventListener("loadingdone", () => document.documentElement.classList.add("fonts"));
if (document.fonts.status === "loaded") document.documentElement.classList.add("fonts");
