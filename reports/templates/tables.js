// With scripts, the comparison can be sorted within its groups and filtered by words. Without, it reads as printed.
(function () {
  "use strict";
  var point = document.documentElement.getAttribute("data-decimal") || ".";
  document.querySelectorAll("table.matrix[data-filter]").forEach(function (table) {
    var body = table.tBodies[0];
    var value = function (row, at) {
      var cell = row.cells[at];
      var written = (cell ? cell.textContent : "").replace("\u2212", "-").trim().match(/^[+-]?[0-9][0-9.,\u202f]*/);
      var number = parseFloat((written ? written[0] : "").split(point).map(function (part) { return part.replace(/[.,\u202f]/g, ""); }).join("."));
      return isNaN(number) ? -Infinity : number;
    };
    var groups = function () {
      var found = [];
      Array.prototype.forEach.call(body.rows, function (row) {
        if (row.classList.contains("group")) { found.push({ head: row, rows: [] }); }
        else if (found.length) { found[found.length - 1].rows.push(row); }
      });
      return found;
    };
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, at) {
      if (!at) { return; }
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") !== "descending";
        Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        groups().forEach(function (group) {
          group.rows.sort(function (one, two) { return (value(two, at) - value(one, at)) * (down ? 1 : -1); });
          group.rows.reverse().forEach(function (row) { body.insertBefore(row, group.head.nextSibling); });
        });
      });
    });
    var tools = document.createElement("div");
    tools.className = "tools";
    var label = document.createElement("label");
    label.textContent = table.getAttribute("data-filter") + " ";
    var field = document.createElement("input");
    field.type = "search";
    label.appendChild(field);
    tools.appendChild(label);
    var place = table.closest(".scroll") || table;
    place.parentNode.insertBefore(tools, place);
    field.addEventListener("input", function () {
      var words = field.value.trim().toLowerCase();
      groups().forEach(function (group) {
        var shown = 0;
        group.rows.forEach(function (row) {
          row.hidden = !!words && row.cells[0].textContent.toLowerCase().indexOf(words) < 0;
          shown += row.hidden ? 0 : 1;
        });
        group.head.hidden = !shown;
      });
    });
  });
})();
