// Buttons that copy a name, or what stands in a field.

/** @param {ParentNode} root */
export function enableCopying(root) {
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (root.querySelectorAll("button.copy"))) {
    button.hidden = false;
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("button.copy") : null;
  if (!(button instanceof HTMLButtonElement)) return;
  const field = button.dataset.copyFrom ? document.getElementById(button.dataset.copyFrom) : null;
  const text = field instanceof HTMLTextAreaElement ? field.value : (button.dataset.copy ?? "");
  await navigator.clipboard.writeText(text);
  const label = button.textContent;
  button.textContent = "✓";
  const status = document.getElementById("status");
  if (status?.dataset.copied) status.textContent = status.dataset.copied;
  setTimeout(() => { button.textContent = label; }, 1200);
});

enableCopying(document);
