// Narrows the list of findings. Without this script everything is there to read.
const list = document.getElementById("list");
const findings = [...list.children];
const search = document.getElementById("search");
const boxes = [...document.querySelectorAll('input[name="status"]')];
const shown = document.getElementById("shown");
const none = document.getElementById("none");

function narrow() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const statuses = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  let count = 0;
  for (const finding of findings) {
    const text = finding.dataset.text;
    const matches =
      statuses.has(finding.dataset.status) && words.every((word) => text.includes(word));
    finding.hidden = !matches;
    if (matches) count += 1;
  }
  shown.textContent = `${count} of ${findings.length} findings`;
  none.hidden = count > 0;
}

const form = document.getElementById("filter");
form.hidden = false;
form.addEventListener("input", narrow);
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("beforeprint", () => {
  for (const finding of findings) if (finding.tagName === "DETAILS") finding.open = true;
});
narrow();
