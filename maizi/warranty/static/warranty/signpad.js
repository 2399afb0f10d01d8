// A pad to sign on with a finger: what is drawn goes into the file field above it as a picture.
import { each } from "../kit/js/dom.js";

const WIDTH = 600;
const HEIGHT = 220;
const LINE = 3.5;

/** Put the drawing into the field, as if a picture had been chosen. */
const put = (canvas, input) => canvas.toBlob((blob) => {
  const chosen = new DataTransfer();
  if (blob) chosen.items.add(new File([blob], "sign.png", { type: "image/png" }));
  input.files = chosen.files;
});

each("input[type=file][data-sign]", (input) => {
  const box = document.createElement("div");
  const canvas = box.appendChild(document.createElement("canvas"));
  const again = box.appendChild(document.createElement("button"));
  box.className = "sign-pad";
  Object.assign(canvas, { width: WIDTH, height: HEIGHT });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", input.dataset.sign);
  Object.assign(again, { type: "button", className: "btn small", textContent: input.dataset.clear });
  (input.closest(".field") ?? input.parentElement).append(box);

  const pen = canvas.getContext("2d");
  let isDown = false;
  const clear = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    input.value = "";
  };
  const place = (event) => {
    const edge = canvas.getBoundingClientRect();
    return [(event.clientX - edge.left) * WIDTH / edge.width, (event.clientY - edge.top) * HEIGHT / edge.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    isDown = true;
    Object.assign(pen, { lineWidth: LINE, lineCap: "round", lineJoin: "round", strokeStyle: "#111" });
    pen.beginPath();
    pen.moveTo(...place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!isDown) return;
    pen.lineTo(...place(event));
    pen.stroke();
  });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => {
    if (isDown) put(canvas, input);
    isDown = false;
  });
  again.addEventListener("click", clear);
  clear();
});
